import { assertEquals } from "@std/assert";
import type { RoundRecord } from "../../lib/experiment/mod.ts";
import { clientsSection } from "../../lib/experiment/results/report/clients_section.ts";
import { costSections } from "../../lib/experiment/results/report/cost_sections.ts";
import { lossSections } from "../../lib/experiment/results/report/curve_sections.ts";
import { facts } from "../../lib/experiment/results/report/facts.ts";
import { figuresSection } from "../../lib/experiment/results/report/figures_section.ts";
import { headline } from "../../lib/experiment/results/report/headline.ts";
import { mistakesSections } from "../../lib/experiment/results/report/mistakes_sections.ts";
import { recallSection } from "../../lib/experiment/results/report/recall_section.ts";
import { detail, summarize } from "../../lib/experiment/results/summary.ts";
import { displayName, LABELS } from "../../lib/symbols/mod.ts";
import { CONFIG, MATERIAL, rounded, RUNS } from "./hand_made_runs.ts";

/** Scores of classes of which so many of ten images each are recognised; all others are taken for the first. */
function detailOf(right: Readonly<Record<string, number>>) {
  const classes = Object.keys(right);
  const counts = classes.map((label, i) => {
    const row = new Uint32Array(classes.length);
    row[i] = right[label], row[i === 0 ? classes.length - 1 : 0] += 10 - right[label];
    return row;
  });
  return detail(counts, classes);
}

const recall = (right: Readonly<Record<string, number>>) => {
  const { text, figure } = recallSection(detailOf(right), displayName, "");
  return [text, figure && rounded([figure.data[0].y, figure.data[0].x])];
};

const ALL = "The share of a symbol's test images that is recognised, the lowest first.";
const OTHERS = "Of the others, the share of a symbol's test images that is recognised, the lowest first.";

Deno.test("bars of recall show what can be compared; what is never recognised is a sentence", () => {
  assertEquals(recall({ X: 3, times: 10, sqrt: 7 }), [ALL, [["X", "√", "×"], [0.3, 0.7, 1]]]);
  assertEquals(recall({ X: 3, times: 10, sqrt: 7, pi: 0 }), [
    `1 of 4 symbols is never recognised, 25 % of the test images: π\n\n${OTHERS}`,
    [["X", "√", "×"], [0.3, 0.7, 1]],
  ]);
  // Of a list of most symbols the others are the shorter one.
  assertEquals(recall({ X: 3, times: 10, sqrt: 7, pi: 0, alpha: 0, y: 0, z: 0 }), [
    `4 of 7 symbols are never recognised, 57 % of the test images: all but X × √\n\n${OTHERS}`,
    [["X", "√", "×"], [0.3, 0.7, 1]],
  ]);
  assertEquals(recall({ X: 10, times: 10, sqrt: 10 }), ["All symbols are always recognised.", undefined]);
  assertEquals(recall({ X: 10, times: 10, sqrt: 10, pi: 0 }), [
    "1 of 4 symbols is never recognised, 25 % of the test images: π\n\nThe others are always recognised.",
    undefined,
  ]);
  assertEquals(recall({ X: 9, times: 4, sqrt: 0 }), [
    "1 of 3 symbols is never recognised, 33 % of the test images: √\n\n" +
    "Recognised are 90 % of the 10 images of X, 40 % of the 10 images of ×.",
    undefined,
  ]);
});

Deno.test("pairs are listed from the second confusion on, with signs for labels", () => {
  const [run] = RUNS;
  const pairsOf = (right: Readonly<Record<string, number>>) =>
    mistakesSections(run, detailOf(right), "").find(({ heading }) => heading === "Confused pairs")?.table
      ?.rows;
  assertEquals(pairsOf({ 2: 10, X: 9, times: 10 }), undefined);
  assertEquals(pairsOf({ 2: 10, X: 8, times: 7 }), [["2 and ×", "3", "15.0 %"], ["2 and X", "2", "10.0 %"]]);
});

/** The first seed's runs, each with so many of its rounds, all of them like the first. */
const alike = (rounds: number) =>
  RUNS.filter(({ seed }) => seed === 7).map((run) => ({
    ...run,
    rounds: run.rounds.slice(0, rounds).map((round): RoundRecord => ({
      ...run.rounds[0],
      round: round.round,
    })),
  }));

