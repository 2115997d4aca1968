import { assertEquals } from "@std/assert";
import { inlineExecutor } from "../../lib/engine/mod.ts";
import {
  central,
  federated,
  type FederatedOptions,
  parseCodec,
  parseStrategy,
  parseUpload,
  type RoundResult,
  type RunState,
} from "../../lib/federated/mod.ts";
import { decodePlainData, encodePlainData } from "../../lib/experiment/checkpoint/plain_data.ts";
import { network, randomExamples } from "../engine/networks.ts";

const TOPOLOGY = network(
  [6, 6, 1],
  ["Flatten", {}],
  ["Dense", { units: 8, activation: "relu" }],
  ["Dropout", { rate: 0.5 }],
  ["Dense", { units: 4, activation: "softmax" }],
);
const EXAMPLES = randomExamples(TOPOLOGY, 120, 6);
const ALL = Uint32Array.from({ length: 120 }, (_, i) => i);

const OPTIONS = {
  network: { topology: TOPOLOGY, batchSize: 8 },
  examples: EXAMPLES,
  test: { examples: EXAMPLES, indices: ALL.slice(100) },
  rounds: 4,
  optimizer: { kind: "sgd", learningRate: 0.05, momentum: 0.5 },
  learningRateDecay: 0.9,
  seed: 5,
  executor: inlineExecutor(),
} as const;

const FEDERATED = {
  ...OPTIONS,
  partition: [0, 1, 2, 3, 4].map((k) => ALL.slice(20 * k, 20 * k + 20)),
  localEpochs: 1,
} as const;

/** As a checkpoint keeps it: through bytes and back. */
function kept(state: RunState): RunState {
  return decodePlainData(encodePlainData(state)) as RunState;
}

/** What does not depend on how long it took. */
function bytesOf({ seconds: _, clients, parameters, state, ...rest }: RoundResult) {
  const untimed = clients.map(({ seconds: _, ...client }) => client);
  return { ...rest, clients: untimed, parameters: parameters.slice(), state: kept(state) };
}

/** Breaks a run off after each of its rounds and lets it go on. */
async function sameWhereverItBreaksOff(run: (resume?: RunState) => AsyncIterable<RoundResult>) {
  const unbroken = await Array.fromAsync(run());
  for (const { round, state } of unbroken) {
    const rest = await Array.fromAsync(run(kept(state)));
    assertEquals(rest.map(bytesOf), unbroken.slice(round).map(bytesOf));
  }
}

const RUNS: Record<
  string,
  Pick<FederatedOptions, "sampledFraction" | "strategy"> & Partial<FederatedOptions>
> = {
  "FedAvg with sampling and drop-outs": {
    sampledFraction: 0.6,
    strategy: parseStrategy("fedavg"),
    stragglers: { dropout: 0.3, leastWork: 0.5 },
  },
  "FedAvgM": { sampledFraction: 0.6, strategy: parseStrategy("fedavgm") },
  "FedAdam": { sampledFraction: 0.6, strategy: parseStrategy("fedadam") },
  "SCAFFOLD": { sampledFraction: 0.6, strategy: parseStrategy("scaffold") },
  "FedDyn": { sampledFraction: 0.6, strategy: parseStrategy("feddyn") },
  "Overlap-FedAvg": { sampledFraction: 1, strategy: parseStrategy("overlap") },
  "top-k with error feedback, quantised down": {
    sampledFraction: 0.6,
    strategy: parseStrategy("fedlc+fedavg"),
    uplink: parseUpload("top:0.1+feedback"),
    downlink: parseCodec("quantize:4"),
  },
};

for (const [name, options] of Object.entries(RUNS)) {
  Deno.test(`broken off after any round, a run goes on to the same bytes: ${name}`, async () => {
    await sameWhereverItBreaksOff((resume) => federated({ ...FEDERATED, ...options, resume }));
  });
}

for (const optimizer of [OPTIONS.optimizer, { kind: "adam", learningRate: 0.01 } as const]) {
  Deno.test(`broken off after any epoch, central training goes on to the same bytes: ${optimizer.kind}`, async () => {
    await sameWhereverItBreaksOff((resume) =>
      central({ ...OPTIONS, optimizer, indices: ALL.slice(0, 100), resume })
    );
  });
}
