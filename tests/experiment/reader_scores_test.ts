import { assertAlmostEquals, assertEquals } from "@std/assert";
import { allocateDataset } from "../../lib/data/mod.ts";
import { READER_CLASS_INDEX, READER_CLASSES } from "../../lib/symbols/mod.ts";
import { readerScores } from "../../lib/experiment/results/reader_scores.ts";

Deno.test("scores counted by hand: both cases of a letter add up, full stop and no symbol are out of the question", () => {
  const cases: [truth: string, probabilities: Record<string, number>][] = [
    ["x", { times: 0.4, x: 0.3, X: 0.25 }], // x and X together outdo ×; cased, × is likeliest
    ["2", { no_symbol: 0.6, "2": 0.3, z: 0.1 }], // taken for no symbol; asked which symbol, right
    ["A", { a: 0.7, A: 0.3 }], // folded right, cased wrong
    ["5", { S: 0.5, s: 0.2, "5": 0.3 }], // wrong both ways
    [",", { dot: 0.7, ",": 0.3 }], // among the 82 right, among the cased labels wrong
    ["dot", { dot: 0.9, ",": 0.1 }], // has no label among the 82
    ["no_symbol", { no_symbol: 0.5, x: 0.3, "2": 0.2 }],
    ["no_symbol", { no_symbol: 0.4, x: 0.6 }],
  ];
  const dataset = allocateDataset({ n: cases.length, classes: READER_CLASSES });
  const logarithms = new Float32Array(cases.length * READER_CLASSES.length).fill(-50);
  cases.forEach(([truth, probabilities], i) => {
    dataset.labels[i] = READER_CLASS_INDEX.get(truth)!;
    for (const [label, probability] of Object.entries(probabilities)) {
      logarithms[i * READER_CLASSES.length + READER_CLASS_INDEX.get(label)!] = Math.log(probability);
    }
  });
  const scores = readerScores(dataset, logarithms);
  assertEquals(scores.symbols, 5);
  assertAlmostEquals(scores.accuracy, 4 / 5);
  assertAlmostEquals(scores.casedAccuracy, 2 / 6);
  assertEquals(scores.wrongGroups, 2);
  assertAlmostEquals(scores.wrongGroupsTold, 1 / 2);
  assertAlmostEquals(scores.symbolsRejected, 1 / 6);
  assertEquals(scores.detail.lookAlikes.map(({ pair, confusions }) => [...pair, confusions]), [[
    "5",
    "S",
    1,
  ]]);
});
