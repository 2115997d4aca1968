import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import {
  createEngine,
  evaluate,
  type EvaluationResult,
  type Examples,
  type Optimizer,
  train,
} from "../../lib/engine/mod.ts";
import { initialParameters, layersOf, parameterLayout, type Topology } from "../../lib/model/mod.ts";
import { toTfjs } from "../../lib/model/tfjs.ts";
import { network, randomExamples } from "./networks.ts";
import { batchTensors, withLinearOutput } from "./tfjs_reference.ts";

/** The original's network in small: every kind of layer, quick enough for 50 steps of tfjs. */
const SMALL: Topology = network(
  [14, 14, 1],
  ["Conv2D", { filters: 5, kernel_size: 3, activation: "relu" }],
  ["MaxPooling2D", { pool_size: 2 }],
  ["Conv2D", { filters: 6, kernel_size: 3, padding: "same", activation: "relu" }],
  ["MaxPooling2D", { pool_size: 2 }],
  ["Flatten", {}],
  ["Dense", { units: 20, activation: "relu" }],
  ["Dense", { units: 10, activation: "softmax" }],
);
const STEPS = 50, BATCH = 8, IMAGES = 8;

/** The batch of one step: the images go round. */
function batchIndices(step: number): number[] {
  return Array.from({ length: BATCH }, (_, i) => (step * BATCH + i) % IMAGES);
}

async function tfjsLosses(
  examples: Examples,
  parameters: Float32Array,
  optimizer: tf.Optimizer,
): Promise<number[]> {
  await tf.setBackend("cpu");
  const model = await toTfjs(withLinearOutput(SMALL), parameters);
  const { x, y } = batchTensors(SMALL, examples);
  const losses: number[] = [];
  for (let step = 0; step < STEPS; step++) {
    const indices = tf.tensor1d(batchIndices(step), "int32");
    const [images, labels] = [tf.gather(x, indices), tf.gather(y, indices)];
    const cost = optimizer.minimize(
      () => tf.losses.softmaxCrossEntropy(labels, model.apply(images) as tf.Tensor) as tf.Scalar,
      true,
      model.trainableWeights.map((weight) => weight.read() as tf.Variable),
    )!;
    losses.push((await cost.data())[0]);
  }
  return losses;
}

const OPTIMIZERS: [Optimizer, () => tf.Optimizer][] = [
  [{ kind: "adam", learningRate: 1e-3 }, () => tf.train.adam(1e-3)],
  [{ kind: "sgd", learningRate: 0.1, momentum: 0 }, () => tf.train.sgd(0.1)],
  [{ kind: "sgd", learningRate: 0.03, momentum: 0.9 }, () => tf.train.momentum(0.03, 0.9)],
];

for (const [optimizer, reference] of OPTIMIZERS) {
  Deno.test(`50 steps lose as tfjs's do: ${JSON.stringify(optimizer)}`, async () => {
    const layout = parameterLayout(layersOf(SMALL));
    const parameters = initialParameters(layout, 5);
    const examples = randomExamples(SMALL, IMAGES, 11);
    const truth = await tfjsLosses(examples, parameters, reference());
    assert(truth[49] < 0.9 * truth[0], `tfjs itself must have learned: ${truth[0]} to ${truth[49]}`);
    for (const simd of ["relaxed", "plain"] as const) {
      const engine = await createEngine(SMALL, { batchSize: BATCH, simd });
      engine.parameters.set(parameters);
      engine.resetOptimizer();
      for (let step = 0; step < STEPS; step++) {
        engine.loadBatch(examples, batchIndices(step));
        const loss = engine.computeGradient().lossSum / BATCH;
        engine.step(optimizer);
        const gap = Math.abs(loss - truth[step]);
        assert(gap <= 1e-3 * truth[step], `${simd}, step ${step}: loss ${loss}, tfjs ${truth[step]}`);
      }
    }
  });
}

/** y = W x with all weights 1: the output counts what dropout left. */
function counting(units: number, rate: number): Topology {
  return network([units], ["Dropout", { rate }], ["Dense", { units: 1, activation: "linear" }]);
}

