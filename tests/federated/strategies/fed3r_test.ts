import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { createEngine, featureMoments } from "../../../lib/engine/mod.ts";
import {
  evaluateModel,
  fed3R,
  federated,
  type FederatedOptions,
  initialModel,
  type Tested,
} from "../../../lib/federated/mod.ts";
import { withHead } from "../../../lib/federated/strategies/heads/last_layer.ts";
import { ridgeHead } from "../../../lib/federated/strategies/heads/ridge_head.ts";
import { normal, stream } from "../../../lib/random/mod.ts";
import { relativeError } from "../../engine/relative_error.ts";
import { ALL, CLASSES, DEPTH, EXAMPLES, headRun, LAYOUT, threeDeals, TOPOLOGY } from "./head_runs.ts";

function options(partition: readonly Uint32Array[], rounds = 1, settings = {}): Tested<FederatedOptions> {
  return headRun(fed3R({ ridge: 3, ...settings }), partition, rounds);
}

Deno.test("the head from sums is the ridge regression on standardised features, solved by tfjs's QR", () => {
  const random = stream(4, "features"), n = 90, ridge = 2;
  // Features of unlike means and sizes; the last one never changes.
  const rows = Array.from(
    { length: n },
    () => Array.from({ length: DEPTH }, (_, j) => j === DEPTH - 1 ? 0.7 : (j + 1) * (normal(random) + j / 5)),
  );
  const labels = Array.from({ length: n }, () => Math.floor(random() * CLASSES));
  const sums = {
    gram: new Float64Array(DEPTH * (DEPTH + 1) / 2),
    classSums: new Float64Array(CLASSES * DEPTH),
    counts: new Float64Array(CLASSES),
  };
  rows.forEach((row, image) => {
    let at = 0;
    for (let i = 0; i < DEPTH; i++) {
      for (let j = i; j < DEPTH; j++) sums.gram[at++] += row[i] * row[j];
      sums.classSums[labels[image] * DEPTH + i] += row[i];
    }
    sums.counts[labels[image]]++;
  });
  const { kernel, bias } = ridgeHead(sums, ridge)!;
  assertEquals([...kernel].slice(-CLASSES), [0, 0, 0, 0]);

  // min ‖Z V − (Y − mean)‖² + λ ‖V‖²: least squares with √λ I below Z.
  const used = DEPTH - 1;
  const f = tf.tensor2d(rows.map((row) => row.slice(0, used)));
  const { mean, variance } = tf.moments(f, 0);
  const z = f.sub(mean).div(variance.sqrt()) as tf.Tensor2D;
  const y = tf.oneHot(tf.tensor1d(labels, "int32"), CLASSES).toFloat();
  const left = tf.concat([z, tf.eye(used).mul(Math.sqrt(ridge))]) as tf.Tensor2D;
  const right = tf.concat([y.sub(y.mean(0)), tf.zeros([used, CLASSES])]) as tf.Tensor2D;
  const [q, r] = tf.linalg.qr(left);
  const solution = backSubstitute(
    r.arraySync() as number[][],
    q.matMul(right, true).arraySync() as number[][],
  );
  const expected = z.matMul(tf.tensor2d(solution)).add(y.mean(0)).arraySync() as number[][];
  rows.forEach((row, image) => {
    for (let c = 0; c < CLASSES; c++) {
      const ours = row.reduce((sum, value, i) => sum + value * kernel[i * CLASSES + c], bias[c]);
      assertAlmostEquals(ours, expected[image][c], 1e-4);
    }
  });
});

Deno.test("totals that are no sums of images, by noise or hostile clients, still give a finite head; infinite ones none", () => {
  const random = stream(5, "noise");
  const noise = (length: number) => Float64Array.from({ length }, () => 1e6 * normal(random));
  const total = () => ({
    gram: noise(DEPTH * (DEPTH + 1) / 2),
    classSums: noise(CLASSES * DEPTH),
    counts: noise(CLASSES),
  });
  for (let i = 0; i < 20; i++) {
    const { kernel, bias } = ridgeHead(total(), 3)!;
    assert(kernel.every(Number.isFinite) && bias.every(Number.isFinite));
  }
  const negative = { ...total(), counts: new Float64Array(CLASSES).fill(-5) };
  assert(ridgeHead(negative, 3)!.bias.every(Number.isFinite));
  assertEquals(ridgeHead({ ...total(), classSums: noise(CLASSES * DEPTH).fill(1e308) }, 3), undefined);
});

