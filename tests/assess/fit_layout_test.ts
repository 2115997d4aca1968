import { assertEquals } from "@std/assert";
import type { Expression } from "../../lib/data/crohme/mod.ts";
import { fitLayout, truePlacements } from "../../lib/assess/mod.ts";
import { normal, stream } from "../../lib/random/mod.ts";
import type { MeasuredPlacement } from "../../lib/recognize/layout/measured_placements.ts";
import { writtenGrammar } from "../../lib/recognize/mod.ts";

/** A drawn letter: a zigzag as wide and high as its box. */
const ink = (x: number, y: number, width: number, height: number) => [
  [x, y, x + width, y, x, y + height, x + width, y + height],
];
const written = (latex: string, symbols: readonly (readonly [string, number[][]])[]): Expression => ({
  id: "",
  split: "2011test",
  writer: null,
  latex,
  symbols: symbols.map(([raw, strokes]) => ({ raw, label: null, strokes })),
  unlabelled: [],
  origin: "",
});

Deno.test("fitLayout finds the distribution that placements were drawn from, and its slope", () => {
  const random = stream(1, "placements");
  const around = (mean: number, deviation: number) => mean + deviation * normal(random);
  const placements = Array.from({ length: 4000 }, (): MeasuredPlacement => {
    const rise = around(0.2, 0.1);
    return {
      relation: "sup",
      before: "tall",
      shape: "ascender",
      gap: around(0.1, 0.2),
      rise,
      growth: -0.5 + 2 * (rise - 0.2) + around(0, 0.3),
    };
  });
  const table = fitLayout(placements);
  assertEquals(Object.keys(table), ["sup", "sup tall", "sup tall ascender"]);
  const truth = [0.1, 0.2, 0.2, 0.1, -0.5, 0.3, 2];
  table["sup tall ascender"].forEach((value, i) => {
    assertEquals(Math.abs(value - truth[i]) < (i === 6 ? 0.15 : 0.03), true, `${table.sup}`);
  });
});

Deno.test("fitLayout leaves out pairs of shapes with too few examples", () => {
  const placement = { relation: "right", before: "tall", shape: "low", gap: 0, rise: 0, growth: 0 } as const;
  assertEquals(Object.keys(fitLayout(Array(39).fill(placement))), ["right"]);
});

Deno.test("truePlacements measures an expression whose layout is read as its LaTeX says, and no other", () => {
  const symbols = [["x", ink(0, 16, 24, 24)], ["2", ink(28, -8, 12, 20)]] as const;
  const found = truePlacements(written("x^2", symbols), writtenGrammar());
  assertEquals(found.map(({ relation, before, shape }) => ({ relation, before, shape })), [
    { relation: "sup", before: "x_height", shape: "ascender" },
  ]);
  assertEquals(truePlacements(written("x_2", symbols), writtenGrammar()), []);
});

/** Placements on one key with these growths, all else alike. */
const placed = (values: readonly number[], rises: readonly number[] = []): MeasuredPlacement[] =>
  values.map((growth, i) => ({
    relation: "sub",
    before: "tall",
    shape: "low",
    gap: 0.5,
    rise: rises[i] ?? 0.1,
    growth,
  }));

Deno.test("fitLayout's numbers by hand: a fiftieth left out at each end, the deviation a tenth wider, at least 0.05", () => {
  // 100 values, of which the two farthest at each end are wild; of the others half are −1, half 1.
  const values = [-50, -40, ...Array.from({ length: 96 }, (_, i) => i % 2 ? 1 : -1), 30, 60];
  const [gap, gapDeviation, rise, riseDeviation, growth, growthDeviation, slope] =
    fitLayout(placed(values)).sub;
  assertEquals([gap, gapDeviation, rise, riseDeviation], [0.5, 0.05, 0.1, 0.05]);
  assertEquals([growth, growthDeviation, slope], [0, 1.1, 0]);
});

Deno.test("the slope is as of 0.3 more of the rise's variation, without what is three deviations away", () => {
  // 100 rises of ±0.1, growths twice as much: 100 · 0.02 over 100 · 0.01 + 0.3.
  const rises = Array.from({ length: 100 }, (_, i) => i % 2 ? 0.1 : -0.1);
  const table = fitLayout(placed(rises.map((rise) => 2 * rise), rises));
  assertEquals(table.sub[6], Math.round(100 * 2 / 1.3) / 100);
  // One that is far off in both, among so many, is left out of it; the mean leaves two out at each end.
  const wild = fitLayout(placed([...rises.map((rise) => 2 * rise), 50], [...rises, -50]));
  assertEquals(wild.sub[6], table.sub[6]);
  // Three deviations of 1.1 · 0.1 are 0.33: 0.38 is beyond them, 0.3 is not.
  const slopeWith = (rise: number) =>
    fitLayout(placed([...rises.map((rise) => 2 * rise), 0], [...rises, rise])).sub[6];
  assertEquals(slopeWith(0.38), table.sub[6]);
  assertEquals(slopeWith(0.3), Math.round(100 * 2 / 1.39) / 100);
  // 40 examples are enough for a pair of shapes.
  assertEquals(Object.keys(fitLayout(placed(Array(40).fill(0)))), ["sub", "sub tall", "sub tall low"]);
  assertEquals(Object.keys(fitLayout(placed(Array(39).fill(0)))), ["sub"]);
});
