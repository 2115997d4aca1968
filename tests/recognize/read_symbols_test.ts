import { assertEquals } from "@std/assert";
import fc from "../properties.ts";
import type { Box } from "../../lib/drawing/mod.ts";
import { expressionTree } from "../../lib/recognize/layout/tree_of_row.ts";
import { type Grammar, type Hypothesis, writtenGrammar } from "../../lib/recognize/mod.ts";
import { placedIn } from "../../lib/recognize/layout/reading.ts";
import { readSymbols } from "../../lib/recognize/layout/read_symbols.ts";
import { toLatex } from "../../lib/expressions/mod.ts";
import { boxAt } from "./page.ts";

/** The LaTeX of symbols given by their labels and boxes, in reading order, each of which is certain. */
function laidOut(symbols: readonly (readonly [string, Box])[]): string {
  const boxes = symbols.map(([, box]) => box);
  const hypotheses = symbols.map(([label, box], i) => ({
    parts: [i],
    box,
    labels: [{ label, probability: 1, score: 0 }],
  }));
  const [{ row }] = readSymbols(boxes, hypotheses, 40, writtenGrammar());
  return toLatex(expressionTree(row));
}

const digit = (label: string, left: number, top = 100, size = 40) =>
  [label, boxAt(left, top, size / 2, size)] as const;
const letter = (label: string, left: number, top = 116, size = 24) =>
  [label, boxAt(left, top, size, size)] as const;
const minus = (left: number, top = 120, width = 25) => ["-", boxAt(left, top, width, 3)] as const;
const plus = (left: number, top = 108) => ["+", boxAt(left, top, 25, 25)] as const;

Deno.test("symbols on one line", () => {
  assertEquals(laidOut([digit("1", 0), digit("2", 30), plus(65), letter("x", 105)]), "1 2 + x");
});

Deno.test("small symbols above right and below right are scripts, and the line goes on after them", () => {
  assertEquals(laidOut([letter("x", 0), digit("2", 28, 92, 24), plus(55), digit("1", 95)]), "x^{2} + 1");
  assertEquals(laidOut([letter("a", 0), letter("n", 28, 132, 14), plus(55), letter("b", 95)]), "a_{n} + b");
  assertEquals(
    laidOut([letter("x", 0), letter("i", 27, 132, 14), digit("2", 28, 90, 22), plus(60), digit("1", 95)]),
    "x_{i}^{2} + 1",
  );
});

Deno.test("a bar with something above and below is a fraction, without it a minus", () => {
  assertEquals(laidOut([minus(0, 120, 60), digit("1", 18, 70), digit("2", 20, 130)]), "\\frac{1}{2}");
  assertEquals(
    laidOut([
      minus(0, 120, 90),
      letter("x", 5, 85),
      plus(33, 84),
      digit("1", 66, 72),
      digit("3", 40, 130),
      plus(110),
      letter("y", 150),
    ]),
    "\\frac{x + 1}{3} + y",
  );
  assertEquals(laidOut([digit("5", 0), minus(35), digit("2", 75)]), "5 - 2");
});

Deno.test("a numerator that begins left of its bar is still above it", () => {
  assertEquals(laidOut([digit("1", 18, 70), minus(20, 120, 30), digit("2", 26, 130)]), "\\frac{1}{2}");
});

Deno.test("and so it is at the end of a long line", () => {
  const digits = Array.from({ length: 24 }, (_, i) => digit("1", 30 * i));
  const fraction = [digit("1", 748, 70), minus(750, 120, 30), digit("2", 756, 130)];
  assertEquals(laidOut([...digits, plus(715), ...fraction]), `${"1 ".repeat(24)}+ \\frac{1}{2}`);
});

Deno.test("what is under a root sign, and what follows it", () => {
  assertEquals(
    laidOut([["sqrt", boxAt(0, 90, 100, 55)], digit("2", 32), letter("x", 62), plus(115), digit("1", 155)]),
    "\\sqrt{2 x} + 1",
  );
});

Deno.test("limits below and above a sum are its scripts", () => {
  assertEquals(
    laidOut([
      ["k", boxAt(-8, 160, 14, 22)],
      ["=", boxAt(12, 168, 14, 8)],
      ["sum", boxAt(0, 90, 50, 60)],
      ["n", boxAt(16, 68, 14, 14)],
      digit("1", 32, 158, 22),
      letter("k", 66, 100, 36),
    ].toSorted((a, b) => (a[1] as Box).left - (b[1] as Box).left) as [string, Box][]),
    "\\sum_{k = 1}^{n} k",
  );
});

Deno.test("a prime stands above only; letters that spell a function are its name", () => {
  assertEquals(
    laidOut([letter("y", 0), ["prime", boxAt(28, 100, 4, 12)], plus(50), digit("1", 90)]),
    "y^{\\prime} + 1",
  );
  assertEquals(laidOut([letter("s", 0), letter("i", 26), letter("n", 52), letter("x", 90)]), "\\sin x");
});

