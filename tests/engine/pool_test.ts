import { assertEquals, assertRejects } from "@std/assert";
import {
  createPool,
  type Executor,
  inlineExecutor,
  type TrainJob,
  WorkerError,
} from "../../lib/engine/mod.ts";
import { initialParameters, layersOf, parameterLayout } from "../../lib/model/mod.ts";
import { testWith } from "../permission.ts";
import { network, randomExamples } from "./networks.ts";

const TOPOLOGY = network(
  [12, 12, 1],
  ["Conv2D", { filters: 8, kernel_size: 3, activation: "relu" }],
  ["MaxPooling2D", { pool_size: 2 }],
  ["Flatten", {}],
  ["Dropout", { rate: 0.25 }],
  ["Dense", { units: 10, activation: "softmax" }],
);

/** Clients of very unequal sizes, so that they finish out of order. */
function jobs(): TrainJob[] {
  const examples = randomExamples(TOPOLOGY, 200, 4);
  const parameters = initialParameters(parameterLayout(layersOf(TOPOLOGY)), 1);
  return [3, 90, 1, 40, 17, 200, 8].map((images, client) => ({
    kind: "train",
    network: { topology: TOPOLOGY, batchSize: 8 },
    parameters,
    examples,
    indices: Uint32Array.from({ length: images }, (_, i) => i),
    training: { epochs: 2, batchSize: 8, optimizer: { kind: "adam", learningRate: 1e-3 }, seed: client },
  }));
}

async function trained(executor: Executor): Promise<Uint8Array[]> {
  const results: Uint8Array[] = [];
  for await (const { parameters } of executor.run(jobs())) results.push(new Uint8Array(parameters.buffer));
  executor.close();
  return results;
}

testWith(
  { read: true },
  "1, 2, 3 and 8 workers give the bytes of one thread, in the jobs' order",
  async () => {
    const expected = await trained(inlineExecutor());
    for (const workers of [1, 2, 3, 8]) assertEquals(await trained(createPool(workers)), expected);
  },
);

testWith(
  { read: true },
  "a job that fails on two workers fails the run with its reason, and nothing hangs",
  async () => {
    const pool = createPool(2);
    const [good, bad] = jobs();
    const broken = { ...bad, parameters: new Float32Array(3_000_000) };
    const error = await assertRejects(() => Array.fromAsync(pool.run([good, broken, good])), WorkerError);
    assertEquals(error.message.startsWith("a train job failed on 2 workers: "), true);
    assertEquals((await Array.fromAsync(pool.run([good]))).length, 1);
    pool.close();
  },
);

Deno.test("a pool of no workers is refused", () => {
  for (const workers of [0, -1, 1.5, NaN]) {
    try {
      createPool(workers);
    } catch (error) {
      assertEquals((error as Error).message, `workers must be a whole number of at least 1, got ${workers}`);
      continue;
    }
    throw new Error("no error");
  }
});
