import { assert, assertEquals } from "@std/assert";
import { IMAGE_BYTES, IMAGE_SIZE, type Ink, inkOf, type Stroke } from "../../lib/drawing/mod.ts";
import { cutAlongBar } from "../../lib/recognize/parts/cut_along_bar.ts";
import { cutsAtJunctions } from "../../lib/recognize/parts/cuts_at_junctions.ts";
import { cutsDownColumns } from "../../lib/recognize/parts/cuts_down_columns.ts";
import { findParts } from "../../lib/recognize/parts/parts.ts";
import { groupParts, type Part, Sheet, startOpenCv, type SymbolClassifier } from "../../lib/recognize/mod.ts";
import { splitTouching } from "../../lib/recognize/parts/split_touching.ts";

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

/** How many stems an image has: runs of ink in the row a third of its height down. */
function stems(images: Uint8Array, image: number, channels: number): number {
  const own = Array.from(
    { length: IMAGE_BYTES },
    (_, i) => images[(image * IMAGE_BYTES + i) * channels] > 100,
  );
  const rows = own.flatMap((ink, i) => ink ? [Math.floor(i / IMAGE_SIZE)] : []);
  const top = Math.min(...rows), row = Math.round(top + (Math.max(...rows) - top) / 3);
  const line = own.slice(row * IMAGE_SIZE, (row + 1) * IMAGE_SIZE);
  return line.filter((ink, x) => ink && !line[x - 1]).length;
}

/** Is as sure of one stem and of several as it is told; with two channels it sees symbols in their place. */
function counting(one: number, several: number, channels: 1 | 2): SymbolClassifier {
  return {
    classes: ["1", "no_symbol"],
    channels,
    classify: (images, count) =>
      Float32Array.from(
        Array.from({ length: count }, (_, i) => {
          const sure = stems(images, i, channels) === 1 ? one : several;
          return [Math.log(sure), Math.log(1 - sure)];
        }).flat(),
      ),
  };
}

/** Stems on a common foot. */
const comb = (count: number): Stroke[] => [
  ...Array.from({ length: count }, (_, i): Stroke => [20 * i, 0, 20 * i, 60]),
  [0, 60, 20 * (count - 1), 60],
];
const split = (part: Part, classifier: SymbolClassifier, unit = 60) =>
  splitTouching([part], classifier, { pen: PEN, unit, sheet: new Sheet(unit) });

Deno.test("pieces that are still in doubt are taken apart again: three rounds in all, each piece of the one whole", () => {
  const inDoubt = counting(0.9, 0.4, 2);
  for (const [count, pieces] of [[2, 2], [3, 3], [4, 4], [5, 4]]) {
    const { part } = touching(...comb(count)), found = split(part, inDoubt);
    assertEquals(found.length, pieces, `${count} stems`);
    assertEquals(found.map(({ whole }) => whole === part), Array(pieces).fill(true));
  }
});

Deno.test("pieces are shown to the classifier amid the other parts and each other, not amid the whole they are of", () => {
  const { part } = touching(...comb(2)),
    [far] = findParts({ width: 20, height: 20, pixels: new Uint8Array(400).fill(1) });
  const other = { ...far, box: { left: 60, top: 20, right: 80, bottom: 40 } };
  const known = counting(0.9, 0.4, 2), seen: Uint8Array[] = [];
  const watched: SymbolClassifier = {
    ...known,
    classify(images, count) {
      const bytes = 2 * IMAGE_BYTES;
      for (let i = 0; i < count; i++) seen.push(images.slice(i * bytes, (i + 1) * bytes));
      return known.classify(images, count);
    },
  };
  const sheet = new Sheet(60);
  const pieces = splitTouching([part, other], watched, { pen: PEN, unit: 60, sheet }).filter(({ whole }) =>
    whole
  );
  assertEquals(pieces.length, 2);
  for (const piece of pieces) {
    const image = sheet.draw([{ own: [piece], others: [other, ...pieces] }], 2);
    assert(seen.some((one) => String(one) === String(image)));
  }
});

