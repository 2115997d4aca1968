import { assertEquals } from "@std/assert";
import type { Expression } from "../../lib/data/crohme/mod.ts";
import { fitLayout, truePlacements } from "../../lib/expressions/mod.ts";
import { normal, stream } from "../../lib/random/mod.ts";
import { type MeasuredPlacement, writtenGrammar } from "../../lib/recognize/mod.ts";

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
