import { type Examples, inlineExecutor } from "../lib/engine/mod.ts";
import {
  type ClientUpdate,
  fedAvg,
  federated,
  type FederatedOptions,
  normOf,
  serverStep,
  type Strategy,
} from "../lib/federated/mod.ts";
import type { Topology } from "../lib/model/mod.ts";
import { normal, stream } from "../lib/random/mod.ts";
import { mean, sumOf } from "../lib/numbers/mod.ts";

/** What the server can see of one client's first update. */
export type Defence = "none" | "batch of 8" | "noise at the client" | "secure aggregation";

/** All of them. */
export const DEFENCES: readonly Defence[] = [
  "none",
  "batch of 8",
  "noise at the client",
  "secure aggregation",
];

/**
 * Gradient inversion (Phong et al. 2017, section 3): a dense first layer's gradient is ∂L/∂W_ic = x_i ∂L/∂b_c, so an
 * update of one step on one image holds the image x itself: x_i = Σ_c ∂W_ic ∂b_c / Σ_c (∂b_c)².
 *
 * @param delta Of a network that is one dense layer, kernel [pixels, classes] before bias.
 * @returns The image up to its scale.
 */
export function invert(delta: Float64Array, classes: number): Float64Array {
  const pixels = delta.length / classes - 1, bias = delta.subarray(pixels * classes);
  const square = sumOf(bias, (value) => value ** 2);
  return Float64Array.from({ length: pixels }, (_, i) => {
    let product = 0;
    for (let c = 0; c < classes; c++) product += delta[i * classes + c] * bias[c];
    return product / square;
  });
}

/** Softmax regression on the pixels: the network whose updates give images away. */
function pixelNetwork(side: number, classes: number): Topology {
  const layers = [
    { class_name: "Flatten", config: { name: "flatten", batch_input_shape: [null, side, side, 1] } },
    { class_name: "Dense", config: { name: "logits", units: classes, activation: "softmax" } },
  ];
  return { class_name: "Sequential", config: { name: "pixels", layers } };
}

/** Pearson's correlation of two images: 1 where one is the other up to brightness and contrast. */
export function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const meanA = mean(Array.from(a)), meanB = mean(Array.from(b));
  let product = 0, squareA = 0, squareB = 0;
  for (let i = 0; i < a.length; i++) {
    product += (a[i] - meanA) * (b[i] - meanB);
    squareA += (a[i] - meanA) ** 2;
    squareB += (b[i] - meanB) ** 2;
  }
  return product / Math.sqrt(squareA * squareB);
}

/**
 * What a curious server restores of client 0's first image from the first round of ten clients with one image each.
 *
 * @param noise Deviation of the noise in each coordinate over the norm of the update, for "noise at the client".
 */
export async function restored(
  examples: Examples,
  classes: number,
  defence: Defence,
  noise: number,
): Promise<Float64Array> {
  const side = Math.sqrt(examples.images.length / examples.labels.length);
  const topology = pixelNetwork(side, classes);
  const images = defence === "batch of 8" ? 8 : 1;
  const partition = Array.from(
    { length: 10 },
    (_, k) => Uint32Array.from({ length: images }, (_, i) => k + 10 * i),
  );
  let seen: ClientUpdate | undefined;
  const curious: Strategy = {
    ...fedAvg(),
    meanOnly: true,
    async aggregate(round, updates) {
      return await serverStep(fedAvg(), round, look(updates, (update) => seen ??= update));
    },
  };
  const options: FederatedOptions = {
    network: { topology, batchSize: 8 },
    examples,
    test: { examples, indices: partition[0] },
    rounds: 1,
    optimizer: { kind: "sgd", learningRate: 0.1, momentum: 0 },
    seed: 1,
    executor: inlineExecutor(),
    partition,
    localEpochs: 1,
    sampledFraction: 1,
    strategy: curious,
    secure: defence === "secure aggregation",
  };
  for await (const _ of federated(options)) { /* one round */ }
  const delta = seen!.delta;
  if (defence !== "noise at the client") return invert(delta, classes);
  const random = stream(1, "noise"), deviation = noise * normOf(delta);
  return invert(delta.map((value) => value + deviation * normal(random)), classes);
}

async function* look(updates: AsyncIterable<ClientUpdate>, at: (update: ClientUpdate) => void) {
  for await (const update of updates) {
    at({ ...update, delta: update.delta.slice() });
    yield update;
  }
}