Deno.test("in place, what is known to a half is left whole and pieces need three tenths; alone 0.3 and 0.8", () => {
  const { part } = touching(...comb(2));
  const count = (...[one, several, channels]: Parameters<typeof counting>) =>
    split(part, counting(one, several, channels)).length > 1;
  assertEquals([count(0.9, 0.49, 2), count(0.9, 0.51, 2)], [true, false]);
  assertEquals([count(0.31, 0.2, 2), count(0.29, 0.2, 2)], [true, false]);
  assertEquals([count(0.9, 0.29, 1), count(0.9, 0.31, 1)], [true, false]);
  assertEquals([count(0.81, 0.2, 1), count(0.79, 0.2, 1)], [true, false]);
});

Deno.test("small parts are left whole, and so are those that would fall into more than three pieces", () => {
  // Two stems, 63 pixels high: 0.8 sizes of 78, not of 79.
  const { part } = touching(...comb(2)), known = counting(0.9, 0.1, 1);
  assertEquals([split(part, known, 78).length, split(part, known, 79).length], [2, 1]);
  // Straight lines are known, and nothing else: a bar with two stems is three of them, with three stems four.
  const straight: SymbolClassifier = {
    classes: ["1", "no_symbol"],
    channels: 1,
    classify: (images, count) =>
      Float32Array.from(
        Array.from({ length: count }, (_, k) => {
          const ink = [...images.subarray(k * IMAGE_BYTES, (k + 1) * IMAGE_BYTES).keys()]
            .filter((i) => images[k * IMAGE_BYTES + i] > 128);
          const across = ink.map((i) => i % IMAGE_SIZE), down = ink.map((i) => Math.floor(i / IMAGE_SIZE));
          const side = (values: number[]) => Math.max(...values) - Math.min(...values);
          const sure = Math.min(side(across), side(down)) < 6 ? 0.95 : 0.05;
          return [Math.log(sure), Math.log(1 - sure)];
        }).flat(),
      ),
  };
  assertEquals(
    split(touching([0, 60, 60, 60], [15, 0, 15, 60], [45, 0, 45, 60]).part, straight, 40).length,
    3,
  );
  assertEquals(
    split(touching([0, 60, 60, 60], [10, 0, 10, 60], [30, 0, 30, 60], [50, 0, 50, 60]).part, straight, 40)
      .length,
    1,
  );
});

Deno.test("no ink is lost or doubled by a cut down a column or along a bar; at a crossing both lines have the place", () => {
  const inkOf = (pieces: readonly Part[], size: number) =>
    pieces.map((piece) => onPage(piece, size)).reduce((sum, one) => sum.map((value, i) => value + one[i]));
  const { part, own } = touching([0, 60, 60, 60], [15, 0, 15, 60], [45, 0, 45, 60]),
    size = own[0].length,
    all = onPage(part, size);
  const bar = cutAlongBar(part, PEN, 30)!;
  for (const pieces of [...cutsDownColumns(part, PEN), bar]) assertEquals(inkOf(pieces, size), all);
  for (const pieces of cutsAtJunctions(part, PEN)) {
    assertEquals(inkOf(pieces, size).map((value) => Math.min(value, 1)), all);
  }
  // Every cut of the two lines of a cross takes one of the four arms, or the whole of one line.
  const cross = touching([0, 30, 60, 30], [30, 0, 30, 60]);
  const cuts = cutsAtJunctions(cross.part, PEN);
  assertEquals(cuts.length, 4 + 3);
  const straight = cuts.filter((pieces) => pieces.length === 2).map((pieces) => inkOf(pieces, size))
    .filter((ink) => ink.includes(2));
  assertEquals(straight.length > 0, true);
  const found = bestOf(cuts, cross.own);
  assert(found > 0.8, `${found}`);
});

