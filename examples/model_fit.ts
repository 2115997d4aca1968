// TensorFlow.js's own model.fit on this project's kernels: one call before, then everything as usual.
// deno run --allow-read examples/model_fit.ts
import * as tf from "@tensorflow/tfjs";
import { drawInk } from "@fedink/fedink/data";
import { registerFastKernels } from "@fedink/fedink/tfjs_backend";

await registerFastKernels();
const { images, labels } = drawInk({ count: 256, seed: 1 });
const pixels = tf.tensor4d(Float32Array.from(images, (grey) => grey / 255), [256, 45, 45, 1]);
const classes = tf.oneHot(tf.tensor1d(Int32Array.from(labels), "int32"), 82);

const model = tf.sequential({
  layers: [
    tf.layers.conv2d({ filters: 8, kernelSize: 3, activation: "relu", inputShape: [45, 45, 1] }),
    tf.layers.maxPooling2d({ poolSize: 3 }),
    tf.layers.flatten(),
    tf.layers.dense({ units: 82, activation: "softmax" }),
  ],
});
model.compile({ optimizer: "adam", loss: "categoricalCrossentropy" });
const { history } = await model.fit(pixels, classes, { epochs: 3, batchSize: 32, verbose: 0 });
console.log(tf.getBackend(), (history.loss as number[]).map((loss) => loss.toFixed(2)).join(" → "));
