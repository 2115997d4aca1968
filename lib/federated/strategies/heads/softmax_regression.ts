import { allIndices } from "../../../numbers/mod.ts";
import { type Random, shuffle } from "../../../random/mod.ts";
import type { Head } from "./last_layer.ts";
import { normOf } from "../../vectors.ts";

/** Passes over the samples, samples a step, and learning rate: enough for a layer of a few thousand weights. */
const EPOCHS = 5, BATCH = 32, LEARNING_RATE = 0.05;

/**
 * The learning rate times the features' mean square norm at most: twice what gradient descent on this loss surely bears, as
 * its curvature is at most a quarter of that norm where half of it lies in one direction. Large features need it.
 */
const MOST_REACH = 8;

/**
 * Goes on training a last layer on features alone: mini-batch gradient descent on the mean cross-entropy, the
 * learning rate falling to 0 over the steps.
 *
 * @param head Where it starts.
 * @param features n × D.
 * @param labels n classes.
 * @param random Decides the order.
 */
export function softmaxRegression(
  head: Head,
  features: Float64Array,
  labels: Uint8Array,
  random: Random,
): Head {
  const kernel = head.kernel.slice(), bias = head.bias.slice();
  const classes = bias.length, depth = kernel.length / classes;
  const kernelGradient = new Float64Array(kernel.length), biasGradient = new Float64Array(classes);
  const order = allIndices(labels.length);
  const steps = EPOCHS * Math.ceil(order.length / BATCH);
  const squareNorm = normOf(features) ** 2 / order.length;
  const fastest = Math.min(LEARNING_RATE, MOST_REACH / squareNorm);
  for (let epoch = 0, step = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, random);
    for (let from = 0; from < order.length; from += BATCH, step++) {
      const batch = order.subarray(from, from + BATCH);
      kernelGradient.fill(0);
      biasGradient.fill(0);
      for (const sample of batch) {
        const x = features.subarray(sample * depth, (sample + 1) * depth);
        const error = softmax(logitsOf(kernel, bias, x));
        error[labels[sample]] -= 1;
        for (let i = 0; i < depth; i++) {
          for (let c = 0; c < classes; c++) kernelGradient[i * classes + c] += x[i] * error[c];
        }
        for (let c = 0; c < classes; c++) biasGradient[c] += error[c];
      }
      const rate = fastest * (1 - step / steps) / batch.length;
      for (let i = 0; i < kernel.length; i++) kernel[i] -= rate * kernelGradient[i];
      for (let c = 0; c < classes; c++) bias[c] -= rate * biasGradient[c];
    }
  }
  return { kernel, bias };
}

function logitsOf(kernel: Float64Array, bias: Float64Array, x: Float64Array): Float64Array {
  const z = bias.slice();
  for (let i = 0; i < x.length; i++) {
    for (let c = 0; c < z.length; c++) z[c] += x[i] * kernel[i * z.length + c];
  }
  return z;
}

/** In place. */
function softmax(z: Float64Array): Float64Array {
  const greatest = z.reduce((a, b) => Math.max(a, b));
  let sum = 0;
  for (let c = 0; c < z.length; c++) sum += z[c] = Math.exp(z[c] - greatest);
  for (let c = 0; c < z.length; c++) z[c] /= sum;
  return z;
}
