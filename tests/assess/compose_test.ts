import { heightOf, widthOf } from "../../lib/drawing/mod.ts";
import { assertEquals, assertRejects } from "@std/assert";
import fc from "../properties.ts";
import type { GreyImage } from "../../lib/drawing/grey_image.ts";
import { DataError } from "../../lib/data/mod.ts";
import { canonicalLatex, parseLatex, placedSymbols } from "../../lib/expressions/mod.ts";
import {
  compose,
  isArithmetic,
  loadSymbolPictures,
  randomArithmetic,
  type Subset,
  subsetOf,
} from "../../lib/assess/mod.ts";
import { stream } from "../../lib/random/mod.ts";
import { testWith, testWithData } from "../permission.ts";

/** A frame of ink, as a picture of any symbol. */
function frame(width: number, height: number): GreyImage {
  const grey = Uint8Array.from({ length: width * height }, (_, i) => {
    const x = i % width, y = Math.floor(i / width);
    return x < 3 || y < 3 || x >= width - 3 || y >= height - 3 ? 0 : 255;
  });
  return { width, height, pixels: grey };
}

const PICTURES = new Map(
  [..."0123456789+-."].map((symbol) => [symbol, [symbol === "-" ? frame(28, 4) : frame(20, 28)]] as const),
);

Deno.test("random arithmetic is arithmetic of its subset, the same for the same seed", () => {
  fc.assert(fc.property(fc.constantFrom<Subset>("line", "scripts", "nested"), fc.nat(), (subset, seed) => {
    const row = randomArithmetic(subset, stream(seed, "arithmetic"));
    assertEquals([isArithmetic(row), subsetOf(row)], [true, subset]);
    assertEquals(randomArithmetic(subset, stream(seed, "arithmetic")), row);
    assertEquals(canonicalLatex(parseLatex(canonicalLatex(row))), canonicalLatex(row));
  }));
});

Deno.test("a composed picture holds each symbol of the expression, apart, where it belongs", () => {
  fc.assert(
    fc.property(fc.constantFrom<Subset>("line", "scripts", "nested"), fc.nat(), (subset, seed) => {
      const row = randomArithmetic(subset, stream(seed, "arithmetic"));
      const { image, symbols } = compose(row, PICTURES, stream(seed, "compose"));
      const wanted = placedSymbols(row).map(({ symbol }) => symbol === "\\frac" ? "-" : symbol);
      assertEquals(symbols.map(({ raw }) => raw!).sort(), wanted.sort());
      let inked = 0;
      for (const { box: { left, top, right, bottom }, ink } of symbols) {
        assertEquals(left > 0 && top > 0 && right < image.width && bottom < image.height, true);
        inked += ink.pixels.reduce((a, b) => a + b, 0);
      }
      // No two symbols share a pixel: the dark pixels are as many as those of all symbols together.
      assertEquals(image.pixels.filter((value) => value <= 127).length, inked);
    }),
    { numRuns: 60 },
  );
});

Deno.test("a fraction's parts stand above and below its bar, which is longer than both; a power stands up", () => {
  const { symbols } = compose(parseLatex("\\frac{12}{3}+4^5"), PICTURES, stream(1, "compose"));
  const [one, two, bar, three, , four, five] = symbols.map(({ box }) => box);
  assertEquals(Math.max(one.bottom, two.bottom) <= bar.top, true);
  assertEquals(three.top >= bar.bottom, true);
  assertEquals(bar.left < one.left && bar.right > two.right, true);
  assertEquals(five.top < four.top && heightOf(five) < 0.8 * heightOf(four), true);
});

testWith({ read: true }, "a folder without pictures of digits is refused by name", async () => {
  await assertRejects(() => loadSymbolPictures("docs"), DataError, "no pictures labelled 0 1 2");
});

testWithData("bhmsds has the pictures", async (folder) => {
  const pictures = await loadSymbolPictures(`${folder}/bhmsds.zip`);
  assertEquals([...pictures.keys()].sort().join(""), "+-.0123456789");
  assertEquals([...pictures.values()].every((found) => found.length > 1000), true);
});

/** Where the symbols of an expression come to lie when every draw is `r`: left, top, width, height. */
const boxesOf = (latex: string, r: number) =>
  compose(parseLatex(latex), PICTURES, () => r).symbols.map(({ box }) => [
    box.left,
    box.top,
    widthOf(box),
    heightOf(box),
  ]);

Deno.test("a composition with all draws in the middle, worked by hand: a digit is 40 high", () => {
  // A digit of 28 × 20 becomes 40 × 29, a plus 28 wide and 39 high, gaps are 0.21 of 40; half a digit is left free.
  assertEquals(boxesOf("1+2", 0.5), [[20, 20, 29, 40], [57, 21, 28, 39], [94, 20, 29, 40]]);
  const { image } = compose(parseLatex("1+2"), PICTURES, () => 0.5);
  assertEquals([image.width, image.height, image.pixels[0]], [143, 80, 255]);
  // A minus of 28 × 4 is 24 wide; a dot is 0.14 high and 0.43 below the axis: 40 · 0.43 − 3 below the middle, 20.
  assertEquals(boxesOf("1-2", 0.5)[1], [57, 39, 24, 3]);
  assertEquals(boxesOf("1.2", 0.5)[1], [57, 54, 4, 6]);
  // A power is 0.6 as large, 0.07 beside its base and 0.675 above its axis: its head is 39 above that, the base's 20.
  assertEquals(boxesOf("2^3", 0.5), [[20, 39, 29, 40], [52, 20, 17, 24]]);
  // Over a bar of 26 + 14, 9 above its middle, stands a digit of 36, and another 9 below it.
  assertEquals(boxesOf("\\frac{1}{2}", 0.5), [[27, 20, 26, 36], [20, 63, 40, 4], [27, 74, 26, 36]]);
});

