import * as tf from "@tensorflow/tfjs";
import { originalNetwork } from "../../lib/model/mod.ts";
import { type Given, random } from "./both_backends.ts";

/** A small classifier of 5 classes, and how many inputs' values its embedding knows, if it has one. */
export interface Architecture {
  readonly build: () => tf.LayersModel | Promise<tf.LayersModel>;
  readonly words?: number;
}

export const CLASSES = 5;

const { layers } = tf;
const output = () => layers.dense({ units: CLASSES, activation: "softmax" });
const apply = (layer: tf.layers.Layer, ...inputs: tf.SymbolicTensor[]) =>
  layer.apply(inputs.length === 1 ? inputs[0] : inputs) as tf.SymbolicTensor;

function residual(): tf.LayersModel {
  const convolution = (filters: number, strides: number, x: tf.SymbolicTensor) => {
    const y = apply(layers.conv2d({ filters, kernelSize: 3, strides, padding: "same", useBias: false }), x);
    return apply(layers.batchNormalization(), y);
  };
  const input = tf.input({ shape: [12, 12, 3] });
  const first = apply(layers.reLU(), convolution(8, 1, input));
  const second = convolution(16, 1, apply(layers.reLU(), convolution(16, 2, first)));
  const shortcut = apply(layers.conv2d({ filters: 16, kernelSize: 1, strides: 2 }), first);
  const sum = apply(layers.reLU(), apply(layers.add(), second, shortcut));
  const pooled = apply(layers.globalAveragePooling2d({}), sum);
  return tf.model({ inputs: input, outputs: apply(output(), pooled) });
}

/** The project's own network; its dropouts seeded, so that both backends draw the same. */
function original(): Promise<tf.LayersModel> {
  const { class_name, config } = originalNetwork({ classes: CLASSES });
  const seeded = config.layers.map((layer) => ({ ...layer, config: { ...layer.config, seed: 3 } }));
  return tf.models.modelFromJSON(
    {
      modelTopology: { class_name, config: { ...config, layers: seeded } },
    } as unknown as Parameters<typeof tf.models.modelFromJSON>[0],
  );
}

/** Architectures, by what is in them. */
export const ARCHITECTURES: Readonly<Record<string, Architecture>> = {
  "convolutions, max-pools, dropout": {
    build: () =>
      tf.sequential({
        layers: [
          layers.conv2d({ filters: 8, kernelSize: 3, activation: "relu", inputShape: [14, 13, 1] }),
          layers.maxPooling2d({ poolSize: 2 }),
          layers.conv2d({ filters: 12, kernelSize: [3, 2], activation: "relu", padding: "same" }),
          layers.maxPooling2d({ poolSize: 3, strides: 2, padding: "same" }),
          layers.flatten(),
          layers.dense({ units: 20, activation: "relu" }),
          layers.dropout({ rate: 0.25, seed: 7 }),
          output(),
        ],
      }),
  },
  "the project's own network": { build: original },
  "residual blocks, batch normalisation, strides, global average pooling": { build: residual },
  "depthwise and separable convolutions, average pooling, ReLU6": {
    build: () =>
      tf.sequential({
        layers: [
          layers.separableConv2d({
            filters: 8,
            kernelSize: 3,
            strides: 2,
            useBias: false,
            inputShape: [13, 13, 3],
          }),
          layers.batchNormalization(),
          layers.reLU({ maxValue: 6 }),
          layers.depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2, padding: "same" }),
          layers.averagePooling2d({ poolSize: 2 }),
          layers.flatten(),
          output(),
        ],
      }),
  },
  "transposed convolution, zero padding, ELU, global max-pool": {
    build: () =>
      tf.sequential({
        layers: [
          layers.conv2d({ filters: 6, kernelSize: 3, strides: 2, activation: "elu", inputShape: [9, 9, 2] }),
          layers.conv2dTranspose({ filters: 4, kernelSize: 3, strides: 2, activation: "relu" }),
          layers.zeroPadding2d({ padding: [[1, 0], [2, 3]] }),
          layers.globalMaxPooling2d({}),
          output(),
        ],
      }),
  },
  "embedding, LSTM": {
    build: () =>
      tf.sequential({
        layers: [
          layers.embedding({ inputDim: 11, outputDim: 6, inputLength: 7 }),
          layers.lstm({ units: 8 }),
          output(),
        ],
      }),
    words: 11,
  },
  "one-dimensional convolution, GRU, layer normalisation": {
    build: () =>
      tf.sequential({
        layers: [
          layers.conv1d({ filters: 7, kernelSize: 3, activation: "relu", inputShape: [16, 3] }),
          layers.maxPooling1d({ poolSize: 2 }),
          layers.gru({ units: 6 }),
          layers.layerNormalization(),
          output(),
        ],
      }),
  },
};

/** Inputs of a model and one-hot labels, as tensors. */
export function examples(
  model: tf.LayersModel,
  count: number,
  words?: number,
): { x: tf.Tensor; y: tf.Tensor } {
  const shape = [count, ...model.inputs[0].shape.slice(1) as number[]];
  const { values }: Given = random(shape);
  const inputs = words ? values.map((v) => Math.floor(Math.abs(v) * words) % words) : [...values];
  const labels = Array.from({ length: count }, (_, i) => i % CLASSES);
  return { x: tf.tensor(inputs, shape), y: tf.oneHot(labels, CLASSES).toFloat() };
}
