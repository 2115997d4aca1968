import { type LayerConfig, layersOf, type Topology } from "../../lib/model/mod.ts";
import { type Random, stream } from "../../lib/random/mod.ts";

/** A sequential network from [class, settings] pairs, the first with `input`. */
export function network(input: readonly number[], ...layers: [string, Record<string, unknown>][]): Topology {
  return {
    class_name: "Sequential",
    config: {
      name: "test",
      layers: layers.map(([class_name, config], index): LayerConfig => ({
        class_name,
        config: {
          name: `layer_${index}`,
          ...config,
          ...(index === 0 && { batch_input_shape: [null, ...input] }),
        },
      })),
    },
  };
}

/** Random images with smooth random bytes, and random labels. */
export function randomExamples(topology: Topology, n: number, seed: number) {
  const layers = layersOf(topology);
  const random = stream(seed, "examples");
  const bytes = layers[0].input.reduce((a, b) => a * b);
  return {
    images: Uint8Array.from({ length: n * bytes }, () => Math.max(0, Math.floor(400 * random()) - 145)),
    labels: Uint8Array.from({ length: n }, () => Math.floor(random() * layers.at(-1)!.output[2])),
  };
}

/** Random values, so that biases are not 0 and gradients reach everywhere. */
export function randomParameters(count: number, random: Random): Float32Array {
  return Float32Array.from({ length: count }, () => 0.4 * (random() - 0.5));
}

/** One network for each thing a layer can do; sizes leave remainders of every kind. */
export const NETWORKS: Readonly<Record<string, Topology>> = {
  "convolution without pool, 5 × 7 image, 3 filters": network(
    [5, 7, 2],
    ["Conv2D", { filters: 3, kernel_size: 3, activation: "relu" }],
    ["Flatten", {}],
    ["Dense", { units: 4, activation: "softmax" }],
  ),
  "same padding, linear activation, 5 × 5 kernel, 9 filters": network(
    [9, 8, 1],
    ["Conv2D", { filters: 9, kernel_size: 5, padding: "same" }],
    ["Conv2D", { filters: 5, kernel_size: [2, 4], padding: "same", activation: "relu" }],
    ["MaxPooling2D", { pool_size: 2 }],
    ["Flatten", {}],
    ["Dense", { units: 11 }],
  ),
  "overlapping pool, 3 × 3 by 2": network(
    [12, 11, 3],
    ["Conv2D", { filters: 16, kernel_size: 3, activation: "relu" }],
    ["MaxPooling2D", { pool_size: 3, strides: 2 }],
    ["Conv2D", { filters: 7, kernel_size: 3, activation: "relu" }],
    ["Flatten", {}],
    ["Dense", { units: 9, activation: "relu" }],
    ["Dense", { units: 3, activation: "softmax" }],
  ),
  "same-padded pool of an odd map": network(
    [9, 9, 4],
    ["Conv2D", { filters: 8, kernel_size: 1, activation: "relu" }],
    ["MaxPooling2D", { pool_size: [3, 2], strides: 2, padding: "same" }],
    ["Conv2D", { filters: 6, kernel_size: 2, activation: "relu" }],
    ["MaxPooling2D", { pool_size: 2, strides: 1 }],
    ["Flatten", {}],
    ["Dense", { units: 5, activation: "softmax" }],
  ),
  "pool of a pool, activations as layers": network(
    [13, 13, 2],
    ["Conv2D", { filters: 12, kernel_size: 2 }],
    ["Activation", { activation: "relu" }],
    ["MaxPooling2D", { pool_size: 2 }],
    ["MaxPooling2D", { pool_size: 2 }],
    ["Conv2D", { filters: 10, kernel_size: 2 }],
    ["ReLU", {}],
    ["Flatten", {}],
    ["Dense", { units: 6, activation: "softmax" }],
  ),
  "grey 3 × 3 and pool, linear, then Winograd, 8 and 16 filters": network(
    [15, 12, 1],
    ["Conv2D", { filters: 8, kernel_size: 3 }],
    ["MaxPooling2D", { pool_size: 2 }],
    ["Conv2D", { filters: 16, kernel_size: 3, padding: "same", activation: "relu" }],
    ["MaxPooling2D", { pool_size: 2 }],
    ["Flatten", {}],
    ["Dense", { units: 7, activation: "softmax" }],
  ),
  "Winograd on the image itself, linear, 4 channels, 20 × 17": network(
    [20, 17, 4],
    ["Conv2D", { filters: 24, kernel_size: 3 }],
    ["MaxPooling2D", { pool_size: 2 }],
    ["Flatten", {}],
    ["Dense", { units: 5, activation: "softmax" }],
  ),
  "Winograd's smaller tiles, the last ones cut off, 8 channels, 12 × 10": network(
    [12, 10, 8],
    ["Conv2D", { filters: 16, kernel_size: 3, activation: "relu" }],
    ["MaxPooling2D", { pool_size: 2 }],
    ["Flatten", {}],
    ["Dense", { units: 6, activation: "softmax" }],
  ),
  "windows of two channels, then of six, 8 filters": network(
    [14, 17, 2],
    ["Conv2D", { filters: 8, kernel_size: 3, activation: "relu" }],
    ["MaxPooling2D", { pool_size: 2 }],
    ["Conv2D", { filters: 6, kernel_size: 2, activation: "relu" }],
    ["Conv2D", { filters: 16, kernel_size: 3, padding: "same" }],
    ["MaxPooling2D", { pool_size: 2 }],
    ["Flatten", {}],
    ["Dense", { units: 6, activation: "softmax" }],
  ),
  "a same-padded 2 × 2 pool that reaches beyond an odd map, 1 channel(s)": network(
    [11, 13, 1],
    ["Conv2D", { filters: 8, kernel_size: 3, activation: "relu" }],
    ["MaxPooling2D", { pool_size: 2, padding: "same" }],
    ["Flatten", {}],
    ["Dense", { units: 5, activation: "softmax" }],
  ),
  "a same-padded 2 × 2 pool that reaches beyond an odd map, 3 channel(s)": network(
    [11, 13, 3],
    ["Conv2D", { filters: 8, kernel_size: 3, activation: "relu" }],
    ["MaxPooling2D", { pool_size: 2, padding: "same" }],
    ["Flatten", {}],
    ["Dense", { units: 5, activation: "softmax" }],
  ),
  "a same-padded 2 × 2 pool that reaches beyond an odd map, 4 channel(s)": network(
    [11, 13, 4],
    ["Conv2D", { filters: 8, kernel_size: 3, activation: "relu" }],
    ["MaxPooling2D", { pool_size: 2, padding: "same" }],
    ["Flatten", {}],
    ["Dense", { units: 5, activation: "softmax" }],
  ),
  "dense alone, 300 inputs": network(
    [300],
    ["Dense", { units: 37, activation: "relu" }],
    ["Dropout", { rate: 0.5 }],
    ["Dense", { units: 10, activation: "softmax" }],
  ),
};
