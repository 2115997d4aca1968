import { assertAlmostEquals, assertEquals } from "@std/assert";
import { FRACTION, READER_CLASSES, type Shape, symbolOf } from "../../lib/symbols/mod.ts";
import { fitLine } from "../../lib/recognize/layout/typography.ts";
import { boxAt } from "./page.ts";

Deno.test("every label stands on its line as printed: which hang below it, which are small, which have any size", () => {
  const printed: Readonly<Record<Exclude<Shape, "ascender">, string>> = {
    x_height: "a c e m n o r s u v w x z alpha pi sigma in infty",
    descender: "g p q y mu gamma",
    operator: "+ = lt gt leq geq neq pm times div rightarrow",
    minus: "-",
    fraction: FRACTION,
    low: ", dot",
    dots: "ldots",
    high: "prime",
    tall: "( ) [ ] { } ascii_124 forward_slash int f j beta phi",
    root: "sqrt",
    big: "sum",
  };
  const shapes = new Map(
    Object.entries(printed).flatMap(([shape, labels]) => labels.split(" ").map((label) => [label, shape])),
  );
  for (const label of [...READER_CLASSES, FRACTION]) {
    assertEquals(symbolOf(label).shape, shapes.get(label) ?? "ascender", label);
  }
});

Deno.test("what a box 20 wide and 60 high says of its line: axis, size and how much it says, by hand", () => {
  // From 100 to 160; the axis of a line of size s is 0.4 s to 0.55 of a letter's own height above its foot.
  const lines: Readonly<Record<Shape, readonly [axis: number, size: number, weight: number]>> = {
    ascender: [160 - 27, 60, 1],
    x_height: [160 - 33, 100, 1],
    descender: [100 + 18, 60, 1],
    operator: [130, 60 / 0.7, 0.3],
    minus: [130, 20 / 0.7, 0.1],
    fraction: [130, 44, 0],
    low: [130, 44, 0],
    high: [130, 44, 0],
    tall: [130, 60 / 1.3, 0.2],
    root: [130, 44, 0],
    big: [130, 60 / 1.4, 0.2],
    dots: [130, 20, 0.1],
  };
  for (const [shape, [axis, size, weight]] of Object.entries(lines)) {
    const fit = fitLine(shape as Shape, boxAt(5, 100, 20, 60), 44);
    for (const [got, expected] of [[fit.axis, axis], [fit.size, size], [fit.weight, weight]]) {
      assertAlmostEquals(got, expected, 1e-9, shape);
    }
  }
  // An operator's longer side counts.
  assertAlmostEquals(fitLine("operator", boxAt(0, 0, 35, 10), 44).size, 50, 1e-9);
});
