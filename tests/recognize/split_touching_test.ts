import { assert, assertEquals } from "@std/assert";
import { IMAGE_BYTES, IMAGE_SIZE, type Ink, inkOf, type Stroke } from "../../lib/data/mod.ts";
import { cutAlongBar } from "../../lib/recognize/cut_along_bar.ts";
import { cutsAtJunctions } from "../../lib/recognize/cuts_at_junctions.ts";
import { cutsDownColumns } from "../../lib/recognize/cuts_down_columns.ts";
import {
  findParts,
  groupParts,
  type Part,
  Sheet,
  splitTouching,
  startOpenCv,
  type SymbolClassifier,
} from "../../lib/recognize/mod.ts";

await startOpenCv();

const PEN = 3;

/** Strokes that touch, as one part, and the ink of each by itself, in the same pixels. */
function touching(...strokes: Stroke[]): { readonly part: Part; readonly own: readonly Uint8Array[] } {
  const drawn = (some: readonly Stroke[]): Ink => {
    const frame: Stroke[] = [[-8, -8], [90, 90]];
    return inkOf([...some, ...frame], { scale: 1, penWidth: PEN });
  };
  const parts = findParts(drawn(strokes)).filter(({ area }) => area > 20);
  assertEquals(parts.length, 1);
  return { part: parts[0], own: strokes.map((stroke) => drawn([stroke]).pixels) };
}

/** Ink of a part on the page of `touching`. */
function onPage({ box, ink }: Part, size: number): Uint8Array {
  const page = new Uint8Array(size), width = Math.sqrt(size);
  ink.pixels.forEach((value, i) => {
    if (value) page[(box.top + Math.floor(i / ink.width)) * width + box.left + i % ink.width] = 1;
  });
  return page;
}

/** Ink in both over ink in either. */
function overlap(a: Uint8Array, b: Uint8Array): number {
  let both = 0, either = 0;
  a.forEach((value, i) => (both += value & b[i], either += value | b[i]));
  return both / either;
}

/** How well the best cut gives each stroke its own piece: the worse of both overlaps. */
function bestOf(cuts: readonly (readonly Part[])[], own: readonly Uint8Array[]): number {
  return Math.max(
    0,
    ...cuts.map((pieces) =>
      Math.min(
        ...own.map((ink) => Math.max(...pieces.map((piece) => overlap(onPage(piece, ink.length), ink)))),
      )
    ),
  );
}

const ring: Stroke = Array.from({ length: 41 }, (_, i) => [
  20 + 18 * Math.cos(i * Math.PI / 20),
  30 + 24 * Math.sin(i * Math.PI / 20),
]).flat();

Deno.test("a line that ends on another, and two that cross, are taken apart where they meet", () => {
  for (
    const [what, strokes] of Object.entries({
      "a slanted 1 on a 0": [ring, [38, 30, 70, 0, 70, 60]],
      "a fraction bar through the tail of a y": [[0, 10, 16, 30, 34, 6, 10, 60], [0, 50, 60, 46]],
      "a letter's foot on a bracket": [[10, 0, 2, 30, 10, 60], [34, 4, 20, 48, 2, 34]],
    })
  ) {
    const { part, own } = touching(...strokes);
    const found = bestOf(cutsAtJunctions(part, PEN), own);
    assert(found > 0.75, `${what}: ${found}`);
  }
});

Deno.test("ink without a place where lines meet has no such cut, a scribble with many none either", () => {
  const { part } = touching([0, 0, 20, 50, 60, 20]);
  assertEquals(cutsAtJunctions(part, PEN), []);
  const grid = [0, 1, 2, 3].flatMap((i): Stroke[] => [[20 * i, 0, 20 * i, 60], [0, 20 * i, 60, 20 * i]]);
  assertEquals(cutsAtJunctions(touching(...grid).part, PEN), []);
});

Deno.test("two letters whose ends just meet are cut in the column between them, thick ink is not", () => {
  const { part, own } = touching(ring, [38, 30, 46, 30, 52, 0, 52, 60]);
  assert(bestOf(cutsDownColumns(part, PEN), own) > 0.7);
  const block = findParts({ width: 40, height: 40, pixels: new Uint8Array(1600).fill(1) })[0];
  assertEquals(cutsDownColumns(block, PEN), []);
});

Deno.test("a bar from end to end is taken from what stands on it", () => {
  const { part, own } = touching([0, 60, 70, 60], [30, 0, 30, 60]);
  const found = bestOf([cutAlongBar(part, PEN, 30)!], own);
  assert(found > 0.8, `${found}`);
  assertEquals(cutAlongBar(touching([0, 0, 40, 60]).part, PEN, 60), undefined);
});

/** Knows high and narrow ink for a 1, and nothing else. */
const knowsOnes: SymbolClassifier = {
  classes: ["1", "0", "no_symbol"],
  channels: 1,
  classify(images, count) {
    const scores = Array.from({ length: count }, (_, k) => {
      const image = images.subarray(k * IMAGE_BYTES, (k + 1) * IMAGE_BYTES);
      const columns = [...image.keys()].filter((i) => image[i] > 128).map((i) => i % IMAGE_SIZE);
      const narrow = Math.max(...columns) - Math.min(...columns) < 16;
      return narrow ? [0.9, 0.05, 0.05] : [0.1, 0.1, 0.8];
    });
    return Float32Array.from(scores.flat(), Math.log);
  },
};

Deno.test("a part that is nothing, of pieces that are known, comes in pieces, and all of them are a group too", () => {
  const { part } = touching([0, 0, 0, 60], [0, 30, 30, 30], [30, 0, 30, 60]);
  const pieces = splitTouching([part], knowsOnes, { pen: PEN, unit: 60, sheet: new Sheet(60) });
  assertEquals(pieces.map(({ whole }) => whole), [part, part]);
  const groups = groupParts(pieces, 60);
  assertEquals(groups.map(String).toSorted(), ["0", "0,1", "1"]);
  // What is known as it is stays whole.
  const one = touching([0, 0, 0, 60]).part;
  assertEquals(splitTouching([one], knowsOnes, { pen: PEN, unit: 60, sheet: new Sheet(60) }), [one]);
});

Deno.test("the pieces of a long part are a group though they are too far apart to be one otherwise", () => {
  const whole = touching([0, 0, 80, 0]).part;
  const at = (left: number) => ({ box: { left, top: 0, right: left + 10, bottom: 10 }, whole });
  const pieces = [0, 100, 200, 300].map(at);
  assert(groupParts(pieces, 10).map(String).includes("0,1,2,3"));
  assert(!groupParts(pieces.map(({ box }) => ({ box })), 10).map(String).includes("0,1,2,3"));
});
