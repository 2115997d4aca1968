import { assert, assertEquals, assertThrows } from "@std/assert";
import type { Box } from "../../lib/drawing/mod.ts";
import { findParts } from "../../lib/recognize/parts/parts.ts";
import {
  groupParts,
  type Hypothesis,
  penWidth,
  ReadingError,
  readInk,
  Sheet,
  startOpenCv,
  type SymbolClassifier,
  writtenGrammar,
} from "../../lib/recognize/mod.ts";
import { readSymbols } from "../../lib/recognize/layout/read_symbols.ts";
import { splitTouching } from "../../lib/recognize/parts/split_touching.ts";
import { boxAt, page } from "./page.ts";

await startOpenCv();

const range = (count: number) => Array.from({ length: count }, (_, i) => i);

Deno.test("bars over each other, each of which may be a fraction's, are tried a bounded number of times", () => {
  // Each way is weighed by where the bar's left edge is, which is looked at some twelve times.
  let looks = 0;
  const boxes = range(200).map((i) => ({
    ...boxAt(20, 20 + 12 * i, 360, 4),
    get left() {
      looks++;
      return 20;
    },
  }));
  const bar = { label: "-", probability: 1, score: 0 };
  const hypotheses = boxes.map((box, i): Hypothesis => ({ parts: [i], box, labels: [bar] }));
  const [{ row }] = readSymbols(boxes, hypotheses, 250, writtenGrammar());
  assert(row);
  assert(looks > 500_000 && looks <= 15 * 500_000, `bars were looked at ${looks} times`);
});

Deno.test("the groups of a picture are bounded, pairs before threes", () => {
  const parts = range(400).map((i) => ({ box: boxAt(9 * (i % 20), 9 * Math.floor(i / 20), 5, 5) }));
  const groups = groupParts(parts, 20);
  assertEquals(groups.length, 400 + 1_200);
  assertEquals(Math.max(...groups.map(({ length }) => length)), 2);
});

Deno.test("rings around each other are refused before they fill the memory", () => {
  const rings = range(40).flatMap((i): Box[] => {
    const side = 400 - 10 * i, at = 5 + 5 * i;
    return [
      boxAt(at, at, side, 2),
      boxAt(at, at + side - 2, side, 2),
      boxAt(at, at, 2, side),
      boxAt(at + side - 2, at, 2, side),
    ];
  });
  const ink = readInk(page(410, 410, rings));
  assertThrows(() => findParts(ink), ReadingError, "lie around each other");
});

Deno.test("of many doubtful parts forty are looked at for symbols that touch", () => {
  const shapes = range(60).flatMap((i): Box[] => {
    const x = 10 + 60 * (i % 10), y = 10 + 60 * Math.floor(i / 10);
    return [boxAt(x, y, 16, 30), boxAt(x + 28, y, 16, 30), boxAt(x + 16, y + 14, 12, 3)];
  });
  const parts = findParts(readInk(page(620, 380, shapes)));
  assertEquals(parts.length, 60);
  // In doubt about all that is wider than high, sure of the rest.
  let first = true;
  const classifier: SymbolClassifier = {
    classes: ["a", "b"],
    channels: 2,
    classify(_images, count) {
      const probability = first ? 0.1 : 0.9;
      first = false;
      return new Float32Array(2 * count).fill(Math.log(probability));
    },
  };
  const pieces = splitTouching(parts, classifier, { pen: penWidth(parts), unit: 30, sheet: new Sheet(30) });
  assertEquals(new Set(pieces.flatMap(({ whole }) => whole ?? [])).size, 40);
});
