import { assertAlmostEquals, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { writeHistory } from "../../lib/experiment/results/results.ts";
import { describeRun } from "../../lib/experiment/run/run.ts";
import { summarize } from "../../lib/experiment/results/summary.ts";
import { summaryLines } from "../../lib/experiment/results/summary_lines.ts";
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
  const detail = "seed 7: precision 80.6 %, recall 66.7 %, F1 62.8 %, up to look-alikes 83.3 %; " +
    "confused most: X and × (1), X and 2 (1)";
  const personal = "on each client's own held-out images: 19.5 % (19.0 %–20.0 %), worst tenth of them " +
    "1.5 % (1.0 %–2.0 %); after local fine-tuning 69.5 % (69.0 %–70.0 %), worst tenth of them 51.5 % (51.0 %–52.0 %)";
  assertEquals(summaryLines(SUMMARY, "runs/here"), [
    "",
    "Test accuracy on 6 images (folder:there, split random:0.6):",
    "  central    55.0 % (40.0 %–70.0 %) after round 3, best 60.0 % (50.0 %–70.0 %) (round 2, 3); 18 s; 2 seeds",
    "  iid        55.0 % (50.0 %–60.0 %) after round 3, best 55.0 % (50.0 %–60.0 %) (round 3, 3); 18 s, " +
    "6 MB sent by the clients; 2 seeds",
    "  non-iid    25.0 % (20.0 %–30.0 %) after round 3, best 35.0 % (30.0 %–40.0 %) (round 3, 1); 18 s, " +
    "6 MB sent by the clients; 2 seeds",
    `  iid        ${personal}`,
    `  non-iid    ${personal}`,
    `  central    ${detail}`,
    `  iid        ${detail}`,
    `  non-iid    ${detail}`,
    "Results in runs/here: report.html, curves.svg, history.csv, summary.json, model/",
  ]);
  const one = summarize({ ...CONFIG, seeds: 1 }, MATERIAL, RUNS.filter(({ seed }) => seed === 7));
  assertEquals(
    summaryLines(one, "x")[3],
    "  iid        60.0 % after round 3, best 60.0 % (round 3); 12 s, 6 MB sent by the clients",
  );
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
  assertEquals(summaryLines(summary, "x").slice(5, 7), [
    "  iid        updates not taken: 6 × not finite, 3 × stale",
    "  iid        rounds that left the model as it was: 2 × no update arrived",
  ]);
});

Deno.test("one line says which images a run has and how unlike its clients are", () => {
  assertEquals(
    describeRun(CONFIG, MATERIAL, RUNS[0]),
    "folder:there: 10 images, 4 to train, 6 to test (folder:there, split random:0.6)",
  );
  assertEquals(
    describeRun(CONFIG, MATERIAL, RUNS[2]),
    "folder:there: 10 images, 4 to train, 6 to test (folder:there, split random:0.6); 2 clients hold 1.5 of 3 classes " +
      "on average, total variation 0.50; between them lie 11.1 % of the differences in slant, 22.2 % of those in line " +
      "width; fedavg",
  );
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
  });
});