/** R x = b for an upper triangular R. */
function backSubstitute(r: number[][], b: number[][]): number[][] {
  const x = b.map((row) => row.slice());
  for (let i = r.length - 1; i >= 0; i--) {
    for (let c = 0; c < x[i].length; c++) {
      for (let j = i + 1; j < r.length; j++) x[i][c] -= r[i][j] * x[j][c];
      x[i][c] /= r[i][i];
    }
  }
  return x;
}

Deno.test("the closed-form head is the same however the images are dealt, and better than the start", async () => {
  const rounds = await Promise.all(threeDeals().map((dealt) => Array.fromAsync(federated(options(dealt)))));
  const [sorted, random, whole] = rounds.map(([{ parameters }]) => parameters.slice());
  assert(relativeError(sorted, whole) < 1e-4, `sorted differs by ${relativeError(sorted, whole)}`);
  assert(relativeError(random, whole) < 1e-4, `random differs by ${relativeError(random, whole)}`);
  const { network, test, executor, seed } = options(threeDeals()[0]);
  const before = await evaluateModel(executor, network, initialModel(network, seed), test);
  assert(rounds[0][0].accuracy > before.accuracy + 0.3, `${before.accuracy} to ${rounds[0][0].accuracy}`);
});

Deno.test("the head's temperature is the best of those tried, on images of all clients", async () => {
  const run = options(threeDeals()[0]);
  const [{ parameters, loss }] = await Array.fromAsync(federated(run));
  const engine = await createEngine(TOPOLOGY);
  const start = initialModel(run.network, 1);
  engine.parameters.set(start);
  const { gram, classSums, counts } = await featureMoments(engine, EXAMPLES, ALL);
  const head = ridgeHead({
    gram: Float64Array.from(gram),
    classSums: Float64Array.from(classSums),
    counts: Float64Array.from(counts),
  }, 3)!;
  const losses = [];
  for (const factor of [1, 2 ** 0.5, 2, 4, 8, 16, 32, 64]) {
    const model = withHead(start, LAYOUT, head, factor);
    losses.push((await evaluateModel(run.executor, run.network, model, run.test)).loss);
  }
  // No client has more images than the calibration takes, so that it has seen just these images.
  assert(loss <= Math.min(...losses) + 1e-6, `${loss}, tried ${losses}`);
  assert(loss < 0.9 * losses[0]);
  const [{ offset }] = LAYOUT.slice(-2);
  assertEquals(parameters.slice(0, offset), start.slice(0, offset));
});

Deno.test("from the second round on the head stays to the bit where it is fixed, and else moves with the rest", async () => {
  const { offset } = LAYOUT.at(-2)!;
  for (const fixed of [1, 0] as const) {
    const [first, , third] = await Array.fromAsync(federated(options(threeDeals()[0], 3, { fixed })));
    const same = (from: number, to?: number) =>
      String(first.parameters.slice(from, to)) === String(third.parameters.slice(from, to));
    assertEquals(same(offset), fixed === 1);
    assertEquals(same(0, offset), false);
  }
});

Deno.test("the exchange counts what is sent: sums and losses up, the model and its head down", async () => {
  const [round] = await Array.fromAsync(federated(options(threeDeals()[1])));
  const model = 4 * initialModel(options([]).network, 1).length, factors = 13;
  const sums = 4 * (DEPTH * (DEPTH + 1) / 2 + CLASSES * DEPTH + CLASSES);
  assertEquals(round.uploadBytes, 3 * (sums + 4 * factors));
  assertEquals(round.downloadBytes, 3 * (model + 4 * (DEPTH + 1) * CLASSES));
});
