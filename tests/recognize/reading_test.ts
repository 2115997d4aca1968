import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import type { Box } from "../../lib/drawing/mod.ts";
import type { Grammar } from "../../lib/recognize/mod.ts";
import { readSymbols } from "../../lib/recognize/layout/read_symbols.ts";
import {
  besideLikelihood,
  limitLikelihood,
  scriptLikelihood,
  stackedLikelihood,
  withinHeight,
  withinSides,
} from "../../lib/recognize/layout/layout_likelihood.ts";
import { placeScore, placesOf } from "../../lib/recognize/layout/places.ts";
import {
  type Candidate,
  candidate,
  closingOf,
  extend,
  placedIn,
  reaches,
  type Row,
  sizeIn,
  startRow,
  unclosed,
} from "../../lib/recognize/layout/reading.ts";
import { regionsOf } from "../../lib/recognize/layout/region.ts";
import { boxAt } from "./page.ts";

const near = (got: number, expected: number) => assertAlmostEquals(got, expected, 1e-9);

/** Every symbol as likely as any, so that only the layout counts. */
const KNOWS_NOTHING: Grammar = { follows: () => 0, ends: () => 0, opens: () => 0 };
/** Tells its terms apart: a following symbol 1, an end 10, a region opened 100. */
const COUNTS: Grammar = { follows: () => 1, ends: () => 10, opens: () => 100 };

const symbol = (label: string, box: Box) => candidate(label, box, 40, 0);
const digit = (label: string, left: number, height = 40) =>
  symbol(label, boxAt(left, 140 - height, 20, height));
const row = (...symbols: ReturnType<typeof symbol>[]) =>
  symbols.slice(1).reduce((line, next) => extend(line, next), startRow(symbols[0], undefined, 40));

/** All ways to add a symbol to a line or to what hangs on its last symbol. */
const attachments = (line: Row, symbol: Candidate, grammar: Grammar) =>
  placesOf(line, grammar).flatMap((place) => {
    const expected = place.expects(symbol.label), lies = place.lies(symbol);
    if (expected === undefined || lies === undefined) return [];
    return [{ score: placeScore(expected, lies), row: () => place.attach(symbol) }];
  });

Deno.test("a line begins with its first symbol's height and as much of its size as the symbol says", () => {
  const line = startRow(digit("8", 0, 50), undefined, 40);
  assertEquals([line.axis, line.size, line.weight, line.open, line.bars], [140 - 22.5, 50, 1, 0, 0]);
  assertEquals(line.last.right, 20);
  // A minus 14 wide is as of a line 20 high, and says a tenth of it: 40 · (20/40)^0.1.
  const minus = startRow(symbol("-", boxAt(0, 120, 14, 4)), "sup", 40);
  near(minus.size, 40 * 0.5 ** 0.1);
  assertEquals([minus.axis, minus.weight, minus.region], [122, 0.1, "sup"]);
});

Deno.test("a line follows its newest symbol by half, in size the less the less it says", () => {
  const line = row(digit("8", 0, 40), digit("3", 30, 50));
  // Axes: 122, then 117.5; sizes 40, then 50, each as sure: halfway as logarithms.
  near(line.axis, 122 - 0.5 * 4.5);
  near(line.size, Math.sqrt(40 * 50));
  // A minus as of a line of 20: a tenth against one.
  const minus = extend(row(digit("8", 0)), symbol("-", boxAt(30, 120, 14, 4)));
  near(minus.size, 40 * 0.5 ** (0.1 / 1.1));
  assertEquals(minus.weight, 1);
  // After what says nothing of its size, as after what says a tenth.
  near(row(symbol("sqrt", boxAt(0, 100, 40, 40)), digit("8", 50, 50)).size, 40 * (50 / 40) ** (1 / 1.1));
  // Dots, commas, primes and root signs do not tell where the line is.
  for (const label of ["dot", ",", "prime", "sqrt", "ldots"]) {
    near(extend(row(digit("8", 0)), symbol(label, boxAt(30, 60, 10, 10))).axis, 122);
  }
  near(extend(row(digit("8", 0)), symbol("(", boxAt(30, 60, 10, 10))).axis, 122 - 0.5 * (122 - 65));
});