Deno.test("columns are cut where they hold no more than 1.6 pens of ink, at four places, the thinnest first", () => {
  // Blocks joined by bridges of 4, 5, 3, 2, 3 and 1 pixels; with a pen of 3, 4.8 is the most.
  const bridges = [4, 5, 3, 2, 3, 1], width = 16 * bridges.length + 12, height = 20;
  const pixels = new Uint8Array(width * height);
  for (let x = 0; x < width; x++) {
    const inBlock = x % 16 < 12, high = inBlock ? height : bridges[Math.floor(x / 16)];
    for (let y = 0; y < high; y++) pixels[y * width + x] = 1;
  }
  const part = findParts({ width, height, pixels })[0];
  const cuts = cutsDownColumns(part, PEN);
  const places = cuts.map((pieces) => Math.min(...pieces.map(({ box }) => box.right)));
  assertEquals(cuts.map((pieces) => pieces.length), [2, 2, 2, 2]);
  const found = places.map((place) => bridges[Math.floor((place - 1) / 16)]);
  assertEquals(found, [1, 2, 3, 3]);
});

Deno.test("a part with seven places where lines meet is too much to tell, one with six is not", () => {
  const rake = (teeth: number) =>
    touching(
      [0, 60, 88, 60],
      ...Array.from({ length: teeth }, (_, i): Stroke => [6 + 12 * i, 40, 6 + 12 * i, 60]),
    );
  assert(cutsAtJunctions(rake(6).part, PEN).length > 0);
  assertEquals(cutsAtJunctions(rake(7).part, PEN), []);
});

Deno.test("no piece is smaller than the pen's square", () => {
  // A block of ink with a hair at its side, of which a cut leaves all but a pixel.
  const hairy = (length: number) => {
    const width = 40 + length, pixels = new Uint8Array(width * 40);
    pixels.forEach((_, i) => pixels[i] = i % width < 40 || Math.floor(i / width) === 20 ? 1 : 0);
    return findParts({ width, height: 40, pixels })[0];
  };
  const pieces = (length: number) => {
    let calls = 0;
    const surer: SymbolClassifier = {
      classes: ["1", "no_symbol"],
      channels: 1,
      classify: (_, count) => {
        const sure = calls++ === 0 ? 0.1 : 0.9;
        return Float32Array.from(Array(count).fill([Math.log(sure), Math.log(1 - sure)]).flat());
      },
    };
    return split(hairy(length), surer, 60).length;
  };
  // Of a hair of 9 a cut leaves 8; a pen of 3 squared is 9.
  assertEquals([pieces(9), pieces(10)], [1, 2]);
});

Deno.test("lines meet within one and a half pens: nearer places are one, shorter lines none, five lines no symbols", () => {
  const cuts = (...strokes: Stroke[]) => cutsAtJunctions(touching(...strokes).part, PEN).length;
  const bar: Stroke = [0, 30, 60, 30];
  // Where a line ends on another three meet: three cuts.
  assertEquals(cuts(bar, [30, 30, 30, 60]), 3);
  // Two places 12 pixels apart are two, 6 apart are one.
  assertEquals(cuts(bar, [20, 30, 20, 60], [32, 30, 32, 60]), 6);
  assertEquals(cuts(bar, [20, 30, 20, 60], [26, 30, 26, 60]), 3);
  // What sticks out by 6 pixels, of which 4.5 are the place itself, is no fourth line.
  assertEquals(cuts(bar, [30, 24, 30, 60]), 3);
  const star = (arms: number) =>
    Array.from({ length: arms }, (_, i): Stroke => {
      const angle = 2 * Math.PI * i / arms + 0.2;
      return [40, 40, 40 + 38 * Math.cos(angle), 40 + 38 * Math.sin(angle)];
    });
  assertEquals([cuts(...star(4)), cuts(...star(5))], [7, 0]);
});