Deno.test("charts of loss and cost are left out where they say no more than others", () => {
  const headings = (runs: typeof RUNS, experiment = "compare") => {
    const config = { ...CONFIG, experiment };
    return [...lossSections(config, runs), ...costSections(config, runs)].map(({ heading }) => heading);
  };
  assertEquals(headings(RUNS), ["Loss", "Cost", "Accuracy by bytes", "Accuracy by simulated time"]);
  assertEquals(headings(RUNS, "non-iid"), ["Loss", "Accuracy by bytes", "Accuracy by simulated time"]);
  assertEquals(headings(RUNS, "central"), ["Loss", "Accuracy by simulated time"]);
  assertEquals(headings(alike(2)), ["Loss", "Cost"]);
  assertEquals(headings(alike(2), "non-iid"), ["Loss"]);
  assertEquals(headings(alike(1)), []);
});

Deno.test("the headline says after which round where methods were stopped at different ones", () => {
  const one = { ...CONFIG, seeds: 1 }, runs = RUNS.filter(({ seed }) => seed === 7);
  assertEquals(
    headline(one, summarize(one, MATERIAL, runs)),
    "central 40.0 %, iid 60.0 %, non-iid 30.0 % (test accuracy after round 3, seed 7)",
  );
  const stopped = runs.map((run, i) => ({ ...run, rounds: run.rounds.slice(0, 3 - i) }));
  assertEquals(
    headline(one, summarize(one, MATERIAL, stopped)),
    "central 40.0 % after round 3, iid 30.0 % after round 2, non-iid 10.0 % after round 1 (test accuracy, seed 7)",
  );
});

Deno.test("privacy, attacks and updates that were not taken are rows where there are any", () => {
  const runs = RUNS.map((run) => ({
    ...run,
    rounds: run.rounds.map((round) =>
      run.method !== "iid" ? round : {
        ...round,
        epsilon: 1.23456,
        attackSuccess: 0.5,
        rejected: [{ client: 1, reason: "not finite" as const }],
        stayed: "no update arrived",
      }
    ),
  }));
  const { table } = figuresSection(CONFIG, runs, summarize(CONFIG, MATERIAL, runs));
  assertEquals(table!.rows.slice(-4), [
    ["Privacy spent, ε", "–", "1.23", "–"],
    ["Attack's success", "–", "50.0 %", "–"],
    ["Updates not taken", "–", "6 × not finite", "–"],
    ["Rounds without a step", "–", "6 × no update arrived", "–"],
  ]);
});

Deno.test("best rounds and numbers of rounds are rows where they say something", () => {
  const rowsOf = (runs: typeof RUNS) => {
    const { table, text } = figuresSection(CONFIG, runs, summarize(CONFIG, MATERIAL, runs));
    const names = table!.rows.map(([name]) => name);
    return [names.includes("Best round"), text!.includes("best round"), names.includes("Rounds")];
  };
  assertEquals(rowsOf(RUNS), [true, true, false]);
  assertEquals(rowsOf(RUNS.map((run) => ({ ...run, rounds: run.rounds.slice(0, 1) }))), [
    false,
    false,
    false,
  ]);
  const uneven = RUNS.map((run, i) => ({ ...run, rounds: run.rounds.slice(0, i < 2 ? 2 : 3) }));
  assertEquals(rowsOf(uneven), [true, true, true]);
});

Deno.test("at most twenty bars of recall are shown, and it is said", () => {
  const labels = LABELS.filter((label) => !/^\d$/.test(label)).slice(0, 21);
  const { text, figure } = recallSection(
    detailOf(Object.fromEntries(labels.map((label, i) => [label, 1 + i % 9]))),
    displayName,
    "",
  );
  assertEquals([text, (figure!.data[0].y as string[]).length], [`${ALL} Shown are 20.`, 20]);
});

Deno.test("differences in slant and line width are told where clients differ in their hands", () => {
  const run = RUNS[2];
  const textOf = (settings: Partial<typeof CONFIG>, method = "iid") =>
    clientsSection({ ...CONFIG, ...settings }, MATERIAL, { ...run, method }, "")[0].text!;
  const hands =
    " Of the differences in slant, 11.1 % lie between the clients, and of those in line width 22.2 % (η²); " +
    "the rest is within their own images.";
  const plain = textOf({});
  for (const text of [textOf({ slantSpread: 0.1 }), textOf({ penSpread: 0.1 }), textOf({}, "each-writer")]) {
    assertEquals(text, plain + hands);
  }
});

Deno.test("a report of the 82 labels says that letters stand for both cases", () => {
  const data = { ...MATERIAL.data, classes: LABELS };
  const names = facts(CONFIG, { ...MATERIAL, data }, summarize(CONFIG, MATERIAL, RUNS));
  assertEquals(names.at(-1), ["Letters", "A letter stands for both its cases: C is c and C, b is b and B."]);
});