Deno.test("there is a reading of whatever boxes, with every part in one symbol", () => {
  const side = fc.integer({ min: 1, max: 200 });
  const box = fc.tuple(fc.nat(600), fc.nat(300), side, side).map((numbers) => boxAt(...numbers));
  const labels = fc.constantFrom<string>("-", "sqrt", "sum", "x", "1", "(", ")", "=", "lim", "int");
  fc.assert(
    fc.property(fc.array(fc.tuple(labels, box), { minLength: 1, maxLength: 12 }), (symbols) => {
      const placed = symbols.toSorted((a, b) => a[1].left - b[1].left);
      const boxes = placed.map(([, own]) => own);
      const hypotheses = placed.map(([label], i) => ({
        parts: [i],
        box: boxes[i],
        labels: [{ label, probability: 1, score: 0 }],
      }));
      const [{ row, score }] = readSymbols(boxes, hypotheses, 40, writtenGrammar());
      const read = placedIn(row).map(({ candidate }) => candidate.hypothesis);
      assertEquals(read.toSorted((a, b) => a - b), boxes.map((_, i) => i));
      assertEquals(Number.isFinite(score), true);
    }),
    { numRuns: 100 },
  );
});

/** Every symbol as likely as any. */
const anything: Grammar = { follows: () => 0, ends: () => 0, opens: () => 0 };
const sure = (parts: number[], box: Box, label: string, score = 0): Hypothesis => ({
  parts,
  box,
  labels: [{ label, probability: 1, score }],
});
const labelsOf = (row: Parameters<typeof placedIn>[0]) =>
  placedIn(row).map(({ candidate }) => candidate.label);

Deno.test("twenty readings are kept where nothing else is asked, and none that is 25 worse than the best", () => {
  const box = boxAt(0, 100, 20, 40), labels = [..."023456789BDEFGHKLMNRSTUVWYZ"];
  const alike = [{ parts: [0], box, labels: labels.map((label) => ({ label, probability: 0.1, score: 0 })) }];
  const count = (hypotheses: Hypothesis[], beam?: number) =>
    readSymbols([box], hypotheses, 40, anything, beam ? { beam } : {}).length;
  assertEquals([count(alike), count(alike, 5), count(alike, 100)], [20, 5, 27]);
  const ranked = (scores: number[]) => [{
    parts: [0],
    box,
    labels: scores.map((score, i) => ({ label: labels[i], probability: 0.1, score })),
  }];
  assertEquals(count(ranked([0, -24.9, -25.1, -1])), 3);
});

Deno.test("brackets left open cost at the end of the main line too", () => {
  const box = boxAt(0, 100, 20, 40);
  const score = (label: string) => readSymbols([box], [sure([0], box, label)], 40, anything)[0].score;
  // ( and ] are of one shape.
  assertEquals(Math.abs(score("(") - score("]") + 5) < 1e-9, true);
});

Deno.test("a group is read once and whole: no part is in two symbols, whatever the groups", () => {
  const at = fc.tuple(fc.nat(300), fc.nat(100)).map(([left, top]) => boxAt(left, top, 20, 40));
  const group = fc.uniqueArray(fc.nat(5), { minLength: 2, maxLength: 3 });
  const score = fc.integer({ min: -5, max: 15 });
  const cases = fc.tuple(
    fc.array(at, { minLength: 6, maxLength: 6 }),
    fc.array(fc.tuple(group, score, fc.constantFrom("x", "-", "=", "sum")), { maxLength: 8 }),
  );
  fc.assert(
    fc.property(cases, ([placed, groups]) => {
      const boxes = placed.toSorted((a, b) => a.left - b.left);
      const hypotheses = [
        ...boxes.map((box, i) => sure([i], box, "1")),
        ...groups.map(([parts, value, label]) =>
          sure(parts.toSorted((a, b) => a - b), boxAt(0, 0, 300, 100), label, value)
        ),
      ];
      for (const { row } of readSymbols(boxes, hypotheses, 40, writtenGrammar())) {
        const read = placedIn(row).flatMap(({ candidate }) => hypotheses[candidate.hypothesis].parts);
        assertEquals(read.toSorted((a, b) => a - b), [0, 1, 2, 3, 4, 5]);
      }
    }),
    { numRuns: 60 },
  );
});

Deno.test("a symbol's parts lie at most 29 apart in reading order", () => {
  const boxes = Array.from({ length: 34 }, (_, i) => boxAt(30 * i, 100, 20, 40));
  const best = (last: number) => {
    const hypotheses = [
      ...boxes.map((box, i) => sure([i], box, "1")),
      sure([0, last], boxAt(0, 100, 20, 40), "=", 200),
    ];
    return labelsOf(readSymbols(boxes, hypotheses, 40, anything)[0].row).includes("=");
  };
  assertEquals([best(29), best(30)], [true, false]);
});

Deno.test("a bar is read before what lies over it, never before what stands beside it", () => {
  const bar = boxAt(60, 118, 60, 4);
  const firsts = (box: Box) =>
    readSymbols([box, bar], [sure([0], box, "1"), sure([1], bar, "-")], 40, anything).map(({ row }) => {
      let first = row.last;
      while (first.previous) first = first.previous;
      return first.candidate.label;
    });
  assertEquals(new Set(firsts(boxAt(20, 100, 20, 40))), new Set(["1"]));
  assertEquals(new Set(firsts(boxAt(50, 70, 20, 40))), new Set(["1", "fraction"]));
});
