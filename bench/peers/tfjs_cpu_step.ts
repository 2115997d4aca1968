/**
 * One training step of the network in plain TensorFlow.js, on its cpu backend: half a minute a step.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { initialModel } from "../../lib/federated/mod.ts";
import { toTfjs } from "../../lib/model/tfjs.ts";
import { loadMaterial, SEED } from "../material.ts";
import { readOptions } from "../options.ts";
import { printReport, secondsSince } from "../reports.ts";
import { timedBlocks } from "../timed.ts";
import { floatBatch } from "./float_batch.ts";

const BATCH_SIZE = 32;

const { images, steps, blocks, started } = readOptions(Deno.args, {
  images: 10_000,
  steps: 1,
  blocks: 1,
  started: Math.round(performance.timeOrigin),
});
await tf.setBackend("cpu");
const { dataset, topology, train } = await loadMaterial(images, 1);
const model = await toTfjs(topology, initialModel({ topology, batchSize: BATCH_SIZE }, SEED));
model.compile({ optimizer: tf.train.adam(0.001), loss: "sparseCategoricalCrossentropy" });
const { pixels, labels } = floatBatch(dataset, train.subarray(0, BATCH_SIZE));
const x = tf.tensor4d(pixels, [BATCH_SIZE, 45, 45, 1]);
const y = tf.tensor1d(Float32Array.from(labels));
let firstStepSeconds = NaN;
const training = await timedBlocks(blocks, steps, async () => {
  await model.trainOnBatch(x, y);
  firstStepSeconds ||= secondsSince(started);
});
printReport({ training, firstStepSeconds, versions: { tfjs: tf.version.tfjs } });