Deno.test("brackets and bars are counted: five for each left open, four for an odd number of bars", () => {
  const at = (label: string, i: number) => symbol(label, boxAt(30 * i, 100, 10, 50));
  const line = (text: string) => row(...text.split(" ").map(at));
  const cases: readonly (readonly [string, number])[] = [
    ["( x )", -0],
    ["( [ { x", -15],
    ["( x ]", -0],
    [") ( x", -5],
    ["ascii_124 x", -4],
    ["ascii_124 x ascii_124", -0],
    ["( ascii_124 x", -9],
  ];
  for (const [text, penalty] of cases) assertEquals(unclosed(line(text)) + 0, penalty + 0, text);
});

Deno.test("a bracket that closes nothing costs five", () => {
  const beside = (line: Row, next: ReturnType<typeof symbol>) =>
    attachments(line, next, KNOWS_NOTHING).find(({ row }) => row().last.candidate === next)!.score -
    besideLikelihood(
      { axis: line.axis, size: line.size, right: line.last.right },
      line.last.candidate.shape,
      next.box,
      next.shape,
      next.fit,
    );
  const open = symbol("(", boxAt(0, 95, 10, 50)), close = symbol(")", boxAt(60, 95, 10, 50));
  near(beside(row(digit("8", 30)), close), -5);
  near(beside(row(open, digit("8", 30)), close), 0);
  near(beside(row(digit("8", 30)), symbol("(", close.box)), 0);
});

Deno.test("what closes: each line that hangs on a symbol ends; a bar or root without its parts costs twelve", () => {
  const bar = symbol("fraction", boxAt(0, 120, 60, 4));
  assertEquals(closingOf(startRow(bar, undefined, 40).last, COUNTS), -24);
  assertEquals(closingOf(startRow(symbol("sqrt", boxAt(0, 100, 60, 40)), undefined, 40).last, COUNTS), -12);
  assertEquals(closingOf(startRow(digit("8", 0), undefined, 40).last, COUNTS), 0);
  const above = attachments(startRow(bar, undefined, 40), symbol("(", boxAt(20, 70, 10, 40)), COUNTS)
    .map(({ row }) => row()).find(({ last }) => last.regions.above)!;
  // The numerator ends, 10, with a bracket open, −5; the denominator is missing, −12.
  assertEquals(closingOf(above.last, COUNTS), 10 - 5 - 12);
});

Deno.test("symbols go beside, above right, below right; over and under a bar; under a root sign; nowhere else", () => {
  const regions = (label: string, next = "2") =>
    attachments(
      startRow(symbol(label, boxAt(0, 100, 40, 40)), undefined, 40),
      symbol(next, boxAt(50, 90, 20, 20)),
      COUNTS,
    )
      .map(({ row }) => Object.keys(row().last.regions)[0] ?? "beside");
  assertEquals(regions("x"), ["beside", "sup", "sub"]);
  assertEquals(regions("fraction"), ["beside", "above", "below"]);
  assertEquals(regions("sqrt"), ["beside", "inside"]);
  assertEquals(regions("+"), ["beside"]);
  // A prime stands above right only.
  assertEquals(regions("x", "prime"), ["sup"]);
  assertEquals(regions("fraction", "prime"), []);
  const bare =
    "! ( [ { + , - = lt gt leq geq neq pm times div rightarrow in exists forall forward_slash ldots dot prime";
  for (const label of bare.split(" ")) assertEquals(regionsOf(label), [], label);
  for (const label of ["x", "7", ")", "sum", "int", "lim", "sin", "ascii_124"]) {
    assertEquals(regionsOf(label), ["sup", "sub"], label);
  }
});

