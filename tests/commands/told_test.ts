import { assertAlmostEquals, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { figuresSection } from "../../lib/experiment/results/report/figures_section.ts";
import { writeHistory } from "../../lib/experiment/results/results.ts";
import { describeMaterial, describeRun } from "../../lib/experiment/run/describe_run.ts";
import { type Detail, summarize } from "../../lib/experiment/results/summary.ts";
import {
  mistakesLine,
  openLine,
  stoppedLines,
  summaryLines,
} from "../../lib/experiment/results/summary_lines.ts";
import { testWith } from "../permission.ts";
import { withTemporaryFolder } from "../temporary.ts";
import { CONFIG, MATERIAL, rounded, RUNS } from "../experiment/hand_made_runs.ts";

const SUMMARY = summarize(CONFIG, MATERIAL, RUNS);

Deno.test("the summary of runs worked out by hand", () => {
  const { methods, ...about } = SUMMARY;
  assertEquals(about, {
    experiment: "compare",
    testSet: "folder:there, split random:0.6",
    images: { train: 4, test: 6 },
    skips: MATERIAL.skips,
    stopped: false,
  });
  const [central, iid, nonIid] = methods.map(({ detail: _, ...rest }) => rounded(rest));
  assertEquals(central, {
    method: "central",
    seeds: [7, 8],
    rounds: 3,
    lastAccuracy: { mean: 0.55, min: 0.4, max: 0.7, each: [0.4, 0.7] },
    bestAccuracy: { mean: 0.6, min: 0.5, max: 0.7, each: [0.5, 0.7] },
    bestRounds: [2, 3],
    wallSeconds: { mean: 18, min: 12, max: 24, each: [12, 24] },
    uploadBytes: 0,
    downloadBytes: 0,
    simulatedSeconds: { mean: 54, min: 36, max: 72, each: [36, 72] },
  });
  assertEquals(iid, {
    ...central as object,
    method: "iid",
    lastAccuracy: { mean: 0.55, min: 0.5, max: 0.6, each: [0.6, 0.5] },
    bestAccuracy: { mean: 0.55, min: 0.5, max: 0.6, each: [0.6, 0.5] },
    bestRounds: [3, 3],
    uploadBytes: 6e6,
    downloadBytes: 15e6,
    // Clients at 0, 2, … 38 %: on average 19, the worst two 1; the second seed's a point more.
    personal: {
      before: {
        mean: { mean: 0.195, min: 0.19, max: 0.2, each: [0.19, 0.2] },
        worstTenth: { mean: 0.015, min: 0.01, max: 0.02, each: [0.01, 0.02] },
      },
      after: {
        mean: { mean: 0.695, min: 0.69, max: 0.7, each: [0.69, 0.7] },
        worstTenth: { mean: 0.515, min: 0.51, max: 0.52, each: [0.51, 0.52] },
      },
    },
  });
  assertEquals((nonIid as { bestRounds: number[] }).bestRounds, [3, 1]);
});

Deno.test("a model's scores worked out by hand: of X, X, X, ×, 2, 2 one X is taken for ×, another for 2", () => {
  const { weighted, groupAccuracy, classes, lookAlikes } = SUMMARY.methods[0].detail!;
  assertEquals(rounded(classes), {
    X: { precision: 1, recall: 0.3333333333, f1: 0.5, support: 3 },
    times: { precision: 0.5, recall: 1, f1: 0.6666666667, support: 1 },
    2: { precision: 0.6666666667, recall: 1, f1: 0.8, support: 2 },
  });
  // 3, 1 and 2 parts of the above.
  assertAlmostEquals(weighted.precision, (3 * 1 + 0.5 + 2 * 2 / 3) / 6, 1e-12);
  assertAlmostEquals(weighted.recall, 4 / 6, 1e-12);
  assertAlmostEquals(weighted.f1, (3 * 0.5 + 2 / 3 + 2 * 0.8) / 6, 1e-12);
  // X and × are one class then.
  assertAlmostEquals(groupAccuracy, 5 / 6, 1e-12);
  // One of four images of X and ×, one of five of X and 2.
  assertEquals(lookAlikes, [
    { pair: ["X", "times"], confusions: 1, rate: 0.25 },
    { pair: ["X", "2"], confusions: 1, rate: 0.2 },
  ]);
});

Deno.test("a run is stopped where rounds or runs are missing; figures are of those rounds that every seed finished", () => {
  const short = RUNS.slice(0, 2).map((run, i) => ({ ...run, rounds: run.rounds.slice(0, 3 - i) }));
  assertEquals(summarize(CONFIG, MATERIAL, RUNS.slice(0, 5)).stopped, true);
  const { stopped, methods } = summarize(CONFIG, MATERIAL, [...short, ...RUNS.slice(2)]);
  assertEquals([stopped, methods.length, methods[0].rounds], [true, 3, 2]);
  const begun = { ...RUNS[2], rounds: [] };
  assertEquals(summarize(CONFIG, MATERIAL, [RUNS[0], begun]).methods.map(({ method }) => method), [
    "central",
  ]);
});

Deno.test("what is told at the end, of runs worked out by hand", () => {
  const mistakes = "seed 7 most confused: X and × (1 image), X and 2 (1)";
  const personal = "on each client's own held-out images: 19.5 % (19.0 %–20.0 %), worst tenth of them " +
    "1.5 % (1.0 %–2.0 %); after local fine-tuning 69.5 % (69.0 %–70.0 %), worst tenth of them 51.5 % (51.0 %–52.0 %)";
  assertEquals(summaryLines(SUMMARY), [
    "",
    "Accuracy on the 6 test images (folder:there, split random:0.6) after round 3:",
    "  central  55.0 % (40.0 %–70.0 %), best 60.0 % (50.0 %–70.0 %) in round 2, 3; 18 s; 2 seeds",
    "  iid      55.0 % (50.0 %–60.0 %); 18 s, 6 MB sent by the clients; 2 seeds",
    "  non-iid  25.0 % (20.0 %–30.0 %), best 35.0 % (30.0 %–40.0 %) in round 3, 1; 18 s, 6 MB sent by the clients; " +
    "2 seeds",
    `  iid      ${personal}`,
    `  non-iid  ${personal}`,
    `  central  ${mistakes}`,
    `  iid      ${mistakes}`,
    `  non-iid  ${mistakes}`,
  ]);
  const first = RUNS.filter(({ seed }) => seed === 7), config = { ...CONFIG, seeds: 1 };
  assertEquals(
    summaryLines(summarize(config, MATERIAL, first))[3],
    "  iid      60.0 %; 12 s, 6 MB sent by the clients",
  );
  // A best round that is as good as the last says nothing.
  const [central] = first, [one] = central.rounds;
  const level = { ...central, rounds: central.rounds.map(({ round }) => ({ ...one, round })) };
  assertEquals(
    summaryLines(summarize({ ...config, experiment: "central" }, MATERIAL, [level]))[2],
    "  central  20.0 %; 6 s",
  );
  const stopped = first.map((run, i) => ({ ...run, rounds: run.rounds.slice(0, 3 - i) }));
  assertEquals(summaryLines(summarize(config, MATERIAL, stopped)).slice(1, 4), [
    "Accuracy on the 6 test images (folder:there, split random:0.6):",
    "  central  40.0 % after round 3, best 50.0 % in round 2; 12 s",
    "  iid      30.0 % after round 2; 6 s, 3 MB sent by the clients",
  ]);
});

Deno.test("a model's mistakes are told in one line", () => {
  const { classes, lookAlikes, ...rest } = SUMMARY.methods[0].detail!;
  const told = (more: Partial<Detail>) => mistakesLine({ ...rest, classes, lookAlikes, ...more });
  assertEquals(told({ lookAlikes: [] }), "makes no mistake");
  const never = { X: { ...classes.X, recall: 0 } };
  assertEquals(
    told({ classes: { ...classes, ...never }, lookAlikes: [] }),
    "never recognises 1 of the 3 symbols tested",
  );
  const pair = ["ascii_124", "1"] as const;
  assertEquals(
    told({ classes: { ...classes, ...never }, lookAlikes: [{ pair, confusions: 7, rate: 0.5 }] }),
    "never recognises 1 of the 3 symbols tested; most confused: | and 1 (7 images)",
  );
});

Deno.test("the last lines say what to open, or how a stopped run goes on", () => {
  assertEquals(
    openLine("runs/here"),
    "Open runs/here/report.html in a browser. Beside it are summary.json, history.csv, curves.svg and model/.",
  );
  assertEquals(stoppedLines("runs/my run"), [
    "Stopped early: the finished rounds are kept. To go on:",
    "  deno task experiment --resume 'runs/my run'",
  ]);
});

Deno.test("updates that were not taken and rounds without a step are counted over the seeds, and told", () => {
  const setbacks = RUNS.map((run) => ({
    ...run,
    rounds: run.rounds.map((round) =>
      run.method !== "iid" ? round : {
        ...round,
        rejected: [{ client: 1, reason: "not finite" as const }, { client: 2, reason: "stale" as const }]
          .slice(0, run.seed - 6),
        ...round.round === 2 && { stayed: "no update arrived" },
      }
    ),
  }));
  const summary = summarize(CONFIG, MATERIAL, setbacks);
  const [central, iid] = summary.methods;
  // Three rounds of one seed with one, three of the other with both.
  assertEquals(iid.rejected, { "not finite": 6, stale: 3 });
  assertEquals(iid.stayed, { "no update arrived": 2 });
  assertEquals([central.rejected, central.stayed], [undefined, undefined]);
  assertEquals(summaryLines(summary).slice(5, 7), [
    "  iid      updates not taken: 6 × not finite, 3 × stale",
    "  iid      rounds that left the model as it was: 2 × no update arrived",
  ]);
});

Deno.test("the images of an experiment are told in a line a source", () => {
  assertEquals(describeMaterial(CONFIG, MATERIAL), [
    "folder:there: 10 images of 3 symbols; dark ink on light: inverted",
    "left out: 3 × unreadable image",
  ]);
  const two = { data: "ink", moreData: "digits", test: "folder:it" };
  assertEquals(describeMaterial(two, { ...MATERIAL, testData: MATERIAL.data, skips: [], notes: [] }), [
    "ink and digits: 10 images of 3 symbols",
    "folder:it: 10 images of 3 symbols",
  ]);
});

Deno.test("two lines say which images a run has and how unlike its clients are", () => {
  const images = "4 images to train on, 6 to test on (folder:there, split random:0.6)";
  assertEquals(describeRun(CONFIG, RUNS[0]), [images]);
  const clients = "iid: 2 clients, each with 2 images of 1.5 of the 3 symbols on average";
  assertEquals(describeRun(CONFIG, RUNS[2]), [images, clients]);
  const run = RUNS[2], skew = { ...run.clients!.skew, smallestClient: 1, largestClient: 3 };
  const unequal = { ...run, clients: { ...run.clients!, skew } };
  assertEquals(
    describeRun({ ...CONFIG, slantSpread: 0.1, penSpread: 0.2, strategy: "fedprox" }, unequal)[1],
    "iid: 2 clients, each with 1 to 3 images of 1.5 of the 3 symbols on average; 11.1 % of the differences in slant " +
      "lie between the clients; 22.2 % of those in line width lie between the clients; strategy fedprox",
  );
});

/** Runs that each began with nine seconds of training a start; those of the second seed with eleven. */
const STARTED = RUNS.map((run) => ({
  ...run,
  rounds: run.rounds.map((round, i) => i === 0 ? { ...round, startSeconds: run.seed === 7 ? 9 : 11 } : round),
}));

Deno.test("seconds in which the start was trained are counted and told", () => {
  const summary = summarize(CONFIG, MATERIAL, STARTED);
  // Without it the rounds take 12 and 24 s.
  assertEquals(summary.methods[1].wallSeconds, { mean: 28, min: 21, max: 35, each: [21, 35] });
  assertEquals(summary.methods[1].startWallSeconds, { mean: 10, min: 9, max: 11, each: [9, 11] });
  assertEquals(
    summaryLines(summary)[3],
    "  iid      55.0 % (50.0 %–60.0 %); 28 s (10 s of them for the start), 6 MB sent by the clients; 2 seeds",
  );
  const rows = figuresSection(CONFIG, STARTED, summary).table!.rows.map(([name, central]) => [name, central]);
  const at = rows.findIndex(([name]) => name === "Seconds here");
  assertEquals(rows.slice(at, at + 2), [["Seconds here", "28.0"], ["Of them for the start", "10.0"]]);
});

const NEEDS = { read: true, write: true };

testWith(NEEDS, "history.csv and history.json have a row a round, run by run", async () => {
  await withTemporaryFolder(async (folder) => {
    writeHistory(folder, RUNS.slice(1, 3));
    assertEquals(
      await Deno.readTextFile(join(folder, "history.csv")),
      `method,seed,round,accuracy,loss,uploadBytes,downloadBytes,simulatedSeconds,wallSeconds
central,8,1,0.3,2.7,0,0,22,4
central,8,2,0.6,2.4,0,0,24,8
central,8,3,0.7,2.3,0,0,26,12
iid,7,1,0.1,2.9,1000000,4000000,11,2
iid,7,2,0.3,2.7,2000000,5000000,12,4
iid,7,3,0.6,2.4,3000000,6000000,13,6
`,
    );
    const records = JSON.parse(await Deno.readTextFile(join(folder, "history.json")));
    assertEquals(records.length, 6);
    const { seconds, ...round } = RUNS[2].rounds[0];
    assertEquals(records[3], { method: "iid", seed: 7, ...round, wallSeconds: seconds });
    // The first round counts the training of the start.
    writeHistory(folder, STARTED.slice(2, 3));
    const [, first, second] = (await Deno.readTextFile(join(folder, "history.csv"))).split("\n");
    assertEquals([first, second].map((line) => line.split(",").at(-1)), ["11", "4"]);
    const [started, next] = JSON.parse(await Deno.readTextFile(join(folder, "history.json")));
    assertEquals([started.wallSeconds, started.startWallSeconds, next.startWallSeconds], [11, 9, undefined]);
  });
});
