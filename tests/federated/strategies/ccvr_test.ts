import { assert, assertEquals, assertRejects } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { inlineExecutor } from "../../../lib/engine/mod.ts";
import {
  ccvr,
  compose,
  evaluateModel,
  federated,
  initialModel,
  type Strategy,
  StrategyError,
} from "../../../lib/federated/mod.ts";
import { softmaxRegression } from "../../../lib/federated/strategies/heads/softmax_regression.ts";
import { normal, shuffle, stream } from "../../../lib/random/mod.ts";
import { network, randomExamples } from "../../engine/networks.ts";
import { relativeError } from "../../engine/relative_error.ts";
import { CLASSES, DEPTH, EXAMPLES, headRun, LAYOUT, threeDeals } from "./head_runs.ts";

Deno.test("softmax regression goes tfjs's way, step by step", () => {
  const n = 70, depth = 3, classes = 4, random = stream(1, "features");
  const features = Float64Array.from({ length: n * depth }, () => normal(random));
  const labels = Uint8Array.from({ length: n }, () => Math.floor(classes * random()));
  const head = {
    kernel: Float64Array.from({ length: depth * classes }, () => normal(random)),
    bias: Float64Array.from({ length: classes }, () => normal(random)),
  };
  const ours = softmaxRegression(head, features, labels, stream(2, "order"));

  const x = tf.tensor2d(Float32Array.from(features), [n, depth]),
    y = tf.oneHot(tf.tensor1d(labels, "int32"), classes).toFloat();
  const kernel = tf.variable(tf.tensor2d(Float32Array.from(head.kernel), [depth, classes]));
  const bias = tf.variable(tf.tensor1d(Float32Array.from(head.bias)));
  const order = Uint32Array.from({ length: n }, (_, i) => i), random2 = stream(2, "order");
  const steps = 5 * 3;
  for (let epoch = 0, step = 0; epoch < 5; epoch++) {
    shuffle(order, random2);
    for (let from = 0; from < n; from += 32, step++) {
      const batch = tf.tensor1d(Int32Array.from(order.subarray(from, from + 32)), "int32");
      tf.train.sgd(0.05 * (1 - step / steps)).minimize(() =>
        tf.losses.softmaxCrossEntropy(tf.gather(y, batch), tf.gather(x, batch).matMul(kernel).add(bias))
      );
    }
  }
  assert(relativeError(Float32Array.from(ours.kernel), kernel.dataSync() as Float32Array) < 1e-5);
  assert(relativeError(Float32Array.from(ours.bias), bias.dataSync() as Float32Array) < 1e-5);
});

Deno.test("CCVR's last layer is the same however the images are dealt, and better than the one before", async () => {
  const results = [];
  for (const dealt of threeDeals()) {
    const run = headRun(ccvr(), dealt);
    const before = await evaluateModel(run.executor, run.network, initialModel(run.network, 1), run.test);
    const [after] = await Array.fromAsync(federated(run));
    assert(after.accuracy > before.accuracy + 0.2, `${before.accuracy} to ${after.accuracy}`);
    results.push(after.parameters.slice());
  }
  const [sorted, random, whole] = results;
  // Rounding of the sums is magnified where a class's covariance has next to no rank.
  assert(relativeError(sorted, whole) < 0.01, `sorted differs by ${relativeError(sorted, whole)}`);
  assert(relativeError(random, whole) < 0.01, `random differs by ${relativeError(random, whole)}`);
});

Deno.test("CCVR takes the last round's place, and only the last layer changes in it", async () => {
  const [first, last] = await Array.fromAsync(federated(headRun(ccvr(), threeDeals()[0], 2)));
  const { offset } = LAYOUT.at(-2)!;
  assertEquals(first.clients.length, 4);
  assertEquals(last.clients.length, 0);
  assertEquals(last.parameters.slice(0, offset), first.parameters.slice(0, offset));
  assert(String(last.parameters.slice(offset)) !== String(first.parameters.slice(offset)));
});

Deno.test("CCVR may take the first round's place, and with another CCVR the last one's too", async () => {
  const clients = async (strategy: Strategy) => {
    const rounds = await Array.fromAsync(federated(headRun(strategy, threeDeals()[0], 3)));
    return rounds.map((round) => round.clients.length);
  };
  assertEquals(await clients(ccvr({ first: 1, samples: 100 })), [0, 4, 4]);
  const both = compose([ccvr({ first: 1, samples: 100 }), ccvr({ samples: 100 })]);
  assertEquals(await clients(both), [0, 4, 0]);
});

Deno.test("CCVR does as well on features a thousand times as large: the covariance stays one", async () => {
  const run = headRun(ccvr(), threeDeals()[1]);
  const start = initialModel(run.network, 1), large = start.slice();
  // The layer below gives a thousand times as much, the last one divides by it: the same network.
  const [kernel, bias, lastKernel] = LAYOUT.slice(-4);
  for (const { offset, length } of [kernel, bias]) {
    for (let i = offset; i < offset + length; i++) large[i] *= 1000;
  }
  for (let i = lastKernel.offset; i < lastKernel.offset + lastKernel.length; i++) large[i] /= 1000;
  const after = async (start: Float32Array) => (await Array.fromAsync(federated({ ...run, start })))[0];
  const usual = await after(start), scaled = await after(large);
  assert(scaled.parameters.every(Number.isFinite));
  assert(scaled.accuracy > usual.accuracy - 0.05, `${usual.accuracy} to ${scaled.accuracy}`);
});

Deno.test("CCVR counts the bytes of a mean and a covariance for each class of each client", async () => {
  const dealt = threeDeals()[1];
  const [round] = await Array.fromAsync(federated(headRun(ccvr(), dealt)));
  const held = dealt.map((indices) => new Set(Array.from(indices, (i) => EXAMPLES.labels[i])).size);
  const each = 4 * (1 + DEPTH + DEPTH * (DEPTH + 1) / 2);
  assertEquals(round.uploadBytes, held.reduce((a, b) => a + b) * each);
  assertEquals(round.downloadBytes, 3 * 4 * LAYOUT.reduce((sum, { length }) => sum + length, 0));
  assertEquals(LAYOUT.at(-1)!.length, CLASSES);
});

Deno.test("CCVR on a layer with too many inputs is refused", async () => {
  const topology = network([600], ["Dense", { units: 2, activation: "softmax" }]);
  const examples = randomExamples(topology, 3, 1), indices = Uint32Array.of(0, 1, 2);
  const run = {
    ...headRun(ccvr(), [indices]),
    network: { topology, batchSize: 2 },
    examples,
    test: { examples, indices },
    executor: inlineExecutor(),
  };
  await assertRejects(
    () => Array.fromAsync(federated(run)),
    StrategyError,
    "CCVR: it needs a network with at most 512 features below its last layer, got 600",
  );
});