Deno.test("sizes, gaps and heights vary as said: by a tenth, from 0.12 to 0.3, by a twentieth of a digit", () => {
  for (const r of [0, 1 - 1e-12]) {
    const size = 40 * (0.9 + 0.2 * r), width = Math.round(20 * size / 28), gap = 40 * (0.12 + 0.18 * r);
    const [one, two] = boxesOf("12", r);
    assertEquals(one, [20, 20, width, Math.round(size)]);
    assertEquals(two, [Math.round(20 + width + gap), 20, width, Math.round(size)]);
    // The dot keeps its height: its middle is 0.43 below the axis, the digit's 0.05 above to 0.05 below.
    const [digit, dot] = boxesOf("1.", r);
    const middle = (box: number[]) => box[1] + box[3] / 2;
    assertEquals(Math.abs(middle(dot) - middle(digit) - 40 * (0.43 + 0.05 - 0.1 * r)) <= 1, true);
    // A power: beside its base and above its axis.
    const [base, power] = boxesOf("2^3", r);
    assertEquals(power[0], Math.round(base[0] + width + 40 * (0.02 + 0.1 * r)));
    const raised = 40 * (0.6 + 0.15 * r) + (0.4 * 40) * (-0.05 + 0.1 * r);
    assertEquals(Math.abs(middle(base) - middle(power) - raised) <= 1, true);
    assertEquals(power[3], Math.round(0.6 * size));
  }
});

Deno.test("a fraction's bar is longer than its parts by 0.2 to 0.5 of a digit, which stand 0.15 to 0.3 from it", () => {
  for (const r of [0, 0.5, 1 - 1e-12]) {
    const [one, bar, two] = boxesOf("\\frac{1}{2}", r);
    const size = 36 * (0.9 + 0.2 * r), width = Math.round(20 * size / 28), longer = 40 * (0.2 + 0.3 * r);
    assertEquals([one[2], one[3]], [width, Math.round(size)]);
    assertEquals([bar[2], bar[3]], [Math.round(width + longer), 4]);
    assertEquals(Math.abs(one[0] - bar[0] - longer / 2) <= 1, true);
    assertEquals(one[0], two[0]);
    // From the axis, the middle of the bar.
    const gap = 40 * (0.15 + 0.15 * r), axis = bar[1] + 2;
    assertEquals(Math.abs(axis - one[1] - one[3] - gap) <= 1, true);
    assertEquals(Math.abs(two[1] - axis - gap) <= 1, true);
  }
});

/** Draws these numbers one after the other. */
function drawing(...numbers: number[]) {
  let i = 0;
  return () => numbers[i++ % numbers.length];
}
const arithmetic = (subset: Subset, ...numbers: number[]) =>
  canonicalLatex(randomArithmetic(subset, drawing(...numbers))).replaceAll(" ", "");

Deno.test("random arithmetic by its draws: two or three terms of up to three digits, one in five with a decimal", () => {
  assertEquals(arithmetic("line", 0), "1.1+1.1");
  assertEquals(arithmetic("line", 0.999), "999-999-999");
  // Two terms, the first one special; a digit 5, one more digit 2, no decimal; a minus; the same.
  assertEquals(arithmetic("line", 0.4, 0, 0.5, 0.4, 0.2, 0.2, 0.6, 0.5, 0.4, 0.2, 0.2), "52-52");
  assertEquals(arithmetic("line", 0.4, 0, 0.5, 0, 0.19, 0.2, 0, 0.5, 0, 0.2), "5.2+5");
  assertEquals(arithmetic("scripts", 0.4, 0, 0.5, 0, 0.9, 0, 0, 0.5, 0, 0.9), "5^{2}+5");
  assertEquals(arithmetic("scripts", 0.4, 0.5, 0.5, 0, 0.9, 0, 0.5, 0, 0.9, 0.999), "5+5^{9}");
  // A sum over a power, both three times of ten.
  assertEquals(
    arithmetic("nested", 0, 0, 0.5, 0, 0.9, 0.29, 0.6, 0.5, 0, 0.9, 0.29, 0.5, 0, 0.9, 0, 0, 0.5, 0, 0.9),
    "\\frac{5-5}{5^{2}}+5",
  );
  assertEquals(
    arithmetic("nested", 0, 0, 0.5, 0, 0.9, 0.3, 0.3, 0.5, 0, 0.9, 0, 0.5, 0, 0.9),
    "\\frac{5}{5}+5",
  );
});
