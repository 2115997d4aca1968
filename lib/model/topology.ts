/** One layer as tfjs and Keras write it: its class and its settings in snake case. */
export interface LayerConfig {
  /** "Conv2D", "Dense", … */
  readonly class_name: string;
  /** `filters`, `kernel_size`, `activation`, …; `batch_input_shape` on the first layer. */
  readonly config: Readonly<Record<string, unknown>>;
}

/**
 * A sequential network in tfjs's layers format: what `model.toJSON()` gives and `tf.models.modelFromJSON` reads.
 * It defines the architecture for both engines, tfjs and ours.
 */
export interface Topology {
  /** Only sequential models. */
  readonly class_name: "Sequential";
  /** The layers in order. */
  readonly config: { readonly name: string; readonly layers: readonly LayerConfig[] };
}

/** The settings of a network. */
export interface NetworkOptions {
  /** Number of classes; default 82. */
  readonly classes?: number;
  /** Values of a pixel: 1 for grey (default), 2 for a reader's images, 3 for the original's three equal channels. */
  readonly channels?: number;
}

/**
 * The original's network: Conv 32 3×3, max-pool 2, Conv 32 3×3, max-pool 2, dense 128, dropout ¼, dense 128,
 * dropout ¼, dense, softmax; ReLU between. 368,562 parameters with 82 classes and one channel.
 */
export function originalNetwork({ classes = 82, channels = 1 }: NetworkOptions = {}): Topology {
  return sequential("original", [
    ...convolutions(channels),
    layer("Dense", "dense_1", { units: 128, activation: "relu" }),
    layer("Dropout", "dropout_1", { rate: 0.25 }),
    layer("Dense", "dense_2", { units: 128, activation: "relu" }),
    layer("Dropout", "dropout_2", { rate: 0.25 }),
    layer("Dense", "logits", { units: classes, activation: "softmax" }),
  ]);
}

/** The original's convolutions with the softmax right on their 2,592 pooled outputs. */
export function linearNetwork({ classes = 82, channels = 1 }: NetworkOptions = {}): Topology {
  return sequential("linear", [
    ...convolutions(channels),
    layer("Dense", "logits", { units: classes, activation: "softmax" }),
  ]);
}

/** Softmax regression on the pixels: one dense layer, whose updates give images away (see `invertUpdate`). */
export function pixelNetwork({ classes = 82, channels = 1 }: NetworkOptions = {}): Topology {
  return sequential("pixels", [
    { class_name: "Flatten", config: { name: "flatten", batch_input_shape: [null, 45, 45, channels] } },
    layer("Dense", "logits", { units: classes, activation: "softmax" }),
  ]);
}

/** The layer of random features, whose weights stay as they were drawn. */
export const RANDOM_FEATURES = "random_features";

/**
 * The original's convolutions, then `features` random features, a wide dense layer with ReLU, below the softmax: for
 * heads in closed form, a kernel machine's approximation (Rahimi & Recht 2008).
 */
export function randomFeatureNetwork(
  { classes = 82, channels = 1, features }: NetworkOptions & { readonly features: number },
): Topology {
  return sequential("random", [
    ...convolutions(channels),
    layer("Dense", RANDOM_FEATURES, { units: features, activation: "relu" }),
    layer("Dense", "logits", { units: classes, activation: "softmax" }),
  ]);
}

function convolutions(channels: number): LayerConfig[] {
  const convolution = {
    filters: 32,
    kernel_size: [3, 3],
    strides: [1, 1],
    padding: "valid",
    activation: "relu",
  };
  const pool = { pool_size: [2, 2], strides: [2, 2], padding: "valid" };
  return [
    layer("Conv2D", "convolution_1", { ...convolution, batch_input_shape: [null, 45, 45, channels] }),
    layer("MaxPooling2D", "pool_1", pool),
    layer("Conv2D", "convolution_2", convolution),
    layer("MaxPooling2D", "pool_2", pool),
    layer("Flatten", "flatten", {}),
  ];
}

function sequential(name: string, layers: readonly LayerConfig[]): Topology {
  return { class_name: "Sequential", config: { name, layers } };
}

/**
 * The network of a reader of expressions, for images of 45 × 45 pixels with two channels by default: three convolutions, each
 * with a max-pool, dense 256, dropout, softmax.
 */
export function readerNetwork(
  { classes, channels = 2 }: NetworkOptions & { readonly classes: number },
): Topology {
  const convolution = (filters: number, padding: "valid" | "same") => ({
    filters,
    kernel_size: [3, 3],
    strides: [1, 1],
    padding,
    activation: "relu",
  });
  const pool = { pool_size: [2, 2], strides: [2, 2], padding: "valid" };
  return {
    class_name: "Sequential",
    config: {
      name: "reader",
      layers: [
        layer("Conv2D", "convolution_1", {
          ...convolution(32, "valid"),
          batch_input_shape: [null, 45, 45, channels],
        }),
        layer("MaxPooling2D", "pool_1", pool),
        layer("Conv2D", "convolution_2", convolution(64, "valid")),
        layer("MaxPooling2D", "pool_2", pool),
        layer("Conv2D", "convolution_3", convolution(96, "same")),
        layer("MaxPooling2D", "pool_3", pool),
        layer("Flatten", "flatten", {}),
        layer("Dense", "dense_1", { units: 256, activation: "relu" }),
        layer("Dropout", "dropout_1", { rate: 0.4 }),
        layer("Dense", "logits", { units: classes, activation: "softmax" }),
      ],
    },
  };
}

function layer(className: string, name: string, config: Record<string, unknown>): LayerConfig {
  return { class_name: className, config: { name, ...config } };
}