Deno.test("the score of a place: what the grammar says of it and how it lies, and for the next one there too", () => {
  const bar = symbol("fraction", boxAt(0, 120, 60, 4)), start = startRow(bar, undefined, 40);
  const first = symbol("1", boxAt(10, 75, 15, 30));
  const opened = attachments(start, first, COUNTS).find(({ row }) => row().last.regions.above)!;
  near(opened.score, 100 + 1 + stackedLikelihood("above", bar.box, 40, first.box, first.fit));
  assertEquals(opened.row().last.regions.above!.size, 30);
  const second = symbol("2", boxAt(35, 75, 15, 30)), inner = opened.row().last.regions.above!;
  const next = attachments(opened.row(), second, COUNTS).find(({ row }) =>
    row().last.regions.above?.last.previous
  )!;
  near(
    next.score,
    1 +
      besideLikelihood(
        { axis: inner.axis, size: inner.size, right: 25 },
        "ascender",
        second.box,
        "ascender",
        second.fit,
      ) +
      withinSides(bar.box, 40, second.box) + withinHeight("above", bar.box, 40, second.box),
  );
  // Far beyond the bar's end alone costs 8, and may still be.
  const wide = attachments(opened.row(), symbol("2", boxAt(300, 75, 15, 30)), COUNTS);
  assert(wide.some(({ row }) => row().last.regions.above?.last.previous));
  // Nothing joins a numerator from far outside: e^−12 is too little.
  const far = attachments(opened.row(), symbol("2", boxAt(300, 200, 15, 30)), COUNTS);
  assert(far.every(({ row }) => !row().last.regions.above?.last.previous));
  // Beside the whole fraction it closes it: the numerator's end, 10, and no denominator, −12.
  const beside = far.find(({ row }) => row().last.previous)!, third = symbol("2", boxAt(300, 200, 15, 30));
  near(
    beside.score,
    10 - 12 + 1 +
      besideLikelihood(
        { axis: start.axis, size: start.size, right: 60 },
        "fraction",
        third.box,
        "ascender",
        third.fit,
      ),
  );
});

Deno.test("what goes on in a script is placed by its own line alone, in a denominator by its bar too", () => {
  const on = (host: ReturnType<typeof symbol>, region: "sup" | "below", boxes: readonly Box[]) => {
    const [first, second] = boxes.map((box) => symbol("2", box));
    const opened = attachments(startRow(host, undefined, 40), first, KNOWS_NOTHING)
      .map(({ row }) => row()).find(({ last }) => last.regions[region])!;
    const { axis, size, last } = opened.last.regions[region]!;
    const beside = besideLikelihood(
      { axis, size, right: last.right },
      "ascender",
      second.box,
      "ascender",
      second.fit,
    );
    const next = attachments(opened, second, KNOWS_NOTHING)
      .find(({ row }) => row().last.regions[region]?.last.previous)!;
    return next.score - beside;
  };
  near(on(symbol("x", boxAt(0, 116, 24, 24)), "sup", [boxAt(26, 90, 12, 24), boxAt(80, 95, 12, 24)]), 0);
  // Its middle 12 pixels, 0.3 of 40, beyond the bar's end: e^−½.
  const bar = symbol("fraction", boxAt(0, 120, 60, 4));
  near(on(bar, "below", [boxAt(20, 130, 15, 30), boxAt(64.5, 130, 15, 30)]), -0.5);
});

Deno.test("scripts of sums stand beside them or over and under: the likelier of both counts", () => {
  const sum = symbol("sum", boxAt(0, 100, 50, 70)), line = startRow(sum, undefined, 50);
  for (const [box, isLimit] of [[boxAt(20, 76, 10, 18), true], [boxAt(55, 90, 10, 18), false]] as const) {
    const two = symbol("2", box);
    const found = attachments(line, two, KNOWS_NOTHING).find(({ row }) => row().last.regions.sup)!;
    const beside = scriptLikelihood("sup", sum.box, "big", line.size, box, "ascender", two.fit);
    const over = limitLikelihood("sup", "sum", sum.box, line.size, box, two.fit);
    assertEquals(over > beside, isLimit);
    near(found.score, isLimit ? over : beside);
  }
});

Deno.test("scripts are expected 0.7 as large as their line, what stands over or under something 0.9", () => {
  assertEquals([sizeIn("sup", 100), sizeIn("sub", 100)].map(Math.round), [70, 70]);
  assertEquals([sizeIn("above", 100), sizeIn("below", 100), sizeIn("inside", 100)], [90, 90, 90]);
});