Deno.test("dropout keeps 1 − rate of the values and scales them by 1 / (1 − rate), another mask each seed", async () => {
  const units = 40_000;
  for (const rate of [0.25, 0.5, 0.9]) {
    const engine = await createEngine(counting(units, rate), { batchSize: 1 });
    engine.parameters.fill(1).fill(0, units);
    engine.loadBatch({ images: new Uint8Array(units).fill(255), labels: Uint8Array.of(0) }, [0]);
    const sums = [1, 2, 3, 1].map((dropoutSeed) => {
      engine.loadBatch({ images: new Uint8Array(units).fill(255), labels: Uint8Array.of(0) }, [0]);
      engine.computeGradient({ dropoutSeed });
      return engine.logits[0];
    });
    // Kept ~ Binomial(units, 1 − rate): five standard deviations of kept / (1 − rate).
    const deviation = Math.sqrt(units * rate * (1 - rate)) / (1 - rate);
    for (const sum of sums) assertAlmostEquals(sum, units, 5 * deviation);
    assertEquals(sums[0], sums[3]);
    assertEquals(new Set(sums).size, 3);
  }
});

Deno.test("without a seed nothing is dropped", async () => {
  const engine = await createEngine(counting(1000, 0.5), { batchSize: 1 });
  engine.parameters.fill(1).fill(0, 1000);
  engine.loadBatch({ images: new Uint8Array(1000).fill(255), labels: Uint8Array.of(0) }, [0]);
  engine.evaluate();
  assertEquals(engine.logits[0], 1000);
});

Deno.test("a batch's pieces add up to its gradient, dropout included", async () => {
  const topology = network(
    [14, 14, 1],
    ["Conv2D", { filters: 4, kernel_size: 3, activation: "relu" }],
    ["MaxPooling2D", { pool_size: 2 }],
    ["Flatten", {}],
    ["Dropout", { rate: 0.5 }],
    ["Dense", { units: 10, activation: "softmax" }],
  );
  const examples = randomExamples(topology, 10, 2);
  const engine = await createEngine(topology, { batchSize: 10 });
  engine.parameters.set(initialParameters(parameterLayout(layersOf(topology)), 1));
  engine.loadBatch(examples, [...Array(10).keys()]);
  const whole = engine.computeGradient({ dropoutSeed: 9 });
  const gradient = engine.gradient.slice();
  const sum = new Float64Array(gradient.length);
  let lossSum = 0;
  for (const [first, end] of [[0, 4], [4, 7], [7, 10]]) {
    engine.loadBatch(examples, Array.from({ length: end - first }, (_, i) => first + i));
    lossSum += engine.computeGradient({ dropoutSeed: 9, first, divisor: 10 }).lossSum;
    engine.gradient.forEach((value, i) => sum[i] += value);
  }
  assertAlmostEquals(lossSum, whole.lossSum, 1e-5);
  gradient.forEach((value, i) => assertAlmostEquals(sum[i], value, 1e-6));
});

Deno.test("the last, smaller batch counts: images, steps and loss", async () => {
  const examples = randomExamples(SMALL, 10, 3);
  const indices = Uint32Array.from({ length: 10 }, (_, i) => i);
  const engine = await createEngine(SMALL, { batchSize: 4 });
  const result = train(engine, examples, indices, {
    epochs: 2,
    batchSize: 4,
    optimizer: { kind: "sgd", learningRate: 0, momentum: 0 },
    seed: 1,
  });
  assertEquals([result.steps, result.images], [6, 20]);
  // All weights 0 and no step taken: every loss is ln 10.
  assertAlmostEquals(result.lossSum, 20 * Math.log(10), 1e-5);
});

Deno.test("evaluation gives the same whatever the batch size", async () => {
  const examples = randomExamples(SMALL, 23, 3);
  const indices = Uint32Array.from({ length: 23 }, (_, i) => 22 - i);
  const results: EvaluationResult[] = [];
  for (const batchSize of [1, 5, 23, 32]) {
    const engine = await createEngine(SMALL, { batchSize });
    engine.parameters.set(initialParameters(parameterLayout(layersOf(SMALL)), 8));
    results.push(evaluate(engine, examples, indices));
  }
  for (const { lossSum, correct, predictions } of results) {
    assertAlmostEquals(lossSum, results[0].lossSum, 1e-4);
    assertEquals(correct, results[0].correct);
    assertEquals(predictions, results[0].predictions);
  }
  const labels = Array.from(indices, (i) => examples.labels[i]);
  assertEquals(labels.filter((label, i) => results[0].predictions[i] === label).length, results[0].correct);
});
