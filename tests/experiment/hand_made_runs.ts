import { allocateDataset } from "../../lib/data/mod.ts";
import { completeConfig } from "../../lib/experiment/mod.ts";
import type { Dealt } from "../../lib/experiment/run/deal.ts";
import type { Material } from "../../lib/experiment/run/material.ts";
import type { RoundRecord, Run } from "../../lib/experiment/run/run.ts";
import { parseNetwork } from "../../lib/model/mod.ts";

/** Ten images: of X, of ×, which is the same ink, and of 2. */
const DATA = allocateDataset({ n: 10, classes: ["X", "times", "2"] });
DATA.labels.set([0, 1, 2, 2, 0, 0, 0, 1, 2, 2]);
DATA.images.forEach((_, i) => DATA.images[i] = Math.floor(i / 2025));

export const MATERIAL: Material = {
  data: DATA,
  skips: [{ reason: "unreadable image", count: 3, examples: ["a.png"] }],
  notes: ["dark ink on light: inverted"],
};

/** Central, IID and non-IID with the seeds 7 and 8. */
export const CONFIG = completeConfig({
  experiment: "compare",
  data: "folder:there",
  split: "random:0.6",
  rounds: 3,
  clients: 20,
  personalShare: 0.3,
  tuningEpochs: 2,
  up: "float16",
  down: "quantize:8",
  faults: { crash: 0.1 },
  seed: 7,
  seeds: 2,
});

const TEST = Uint32Array.of(4, 5, 6, 7, 8, 9);

/** Of the six test images X, X, X, ×, 2, 2: an X is taken for ×, another for 2, all else is read rightly. */
const PREDICTIONS = Uint8Array.of(0, 1, 2, 1, 2, 2);

/** Round r sends r MB up and 3 + r MB down, but for central training; it takes 2r seconds, and 10 + r simulated. */
function rounds(accuracies: readonly number[], central: boolean, times: number): RoundRecord[] {
  return accuracies.map((accuracy, i) => ({
    round: i + 1,
    accuracy,
    loss: 3 - accuracy,
    uploadBytes: central ? 0 : 1e6 * (i + 1),
    downloadBytes: central ? 0 : 1e6 * (i + 4),
    seconds: times * 2 * (i + 1),
    simulatedSeconds: times * (11 + i),
    clients: [],
    dropped: [],
    rejected: [],
    retried: 0,
    load: { clients: [], overlaps: false },
  }));
}

/** Twenty clients, from 0 and 50 % up by 2 points each, and by the seed. */
function personal(more: number) {
  return Array.from({ length: 20 }, (_, client) => {
    const before = client / 50 + more;
    return { client, images: 2, before, after: 0.5 + before };
  });
}

const CLIENTS: Dealt = {
  examples: DATA,
  partition: [Uint32Array.of(0, 1), Uint32Array.of(2, 3)],
  labelCounts: [Uint32Array.of(1, 1, 0), Uint32Array.of(0, 0, 2)],
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

const ACCURACIES: readonly (readonly [method: string, seed: number, accuracies: readonly number[]])[] = [
  ["central", 7, [0.2, 0.5, 0.4]],
  ["central", 8, [0.3, 0.6, 0.7]],
  ["iid", 7, [0.1, 0.3, 0.6]],
  ["iid", 8, [0.2, 0.2, 0.5]],
  ["non-iid", 7, [0.1, 0.2, 0.3]],
  ["non-iid", 8, [0.4, 0.3, 0.2]],
];

/** The six runs, each method's first seed before its second. */
export const RUNS: readonly Run[] = ACCURACIES.map(([method, seed, accuracies]) => {
  const central = method === "central", { topology } = parseNetwork("linear", 3);
  return {
    method,
    seed,
    arrangement: { train: Uint32Array.of(0, 1, 2, 3), test: { examples: DATA, indices: TEST }, notes: [] },
    topology,
    // The second seed takes twice as long.
    rounds: rounds(accuracies, central, seed === 7 ? 1 : 2),
    parameters: undefined,
    predictions: PREDICTIONS,
    ...(!central && { clients: CLIENTS, personal: personal(seed === 7 ? 0 : 0.01) }),
  };
});

/** Rounded, since tenths added are not what they are written as. */
export function rounded(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, one) => typeof one === "number" ? Number(one.toPrecision(10)) : one),
  );
}
