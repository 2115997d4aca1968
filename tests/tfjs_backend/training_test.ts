import { assert, assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import type { WasmBackend } from "../../lib/tfjs_backend/backend.ts";
import { registerFastKernels } from "../../lib/tfjs_backend/mod.ts";
import { testWith } from "../permission.ts";
import { relativeError } from "./both_backends.ts";
import { type Architecture, ARCHITECTURES, examples } from "./models.ts";

const useBackend = {
  cpu: () => tf.setBackend("cpu").then(() => {}),
  wasm: registerFastKernels,
};

/** All gradients of the mean cross-entropy, by name. */
function gradients(
  model: tf.LayersModel,
  { x, y }: { x: tf.Tensor; y: tf.Tensor },
): Record<string, Float32Array> {
  return tf.tidy(() => {
    const loss = () =>
      tf.metrics.categoricalCrossentropy(y, model.apply(x, { training: true }) as tf.Tensor)
        .mean() as tf.Scalar;
    const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
    const { grads } = tf.variableGrads(loss, variables);
    return Object.fromEntries(
      Object.entries(grads).map(([name, tensor]) => [name, tensor.dataSync<"float32">()]),
    );
  });
}

for (const [name, { build, words }] of Object.entries(ARCHITECTURES)) {
  testWith({ read: true }, `gradients equal the cpu backend's: ${name}`, async () => {
    await useBackend.cpu();
    const model = await build();
    const truth = gradients(model, examples(model, 3, words));
    await useBackend.wasm();
    const ours = gradients(model, examples(model, 3, words));
    assertEquals(Object.keys(ours), Object.keys(truth));
    for (const [weight, expected] of Object.entries(truth)) {
      const error = relativeError(ours[weight], expected);
      assert(error < 1e-4, `gradient of ${weight} is off by ${error}`);
    }
  });
}

/** Loss of each batch under `model.fit`. */
async function fit(
  { build, words }: Architecture,
  epochs: number,
  optimizer: string | tf.Optimizer,
  initial?: tf.Tensor[],
): Promise<number[]> {
  const model = await build();
  if (initial) model.setWeights(initial);
  model.compile({ optimizer, loss: "categoricalCrossentropy", metrics: ["accuracy"] });
  const { x, y } = examples(model, 20, words);
  const losses: number[] = [];
  const onBatchEnd = (_: number, logs?: tf.Logs) => void losses.push(logs!.loss);
  await model.fit(x, y, { batchSize: 8, epochs, shuffle: false, verbose: 0, callbacks: { onBatchEnd } });
  return losses;
}

for (const [name, architecture] of Object.entries(ARCHITECTURES)) {
  testWith({ read: true }, `model.fit learns: ${name}`, async () => {
    await useBackend.wasm();
    const losses = await fit(architecture, 20, tf.train.adam(0.01));
    assertEquals(losses.length, 60);
    const mean = (part: number[]) => part.reduce((sum, loss) => sum + loss) / part.length;
    const [first, last] = [mean(losses.slice(0, 3)), mean(losses.slice(-3))];
    assert(last < 0.9 * first, `loss ${first} at first, ${last} at last`);
  });
}

for (const optimizer of ["adam", "sgd", "rmsprop"]) {
  testWith(
    { read: true },
    `model.fit with ${optimizer} gives the cpu backend's losses for 21 steps`,
    async () => {
      const architecture = ARCHITECTURES["convolutions, max-pools, dropout"];
      await useBackend.cpu();
      const initial = (await architecture.build()).getWeights();
      const truth = await fit(architecture, 7, optimizer, initial);
      await useBackend.wasm();
      const ours = await fit(architecture, 7, optimizer, initial);
      assertEquals(ours.length, 21);
      ours.forEach((loss, step) => {
        assert(
          Math.abs(loss - truth[step]) < 1e-4 * truth[step],
          `step ${step}: loss ${loss}, cpu ${truth[step]}`,
        );
      });
    },
  );
}

testWith({ read: true }, "steps leave no tensors behind and no growth of the backend's memory", async () => {
  await registerFastKernels();
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({
        filters: 32,
        kernelSize: 3,
        padding: "same",
        activation: "relu",
        inputShape: [32, 32, 3],
      }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.conv2d({ filters: 16, kernelSize: 3, activation: "relu" }),
      tf.layers.batchNormalization(),
      tf.layers.flatten(),
      tf.layers.dropout({ rate: 0.5 }),
      tf.layers.dense({ units: 5, activation: "softmax" }),
    ],
  });
  model.compile({ optimizer: "adam", loss: "categoricalCrossentropy" });
  const { x, y } = examples(model, 16);
  const steps = (epochs: number) => model.fit(x, y, { batchSize: 8, epochs, verbose: 0 });
  const { wasm } = tf.backend() as unknown as WasmBackend;
  await steps(3);
  const { numTensors, numDataBuffers, numBytes } = tf.memory(), heap = wasm.HEAPU8.length;
  await steps(20);
  const after = tf.memory();
  assertEquals([after.numTensors, after.numDataBuffers, after.numBytes], [
    numTensors,
    numDataBuffers,
    numBytes,
  ]);
  assertEquals(wasm.HEAPU8.length, heap);
});

testWith({ read: true }, "Adam carries on on another backend, and back", async () => {
  await registerFastKernels();
  const start = () => ({ w: tf.variable(tf.tensor1d([1, -2, 3, 0.5, 4])), adam: tf.train.adam(0.1) });
  const take = ({ w, adam }: ReturnType<typeof start>) => adam.minimize(() => w.square().sum());
  const ours = start();
  for (const backend of ["wasm", "wasm", "cpu", "wasm"]) {
    await tf.setBackend(backend);
    take(ours);
  }
  await useBackend.cpu();
  const truth = start();
  for (let step = 0; step < 4; step++) take(truth);
  assert(relativeError(ours.w.dataSync(), truth.w.dataSync()) < 1e-6);
});

testWith({ read: true }, "a second registration changes nothing", async () => {
  await registerFastKernels();
  const kernels = tf.getKernelsForBackend("wasm").map(({ kernelFunc }) => kernelFunc);
  await tf.setBackend("cpu");
  await registerFastKernels();
  assertEquals(tf.getBackend(), "wasm");
  assertEquals(tf.getKernelsForBackend("wasm").map(({ kernelFunc }) => kernelFunc), kernels);
});
