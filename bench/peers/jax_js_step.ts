/**
 * One training step of the network in jax-js, on its wasm backend, which uses all cores. In jax-js a function
 * consumes its arguments; `.ref` keeps one for another use.
 * @module
 */
import { defaultDevice, init, jit, lax, nn, numpy as np, random, valueAndGrad } from "@jax-js/jax";
import packages from "../../imports.json" with { type: "json" };
import { initialModel } from "../../lib/federated/mod.ts";
import { layersOf, parameterLayout } from "../../lib/model/mod.ts";
import { loadMaterial, SEED } from "../material.ts";
import { readOptions } from "../options.ts";
import { printReport, secondsSince } from "../reports.ts";
import { timedBlocks } from "../timed.ts";
import { floatBatch } from "./float_batch.ts";

const BATCH_SIZE = 32;
const KEEP = 0.75;
const RATE = 0.001, BETA1 = 0.9, BETA2 = 0.999, EPSILON = 1e-7;

type Parameters = np.Array[];

const { images, steps, blocks, started } = readOptions(Deno.args, {
  images: 10_000,
  steps: 2,
  blocks: 2,
  started: Math.round(performance.timeOrigin),
});
await init("wasm");
defaultDevice("wasm");

const { topology, train, dataset } = await loadMaterial(images, 1);
const classes = dataset.classes.length;
const batch = floatBatch(dataset, train.subarray(0, BATCH_SIZE));
const x = np.array(batch.pixels).reshape([BATCH_SIZE, 1, 45, 45]);
const y = nn.oneHot(np.array(Int32Array.from(batch.labels)), classes);

/** jax-js convolves NCHW maps with OIHW kernels. */
function initialParameters(): Parameters {
  const flat = initialModel({ topology, batchSize: BATCH_SIZE }, SEED);
  return parameterLayout(layersOf(topology)).map(({ shape, offset, length }) => {
    const array = np.array(flat.slice(offset, offset + length)).reshape([...shape]);
    return shape.length === 4 ? array.transpose([3, 2, 0, 1]) : array;
  });
}

function convolutionAndPool(x: np.Array, kernel: np.Array, bias: np.Array): np.Array {
  const sums = lax.conv(x, kernel, [1, 1], "VALID").add(bias.reshape([1, -1, 1, 1]));
  return lax.reduceWindow(nn.relu(sums), np.max, [2, 2], [2, 2]);
}

function dropout(x: np.Array, key: np.Array): np.Array {
  const kept = random.bernoulli(key, KEEP, x.shape).astype(np.float32);
  return x.mul(kept).mul(1 / KEEP);
}

function loss(parameters: Parameters, x: np.Array, y: np.Array, key: np.Array): np.Array {
  const [kernel1, bias1, kernel2, bias2, dense1, bias3, dense2, bias4, dense3, bias5] = parameters;
  const [key1, key2] = random.split(key, 2);
  const maps = convolutionAndPool(convolutionAndPool(x, kernel1, bias1), kernel2, bias2);
  const hidden1 = nn.relu(np.dot(maps.reshape([BATCH_SIZE, -1]), dense1).add(bias3));
  const hidden2 = nn.relu(np.dot(dropout(hidden1, key1), dense2).add(bias4));
  const logits = np.dot(dropout(hidden2, key2), dense3).add(bias5);
  return np.sum(nn.logSoftmax(logits).mul(y)).mul(-1 / BATCH_SIZE);
}

/** Adam's step, without the corrections of the first steps: they cost nothing. */
const step = jit((w: Parameters, m: Parameters, v: Parameters, x: np.Array, y: np.Array, key: np.Array) => {
  const [value, g] = valueAndGrad(loss)(w.map((array) => array.ref), x, y, key);
  const nextM = m.map((array, i) => array.mul(BETA1).add(g[i].ref.mul(1 - BETA1)));
  const nextV = v.map((array, i) => array.mul(BETA2).add(g[i].ref.mul(g[i]).mul(1 - BETA2)));
  const nextW = w.map((array, i) =>
    array.sub(nextM[i].ref.mul(RATE).div(np.sqrt(nextV[i].ref).add(EPSILON)))
  );
  return { value, w: nextW, m: nextM, v: nextV };
});

let w = initialParameters();
let m = w.map((array) => np.zeros(array.shape));
let v = w.map((array) => np.zeros(array.shape));
let number = 0;
let firstStepSeconds = NaN;

async function take(): Promise<void> {
  const result = step(w, m, v, x.ref, y.ref, random.key(number++));
  ({ w, m, v } = result);
  await result.value.jsAsync();
  for (const array of w) await array.blockUntilReady();
  firstStepSeconds ||= secondsSince(started);
}

await take();
const training = await timedBlocks(blocks, steps, take);
printReport({
  training,
  firstStepSeconds,
  versions: { "jax-js": packages.imports["@jax-js/jax"].split("@").at(-1)! },
});
Deno.exit(); // its workers never end
