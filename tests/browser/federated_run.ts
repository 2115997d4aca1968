import { drawInk, trainTestSplit } from "../../lib/data/portable.ts";
import { type Executor, inlineExecutor, poolOf, type PoolWorker } from "../../lib/engine/mod.ts";
import { fedAvg, federated } from "../../lib/federated/mod.ts";
import { linearNetwork } from "../../lib/model/portable.ts";
import { dirichlet } from "../../lib/partition/mod.ts";

/** Two rounds of FedAvg on synthetic handwriting, for Deno and for a web page: the bytes of the model, in Base64. */
async function trained(executor: Executor): Promise<string> {
  const examples = drawInk({ count: 300, seed: 3 });
  const { train, test } = trainTestSplit(examples, { kind: "random", fraction: 0.2 }, 3);
  const rounds = federated({
    network: { topology: linearNetwork(), batchSize: 10 },
    examples,
    test: { examples, indices: test },
    partition: dirichlet(train, examples.labels, { clients: 4, alpha: 0.5, seed: 3 }),
    strategy: fedAvg(),
    rounds: 2,
    localEpochs: 1,
    sampledFraction: 1,
    optimizer: { kind: "adam", learningRate: 0.001 },
    seed: 3,
    executor,
  });
  let bytes = new Uint8Array();
  for await (const { parameters } of rounds) bytes = new Uint8Array(parameters.slice().buffer);
  executor.close();
  return bytes.toBase64();
}

/** The run on one thread. */
export function onOneThread(): Promise<string> {
  return trained(inlineExecutor());
}

/** The run on two workers, each started by `start`. */
export function onTwoWorkers(start: () => PoolWorker): Promise<string> {
  return trained(poolOf(2, start));
}
