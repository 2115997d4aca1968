/**
 * `deno task bench experiment`: federated averaging of ten clients, seconds a round.
 * @module
 */
import process from "node:process";
import { createPool, type TrainJob } from "../lib/engine/mod.ts";
import { fedAvg, federated, initialModel } from "../lib/federated/mod.ts";
import { loadMaterial, SEED } from "./material.ts";
import { readOptions } from "./options.ts";
import { printReport, secondsSince } from "./reports.ts";

const BATCH_SIZE = 32;

/**
 * One round to warm up, then `--rounds`. Flags besides: `--images`, `--clients`, `--workers`; `--started` is the
 * runner's.
 */
export async function main(args: readonly string[]): Promise<void> {
  const { images, clients, rounds, workers, started } = readOptions(args, {
    images: 10_000,
    clients: 10,
    rounds: 3,
    workers: navigator.hardwareConcurrency,
    started: Math.round(performance.timeOrigin),
  });
  const { dataset: examples, topology, test, train, partition } = await loadMaterial(images, clients);
  const network = { topology, batchSize: BATCH_SIZE };
  const optimizer = { kind: "adam", learningRate: 0.001 } as const;
  const executor = createPool(workers);

  const oneStep: TrainJob = {
    kind: "train",
    network,
    parameters: initialModel(network, SEED),
    examples,
    indices: train.slice(0, BATCH_SIZE),
    training: { epochs: 1, batchSize: BATCH_SIZE, optimizer, seed: SEED },
  };
  for await (const _ of executor.run([oneStep])) { /* only the time matters */ }
  const firstStepSeconds = secondsSince(started);

  const results = await Array.fromAsync(
    federated({
      network,
      examples,
      test: { examples, indices: test },
      partition,
      rounds: rounds + 1,
      localEpochs: 1,
      sampledFraction: 1,
      optimizer,
      strategy: fedAvg(),
      seed: SEED,
      executor,
    }),
    ({ seconds, accuracy }) => ({ seconds, accuracy, processor: processorSeconds() }),
  );
  executor.close();
  printReport({
    roundSeconds: results.slice(1).map(({ seconds }) => seconds),
    processorSeconds: results.slice(1).map(({ processor }, i) => processor - results[i].processor),
    accuracies: results.map(({ accuracy }) => accuracy),
    firstStepSeconds,
    versions: { deno: Deno.version.deno, v8: Deno.version.v8 },
  });
}

/** What this process and its workers have used so far. */
function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

if (import.meta.main) await main(Deno.args);
