import { assert, assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { createEngine, featureMoments, inlineExecutor } from "../../lib/engine/mod.ts";
import { layersOf, parameterLayout, type Topology } from "../../lib/model/mod.ts";
import { toTfjs } from "../../lib/model/tfjs.ts";
import { stream } from "../../lib/random/mod.ts";
import { network, randomExamples, randomParameters } from "./networks.ts";
import { relativeError } from "./relative_error.ts";
import { batchTensors } from "./tfjs_reference.ts";

/** 13 features below the last layer, so that tiles of 6 × 8 leave remainders both ways; dropout must not show. */
const TOPOLOGY: Topology = network(
  [6, 6, 1],
  ["Flatten", {}],
  ["Dense", { units: 13, activation: "relu" }],
  ["Dropout", { rate: 0.5 }],
  ["Dense", { units: 5, activation: "softmax" }],
);
const COUNT = parameterLayout(layersOf(TOPOLOGY)).reduce((sum, { length }) => sum + length, 0);
const PARAMETERS = randomParameters(COUNT, stream(1, "parameters"));

/** Features and one-hot labels of all images, by tfjs. */
async function byTfjs(
  topology: Topology,
  parameters: Float32Array,
  examples: ReturnType<typeof randomExamples>,
) {
  await tf.setBackend("cpu");
  const model = await toTfjs(topology, parameters);
  const below = tf.model({ inputs: model.inputs, outputs: model.layers.at(-2)!.output as tf.SymbolicTensor });
  const { x, y } = batchTensors(topology, examples);
  const features = below.predict(x) as tf.Tensor2D;
  return { features, labels: y as tf.Tensor2D };
}

for (const images of [1, 7, 300, 600]) {
  Deno.test(`FᵀF and YᵀF of ${images} images are tfjs's`, async () => {
    const examples = randomExamples(TOPOLOGY, images, 3);
    const { features, labels } = await byTfjs(TOPOLOGY, PARAMETERS, examples);
    const gram = tf.matMul(features, features, true).dataSync() as Float32Array;
    const classSums = tf.matMul(labels, features, true).dataSync() as Float32Array;
    for (const simd of ["relaxed", "plain"] as const) {
      const engine = await createEngine(TOPOLOGY, { batchSize: 32, simd });
      engine.parameters.set(PARAMETERS);
      const moments = await featureMoments(engine, examples, Uint32Array.from(examples.labels.keys()));
      const upper = Float32Array.from(
        Array.from({ length: 13 }, (_, i) => [...gram.subarray(13 * i + i, 13 * i + 13)]).flat(),
      );
      assert(relativeError(moments.gram, upper) < 1e-5);
      assert(relativeError(moments.classSums, classSums) < 1e-5);
      assertEquals(
        [...moments.counts],
        [0, 1, 2, 3, 4].map((label) => examples.labels.filter((one) => one === label).length),
      );
    }
  });
}

Deno.test("moments of parts add up to those of the whole, by an executor too", async () => {
  const examples = randomExamples(TOPOLOGY, 500, 3);
  const all = Uint32Array.from(examples.labels.keys());
  const job = (indices: Uint32Array) => ({
    kind: "moments" as const,
    network: { topology: TOPOLOGY, batchSize: 16 },
    parameters: PARAMETERS,
    examples,
    indices,
  });
  const parts = [all, all.slice(0, 70), all.slice(70, 71), all.slice(71)].map(job);
  const [whole, ...pieces] = await Array.fromAsync(inlineExecutor().run(parts));
  for (const key of ["gram", "classSums", "counts"] as const) {
    const sum = whole[key].map((_, i) => pieces.reduce((total, piece) => total + piece[key][i], 0));
    assert(relativeError(sum, whole[key]) < 1e-6, key);
  }
});

Deno.test("the moments of no images are 0", async () => {
  const engine = await createEngine(TOPOLOGY);
  const { gram, classSums, counts } = await featureMoments(
    engine,
    randomExamples(TOPOLOGY, 1, 1),
    new Uint32Array(),
  );
  assert(
    [gram, classSums, counts].every((values) => values.length > 0 && values.every((value) => value === 0)),
  );
});
