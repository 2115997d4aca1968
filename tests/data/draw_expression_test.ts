import { heightOf, widthOf } from "../../lib/drawing/mod.ts";
import { assertEquals } from "@std/assert";
import fc from "../properties.ts";
import { drawExpression, type DrawnExpression } from "../../lib/data/crohme/draw_expression.ts";
import { type Expression, loadExpressions } from "../../lib/data/crohme/mod.ts";
import { testWithData } from "../permission.ts";

function expressionOf(symbols: readonly (readonly number[][])[], unlabelled: number[][] = []): Expression {
  return {
    id: "made",
    split: "none",
    writer: null,
    latex: "",
    symbols: symbols.map((strokes) => ({ label: "x", raw: "x", strokes })),
    unlabelled,
    origin: "made",
  };
}

/** Pixels of each symbol's ink, put together on a page. */
function unionOfInk({ image, symbols }: DrawnExpression): Uint8Array {
  const union = new Uint8Array(image.width * image.height);
  for (const { box: { left, top }, ink: { width, height, pixels } } of symbols) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) union[(top + y) * image.width + left + x] |= pixels[y * width + x];
    }
  }
  return union;
}

Deno.test("a square and a bar come out where they should, at the size asked for, whatever their unit", () => {
  // A square of side 1 and, a side to its right, an upright bar of length 1.
  const square = [[0, 0, 1, 0, 1, 1, 0, 1, 0, 0]], bar = [[2, 0, 2, 1]];
  for (const unit of [0.001, 1, 300]) {
    const scaled = [square, bar].map((strokes) => strokes.map((stroke) => stroke.map((v) => 7 + unit * v)));
    const { image, symbols } = drawExpression(expressionOf(scaled), {
      symbolSize: 20,
      penWidth: 4,
      margin: 10,
    });
    assertEquals([image.width, image.height], [64, 44]);
    const boxes = symbols.map(({ box }) => [box.left, box.top, widthOf(box), heightOf(box)]);
    assertEquals(boxes, [[10, 10, 24, 24], [50, 10, 4, 24]]);
    // The square's line is 4 wide: paper inside, 16 × 16.
    const { pixels: ink, width } = symbols[0].ink;
    assertEquals([ink[12 * width + 3], ink[12 * width + 4], ink[12 * width + 19], ink[12 * width + 20]], [
      1,
      0,
      0,
      1,
    ]);
  }
});

Deno.test("ink masks together are exactly the dark pixels, each box is filled to its edges", () => {
  const coordinate = fc.integer({ min: 0, max: 400 });
  const stroke = fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 6 }).map((p) =>
    p.flat()
  );
  const symbol = fc.array(stroke, { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(
      fc.array(symbol, { minLength: 1, maxLength: 5 }),
      fc.array(stroke, { maxLength: 2 }),
      fc.double({ min: 1.5, max: 8, noNaN: true }),
      (symbols, unlabelled, penWidth) => {
        const drawn = drawExpression(expressionOf(symbols, unlabelled), { symbolSize: 30, penWidth });
        const union = unionOfInk(drawn);
        assertEquals(union, drawn.image.pixels.map((value) => value < 128 ? 1 : 0));
        assertEquals(drawn.symbols.length, symbols.length + (unlabelled.length > 0 ? 1 : 0));
        for (const { ink: { width, height, pixels: ink } } of drawn.symbols) {
          const row = (y: number) => ink.subarray(y * width, (y + 1) * width).includes(1);
          const column = (x: number) =>
            Array.from({ length: height }, (_, y) => ink[y * width + x]).includes(1);
          assertEquals([row(0), row(height - 1), column(0), column(width - 1)], [true, true, true, true]);
        }
      },
    ),
    { numRuns: 60 },
  );
});

Deno.test("an expression of dots alone is drawn, and one far stray dot makes no giant picture", () => {
  const dot = drawExpression(expressionOf([[[5, 5]]]), { penWidth: 4, margin: 3 });
  assertEquals([dot.image.width, dot.image.height, dot.symbols[0].ink.width], [10, 10, 4]);
  const stray = drawExpression(expressionOf([[[0, 0, 1, 1]], [[0, 0, 0, 1]], [[1e6, 0]]]));
  assertEquals(stray.image.width <= 6100, true);
});

testWithData("every expression of CROHME 2013 is drawn with its truth", async (folder) => {
  const { expressions } = await loadExpressions(`${folder}/crohme-2013test.jsonl.gz`);
  for (const expression of expressions.slice(0, 150)) {
    const drawn = drawExpression(expression);
    assertEquals(unionOfInk(drawn), drawn.image.pixels.map((value) => value < 128 ? 1 : 0));
    assertEquals(drawn.symbols.map(({ raw }) => raw), expression.symbols.map(({ raw }) => raw));
    assertEquals(drawn.symbols.every(({ box }) => widthOf(box) > 0 && heightOf(box) > 0), true);
  }
});
