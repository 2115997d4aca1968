import { assertEquals } from "@std/assert";
import { createEngine, evaluate, inlineExecutor, type Job, type ResultOf } from "../../lib/engine/mod.ts";
import { evaluateModel, initialModel } from "../../lib/federated/mod.ts";
import { network, randomExamples } from "../engine/networks.ts";

const TOPOLOGY = network([6, 6, 1], ["Flatten", {}], ["Dense", { units: 5, activation: "softmax" }]);
const EXAMPLES = randomExamples(TOPOLOGY, 120, 6);

/** So many workers, one after the other, and the images of their jobs. */
function workers(count: number) {
  const inline = inlineExecutor(), images: number[] = [];
  return {
    images,
    executor: {
      ...inline,
      workers: count,
      run<J extends Job>(jobs: readonly J[]): AsyncIterable<ResultOf<J>> {
        images.push(...jobs.map(({ indices }) => indices.length));
        return inline.run(jobs);
      },
    },
  };
}

Deno.test("a test set is dealt to all workers alike, in whole batches", async () => {
  const model = initialModel({ topology: TOPOLOGY }, 1);
  const dealt = async (count: number, images: number, batchSize?: number) => {
    const { executor, images: sizes } = workers(count);
    const indices = Uint32Array.from({ length: images }, (_, i) => i % 120);
    await evaluateModel(executor, { topology: TOPOLOGY, batchSize }, model, { examples: EXAMPLES, indices });
    return sizes;
  };
  assertEquals(await dealt(2, 1000), [256, 256, 256, 232]);
  assertEquals(await dealt(3, 1000, 10), [170, 170, 170, 170, 170, 150]);
  assertEquals(await dealt(8, 100), [32, 32, 32, 4]);
  assertEquals(await dealt(1, 20), [20]);
  assertEquals(await dealt(2, 0), []);
});

Deno.test("loss and predictions are to the bit those of batches summed by the thousand, for any number of workers", async () => {
  const indices = Uint32Array.from({ length: 2500 }, (_, i) => (7 * i) % 120);
  const model = initialModel({ topology: TOPOLOGY }, 1);
  for (const batchSize of [32, 20, 7]) {
    const engine = await createEngine(TOPOLOGY, { batchSize });
    engine.parameters.set(model);
    const chunks = [0, 1024, 2048].map((from) =>
      evaluate(engine, EXAMPLES, indices.slice(from, from + 1024))
    );
    const lossSum = chunks.reduce((sum, chunk) => sum + chunk.lossSum, 0);
    const correct = chunks.reduce((sum, chunk) => sum + chunk.correct, 0);
    const predictions = Uint8Array.from(chunks.flatMap((chunk) => [...chunk.predictions]));
    const expected = { accuracy: correct / 2500, loss: lossSum / 2500, predictions };
    for (const count of [1, 2, 3, 8]) {
      const test = { examples: EXAMPLES, indices };
      const evaluation = await evaluateModel(
        workers(count).executor,
        { topology: TOPOLOGY, batchSize },
        model,
        test,
      );
      assertEquals(evaluation, expected);
    }
  }
});
