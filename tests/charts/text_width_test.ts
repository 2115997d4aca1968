import { assertAlmostEquals, assertEquals } from "@std/assert";
import { textWidth } from "../../lib/charts/figures/text_width.ts";
import { testWith } from "../permission.ts";

Deno.test("textWidth() grows with the font size and the text, and gives signs beyond ASCII room", () => {
  assertEquals(textWidth("", 12), 0);
  assertAlmostEquals(textWidth("ab", 24), 2 * textWidth("ab", 12), 1e-9);
  assertAlmostEquals(textWidth("a∑b", 10) - textWidth("ab", 10), 8.38, 1e-9);
});

testWith({ read: true }, "textWidth() agrees with a rasterizer on the font itself", async () => {
  const [{ initWasm, Resvg }] = await Promise.all([
    import("@resvg/resvg-wasm"),
    import("dejavu-fonts-ttf/package.json", { with: { type: "json" } }),
  ]);
  const read = (specifier: string) => Deno.readFile(new URL(import.meta.resolve(specifier)));
  await initWasm(await read("@resvg/resvg-wasm/index_bg.wasm"));
  const font = await read("dejavu-fonts-ttf/ttf/DejaVuSans.ttf");
  // Between two bars, so that the room before and after the ink does not count.
  const inkWidth = (text: string) => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="4000" height="200"><text x="50" y="100" ` +
      `font-size="100" font-family="DejaVu Sans" font-kerning="none">|${text}|</text></svg>`;
    const resvg = new Resvg(svg, { font: { fontBuffers: [font] } });
    const width = resvg.getBBox()!.width;
    resvg.free();
    return width;
  };
  const bars = inkWidth("");
  for (
    const text of [
      "abcdefghijklm",
      "nopqrstuvwxyz",
      "ABCDEFGHIJKLM",
      "NOPQRSTUVWXYZ",
      "0123456789",
      "+-=()[]{}!,._/",
    ]
  ) {
    assertAlmostEquals(inkWidth(text) - bars, textWidth(text, 100), 0.02 * textWidth(text, 100), text);
  }
});
