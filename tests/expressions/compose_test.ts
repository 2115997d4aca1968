import { assertEquals, assertRejects } from "@std/assert";
import fc from "../properties.ts";
import type { GreyImage } from "../../lib/data/resize.ts";
import { DataError } from "../../lib/data/mod.ts";
import {
  canonicalLatex,
  compose,
  isArithmetic,
  loadSymbolPictures,
  parseLatex,
  placedSymbols,
  randomArithmetic,
  type Subset,
  subsetOf,
} from "../../lib/expressions/mod.ts";
import { stream } from "../../lib/random/mod.ts";
import { testWith, testWithData } from "../permission.ts";

/** A frame of ink, as a picture of any symbol. */
function frame(width: number, height: number): GreyImage {
  const grey = Uint8Array.from({ length: width * height }, (_, i) => {
    const x = i % width, y = Math.floor(i / width);
    return x < 3 || y < 3 || x >= width - 3 || y >= height - 3 ? 0 : 255;
  });
  return { width, height, grey };
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
      for (const { left, top, width, height, ink } of symbols) {
        assertEquals(left > 0 && top > 0 && left + width < image.width && top + height < image.height, true);
        inked += ink.reduce((a, b) => a + b, 0);
      }
      // No two symbols share a pixel: the dark pixels are as many as those of all symbols together.
      assertEquals(image.pixels.filter((value) => value <= 127).length, inked);
    }),
    { numRuns: 60 },
  );
});

Deno.test("a fraction's parts stand above and below its bar, which is longer than both; a power stands up", () => {
  const { symbols } = compose(parseLatex("\\frac{12}{3}+4^5"), PICTURES, stream(1, "compose"));
  const [one, two, bar, three, , four, five] = symbols;
  assertEquals(Math.max(one.top + one.height, two.top + two.height) <= bar.top, true);
  assertEquals(three.top >= bar.top + bar.height, true);
  assertEquals(bar.left < one.left && bar.left + bar.width > two.left + two.width, true);
  assertEquals(five.top < four.top && five.height < 0.8 * four.height, true);
});

testWith({ read: true }, "a folder without pictures of digits is refused by name", async () => {
  await assertRejects(() => loadSymbolPictures("docs"), DataError, "no pictures labelled 0 1 2");
});

testWithData("bhmsds has the pictures", async (folder) => {
  const pictures = await loadSymbolPictures(`${folder}/bhmsds.zip`);
  assertEquals([...pictures.keys()].sort().join(""), "+-.0123456789");
  assertEquals([...pictures.values()].every((found) => found.length > 1000), true);
});
