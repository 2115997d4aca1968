import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { classifyGroups, type Part, Sheet, type SymbolClassifier } from "../../lib/recognize/mod.ts";
import { boxAt } from "./page.ts";

/** Says the same of every image. */
function saying(probabilities: Readonly<Record<string, number>>): SymbolClassifier {
  const classes = Object.keys(probabilities);
  return {
    classes,
    channels: 1,
    classify: (_, count) =>
      Float32Array.from(Array(count).fill(Object.values(probabilities)).flat(), (value) => Math.log(value)),
  };
}

/** A part full of ink. */
function block(left: number, whole?: Part): Part {
  const ink = { width: 10, height: 40, pixels: new Uint8Array(400).fill(1) };
  return { box: boxAt(left, 0, 10, 40), ink, area: 400, outline: 96, holes: 0, whole };
}

const near = (got: number, expected: number) => assertAlmostEquals(got, expected, 1e-5);
const classify = (
  parts: readonly Part[],
  groups: number[][],
  probabilities: Readonly<Record<string, number>>,
) => classifyGroups(parts, groups, saying(probabilities), new Sheet(40));

Deno.test("a label's score is 1.8 times its log-odds against no symbol, once for each part, and its usual parts", () => {
  const parts = [block(0), block(20)];
  const [one, both] = classify(parts, [[0], [0, 1]], { "=": 0.6, "0": 0.3, no_symbol: 0.1 });
  assertEquals(one.labels.map(({ label }) => label), ["0", "="]);
  assertEquals(both.labels.map(({ label }) => label), ["=", "0"]);
  // = is written in two parts 92 times of 100, in one 6 times; a 0 in one 98.5, in two 1.3 times.
  near(one.labels[0].score, 1.8 * (Math.log(0.3) - Math.log(0.1) + Math.log(0.985)));
  near(one.labels[1].score, 1.8 * (Math.log(0.6) - Math.log(0.1) + Math.log(0.06)));
  near(both.labels[0].score, 1.8 * (2 * Math.log(0.6) - Math.log(0.1) + Math.log(0.92)));
  near(both.labels[1].score, 1.8 * (2 * Math.log(0.3) - Math.log(0.1) + Math.log(0.013)));
  near(both.labels[0].probability, 0.6);
  assertEquals(both.box, boxAt(0, 0, 30, 40));
  assertEquals(both.parts, [0, 1]);
});

Deno.test("no symbol counts at most as one that is as unlikely as e^−3, and nothing where it is no class", () => {
  const [sure] = classify([block(0)], [[0]], { "0": 0.99, no_symbol: 0.01 });
  near(sure.labels[0].score, 1.8 * (Math.log(0.99) + 3 + Math.log(0.985)));
  const [first] = classify([block(0)], [[0]], { no_symbol: 0.01, "0": 0.99 });
  near(first.labels[0].score, sure.labels[0].score);
  const [without] = classify([block(0)], [[0]], { "0": 0.99, "1": 0.01 });
  near(without.labels[0].score, 1.8 * (Math.log(0.99) + Math.log(0.985)));
});

Deno.test("pieces of a part count as that one part, and cost 2 where they are not all of them", () => {
  const whole = block(0), pieces = [block(0, whole), block(20, whole), block(60)];
  const groups = [[0], [0, 1], [2], [1, 2]];
  const [piece, all, other, mixed] = classify(pieces, groups, { "0": 0.5, no_symbol: 0.5 });
  const one = 1.8 * Math.log(0.985), two = 1.8 * (Math.log(0.5) + Math.log(0.013));
  near(piece.labels[0].score, one - 2);
  near(all.labels[0].score, one);
  near(other.labels[0].score, one);
  near(mixed.labels[0].score, two - 2);
});

Deno.test("eight labels are kept, of a group none less likely than e^−8, of a part alone always the likeliest", () => {
  const labels = "0 1 2 3 4 5 6 7 8 9".split(" ");
  const even = Object.fromEntries(labels.map((label) => [label, 0.1]));
  const [eight] = classify([block(0)], [[0]], even);
  assertEquals(eight.labels.length, 8);
  const rare = { "0": Math.exp(-7.9), "2": Math.exp(-8.1), no_symbol: 1 };
  const [one] = classify([block(0)], [[0]], rare);
  assertEquals(one.labels.map(({ label }) => label), ["0"]);
  const [rarely] = classify([block(0), block(20)], [[0, 1]], rare);
  assertEquals(rarely.labels.map(({ label }) => label), ["0"]);
  const none = { "0": Math.exp(-8.2), "2": Math.exp(-8.1), no_symbol: 1 };
  const [alone, pair] = classify([block(0), block(20)], [[0], [0, 1]], none);
  assertEquals(alone.labels.map(({ label }) => label), ["2"]);
  assertEquals(pair.labels, []);
  assert(![...eight.labels, ...one.labels].some(({ label }) => label === "no_symbol"));
});

Deno.test("each group has its own image's labels", () => {
  const counting: SymbolClassifier = {
    classes: ["0", "2", "no_symbol"],
    channels: 1,
    classify: (_, count) =>
      Float32Array.from(Array.from({ length: count }, (_, i) => [0.1 * i + 0.1, 0.5, 0.1]).flat(), Math.log),
  };
  const parts = [block(0), block(20), block(40)];
  const found = classifyGroups(parts, [[0], [1], [2]], counting, new Sheet(40));
  found.forEach(({ labels }, i) =>
    near(labels.find(({ label }) => label === "0")!.probability, 0.1 * i + 0.1)
  );
});
