import { assertEquals } from "@std/assert";
import { truthLatex } from "../../lib/assess/truth_latex.ts";

/** The mended LaTeX of an expression whose ink has these labels. */
const mended = (latex: string, raws: string) =>
  truthLatex({ latex, symbols: raws.split(" ").map((raw) => ({ raw, label: null, strokes: [] })) });

Deno.test("names typed as letters become the one sign that the ink's labels hold, and only as often", () => {
  for (const name of ["sin", "cos", "tan", "log", "lim", "div"]) {
    assertEquals(mended(`${name} x`, `\\${name} x`), `\\${name} x`);
    assertEquals(mended([...name].join(" "), `\\${name}`), `\\${name}`);
    assertEquals(mended(`${name} x`, "a b"), `${name} x`);
  }
});

Deno.test("signs run together with a letter are taken apart, and braces that close nothing left out", () => {
  assertEquals(mended("p\\ltq}", "p \\lt q"), "p\\lt q");
  assertEquals(mended("{x}\\}}", "x \\}"), "{x}\\}");
});
