import { drawInk } from "../../lib/data/portable.ts";
import { completeConfig } from "../../lib/experiment/mod.ts";
import type { Dealt } from "../../lib/experiment/run/deal.ts";
import type { Material } from "../../lib/experiment/run/material.ts";
import type { Run } from "../../lib/experiment/run/run.ts";
import type { ReportOptions } from "../../lib/experiment/results/report/write_report.ts";
import { summarize } from "../../lib/experiment/results/summary.ts";
import { parseNetwork } from "../../lib/model/mod.ts";

const ROUNDS = 40, CLIENTS = 10;
const DATA = drawInk({ count: 1500, seed: 1 });
const ALL = Uint32Array.from(DATA.labels.keys());

const CONFIG = completeConfig({ experiment: "compare", rounds: ROUNDS });
const MATERIAL: Material = { data: DATA, skips: [], notes: [] };

const CLIENT: Dealt = {
  examples: DATA,
  partition: [ALL],
  labelCounts: Array.from(
    { length: CLIENTS },
    (_, k) => Uint32Array.from(DATA.classes, (_, c) => (k * c) % 50),
  ),
  skew: {
    totalVariation: 0.5,
    hellinger: 0.54,
    classesPresent: 1.5,
    labelEntropyBits: 0.5,
    smallestClient: 2,
    largestClient: 2,
    sizeVariation: 0,
  },
  featureSkew: { slant: 0.111, penWidth: 0.222 },
};

/** Central, IID and non-IID runs that tell as much as a run can: every third image is read wrongly, as anything. */
const RUNS: readonly Run[] = (["central", "iid", "non-iid"] as const).map((method, m) => ({
  method,
  seed: 1,
  arrangement: { train: ALL, test: { examples: DATA, indices: ALL }, notes: [] },
  topology: parseNetwork("linear", DATA.classes.length).topology,
  rounds: Array.from({ length: ROUNDS }, (_, i) => ({
    round: i + 1,
    accuracy: (i + m) / 50,
    loss: 4 - (i + m) / 20,
    uploadBytes: method === "central" ? 0 : 14_740_960,
    downloadBytes: method === "central" ? 0 : 14_740_960,
    seconds: 5 + i / 7,
    simulatedSeconds: 11 + i / 3,
    clients: [],
    dropped: [],
    rejected: [],
    retried: 0,
    load: { clients: [], overlaps: false },
  })),
  parameters: undefined,
  predictions: Uint8Array.from(DATA.labels, (label, i) => i % 3 === 0 ? (label + 7 * i + m) % 82 : label),
  ...(method !== "central" && { clients: CLIENT }),
}));

/** A report of three methods on all 82 symbols, as large as reports get. */
export function largeReport(): ReportOptions {
  return {
    config: CONFIG,
    material: MATERIAL,
    runs: RUNS,
    summary: summarize(CONFIG, MATERIAL, RUNS),
    command: `deno task experiment compare --rounds ${ROUNDS}`,
  };
}