Deno.test("lines hang on lines at most five deep", () => {
  let line = startRow(digit("2", 0), undefined, 40);
  const depth = (row: Row): number =>
    1 + Math.max(0, ...Object.values(row.last.regions).map((inner) => depth(inner)));
  for (let i = 1; i < 8; i++) {
    const next = digit("2", 30 * i), made = attachments(line, next, KNOWS_NOTHING).map(({ row }) => row());
    line = made.reduce((a, b) => depth(b) > depth(a) ? b : a);
  }
  assertEquals(depth(line), 6);
});

Deno.test("a bar reaches what lies over or under it, from 0.3 sizes left of it to its right end; a sum 1.2", () => {
  // A bar's size is the unit, 40.
  const bar = symbol("fraction", boxAt(100, 100, 80, 4));
  const part = (middle: number, top: number) => boxAt(middle - 10, top, 20, 30);
  assert(reaches(bar, part(88, 60)));
  assert(!reaches(bar, part(87, 60)));
  assert(reaches(bar, part(180, 60)));
  assert(!reaches(bar, part(181, 60)));
  // Its foot may be 0.2 sizes below the bar's top, the head of what is under it 0.3 above its foot.
  assert(reaches(bar, part(140, 78)));
  assert(!reaches(bar, part(140, 79)));
  assert(reaches(bar, part(140, 92)));
  assert(!reaches(bar, part(140, 91)));
  // A sum 70 high is of a line of 50.
  const sum = symbol("sum", boxAt(100, 100, 60, 70));
  assert(reaches(sum, part(40, 170)));
  assert(!reaches(sum, part(39, 170)));
  assert(reaches(sum, part(160, 170)));
  assert(!reaches(sum, part(161, 170)));
  assert(!reaches(symbol("x", boxAt(100, 100, 60, 70)), part(130, 170)));
});

Deno.test("the score of two digits side by side, worked by hand: both labels, the first's size, the places", () => {
  const boxes = [boxAt(0, 100, 20, 40), boxAt(28, 100, 20, 40)];
  const labels = [0.5, 0.25].map((
    probability,
  ) => [{ label: "1", probability, score: Math.log(probability) }]);
  const hypotheses = boxes.map((box, i) => ({ parts: [i], box, labels: labels[i] }));
  const [best, ...others] = readSymbols(boxes, hypotheses, 50, COUNTS);
  // ln 0.8 below the size expected, deviation 0.6; 97 in 100 are normal.
  const first = Math.log(
    0.97 * Math.exp(-((Math.log(0.8) / 0.6) ** 2) / 2) / (0.6 * Math.sqrt(2 * Math.PI)) + 0.003,
  );
  // Labels; the first digit begins the line, 1, the second follows or opens a script; the line ends, 10.
  const rest = Math.log(0.125) + first + 1;
  const beside = besideLikelihood({ axis: 122, size: 40, right: 20 }, "ascender", boxes[1], "ascender", {
    axis: 122,
    size: 40,
    weight: 1,
  });
  const scores = [best, ...others].map(({ score, row }) =>
    [score, Object.keys(row.last.regions).length] as const
  );
  near(scores.find(([, regions]) => regions === 0)![0], rest + 1 + beside + 10);
  assertEquals(scores.length, 3);
  assertEquals([...scores].sort((a, b) => b[0] - a[0]), scores);
});

Deno.test("a beam of one follows the best start alone, a wider one finds what is better in the end", () => {
  // Together the two halves are 3, apart −1 each, though the first alone is better than nothing.
  const boxes = [boxAt(0, 100, 20, 40), boxAt(28, 100, 20, 40)];
  const one = (part: number, scores: readonly (readonly [string, number])[]) => ({
    parts: [part],
    box: boxes[part],
    labels: scores.map(([label, score]) => ({ label, probability: 0.5, score })),
  });
  const after: Grammar = {
    ...KNOWS_NOTHING,
    follows: (before, next) => before === "2" && next === "5" ? 9 : 0,
  };
  const hypotheses = [one(0, [["1", 1], ["2", 0]]), one(1, [["5", 0]])];
  const read = (beam?: number) => {
    const [{ row }] = readSymbols(boxes, hypotheses, 40, after, beam ? { beam } : {});
    return placedIn(row).map(({ candidate }) => candidate.label).join("");
  };
  assertEquals(read(1), "15");
  assertEquals(read(2), "25");
  assertEquals(read(), "25");
});
