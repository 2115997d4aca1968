import { UserError } from "../errors/mod.ts";
import type { LayerConfig, Topology } from "./topology.ts";

/** Height, width and channels of a map; a vector of n values is [1, 1, n]. */
export type MapShape = readonly [height: number, width: number, channels: number];

/** What a layer does to its sums. Softmax only on the last one. */
export type Activation = "linear" | "relu" | "softmax";

/** Pixels added on two sides before a window slides. */
export interface Padding {
  /** Rows above. */
  readonly top: number;
  /** Columns to the left. */
  readonly left: number;
}

/** What every layer has. */
export interface LayerBase {
  /** The layer's name, unique in its network. */
  readonly name: string;
  /** Shape of its input. */
  readonly input: MapShape;
  /** Shape of its output. */
  readonly output: MapShape;
}

/** A network's layer with everything worked out: the tagged union that engines compile. */
export type Layer =
  | LayerBase & {
    readonly kind: "convolution";
    readonly kernel: readonly [number, number];
    readonly padding: Padding;
    readonly activation: Activation;
  }
  | LayerBase & {
    readonly kind: "maxPool";
    readonly window: readonly [number, number];
    readonly stride: number;
    readonly padding: Padding;
  }
  | LayerBase & { readonly kind: "dense"; readonly activation: Activation }
  | LayerBase & { readonly kind: "dropout"; readonly rate: number }
  | LayerBase & { readonly kind: "activation"; readonly activation: Activation }
  | LayerBase & { readonly kind: "flatten" };

/** An unknown network, or one that the engine cannot compute; the message says what is supported. */
export class TopologyError extends UserError {
  /** Always "TopologyError". */
  override readonly name = "TopologyError";
}

/** Limits, as a file may claim any size; the project's own networks have a tenth of them at most. */
const MOST_LAYERS = 1000, MOST_VALUES = 2 ** 20, MOST_MULTIPLICATIONS = 2 ** 30;

const SUPPORTED = "Conv2D (strides 1), MaxPooling2D, Flatten, Dense, Dropout, Activation, ReLU";

/**
 * The layers of a sequential network, each with its shapes.
 *
 * @throws {TopologyError} A layer or setting is not supported, and the message names it; or the network is too large.
 */
export function layersOf(topology: Topology): Layer[] {
  if (topology.class_name !== "Sequential") {
    throw new TopologyError(`a network must be Sequential, got ${topology.class_name}`);
  }
  const configs = topology.config.layers;
  if (configs.length > MOST_LAYERS) {
    throw new TopologyError(`a network may have at most ${MOST_LAYERS} layers, got ${configs.length}`);
  }
  const first = configs[0]?.config.batch_input_shape ?? configs[0]?.config.batch_shape;
  if (!Array.isArray(first)) throw new TopologyError("the first layer must give its batch_input_shape");
  let shape = mapShape(first.slice(1));
  const layers: Layer[] = [];
  for (const config of configs) {
    if (config.class_name === "InputLayer") continue;
    const layer = layerOf(config, shape);
    layers.push(layer);
    shape = layer.output;
  }
  layers.forEach((layer, index) => {
    const softmax = "activation" in layer && layer.activation === "softmax";
    if (softmax && index < layers.length - 1) {
      throw new TopologyError(`${layer.name}: softmax only on the last layer`);
    }
  });
  const last = layers.at(-1);
  if (last?.kind !== "dense" || last.activation === "relu") {
    throw new TopologyError(
      `the last layer must be Dense with softmax or linear activation, got ${last?.name}`,
    );
  }
  checkNames(layers);
  checkSize(layers);
  return layers;
}

/** Names must differ, as weights are found by their layer's name. */
function checkNames(layers: readonly Layer[]): void {
  const names = new Set<string>();
  for (const { name } of layers) {
    if (names.has(name)) throw new TopologyError(`two layers are named "${name}"`);
    names.add(name);
  }
}

/** Bounds the memory of a network's maps and the time of a pass. */
function checkSize(layers: readonly Layer[]): void {
  const volume = ([height, width, channels]: MapShape) => height * width * channels;
  let values = volume(layers[0].input), multiplications = 0;
  for (const layer of layers) {
    values += volume(layer.output);
    if (layer.kind === "dense") multiplications += layer.input[2] * layer.output[2];
    if (layer.kind === "convolution") {
      multiplications += volume(layer.output) * layer.kernel[0] * layer.kernel[1] * layer.input[2];
    }
  }
  if (!(values <= MOST_VALUES && multiplications <= MOST_MULTIPLICATIONS)) {
    throw new TopologyError(
      `a network may have maps of ${MOST_VALUES} values and ${MOST_MULTIPLICATIONS} multiplications an image at most, ` +
        `got ${values} and ${multiplications}`,
    );
  }
}

function layerOf({ class_name, config }: LayerConfig, input: MapShape): Layer {
  const { name = class_name } = config;
  if (typeof name !== "string") {
    throw new TopologyError(`the name of a ${class_name} must be a text, got ${JSON.stringify(name)}`);
  }
  const [height, width, channels] = input;
  const expect = (key: string, allowed: readonly unknown[]) => {
    const value = config[key];
    if (value === undefined || value === null) return;
    const text = JSON.stringify(value);
    if (!allowed.some((one) => JSON.stringify(one) === text)) {
      throw new TopologyError(
        `${class_name} "${name}": ${key} must be ${JSON.stringify(allowed[0])}, got ${text}`,
      );
    }
  };
  expect("data_format", ["channels_last", "channelsLast"]);
  switch (class_name) {
    case "Conv2D": {
      expect("strides", [[1, 1], 1]);
      expect("dilation_rate", [[1, 1], 1]);
      expect("use_bias", [true]);
      expect("groups", [1]);
      const kernel = pair(config.kernel_size, name, "kernel_size");
      const across = slide(height, kernel[0], 1, config.padding, name);
      const along = slide(width, kernel[1], 1, config.padding, name);
      const output: MapShape = [across.size, along.size, count(config.filters, name, "filters")];
      const padding = { top: across.before, left: along.before };
      return {
        kind: "convolution",
        name,
        input,
        output,
        kernel,
        padding,
        activation: activation(config, name),
      };
    }
    case "MaxPooling2D": {
      const window = pair(config.pool_size ?? [2, 2], name, "pool_size");
      const strides = pair(config.strides ?? window, name, "strides");
      if (strides[0] !== strides[1]) {
        throw new TopologyError(`MaxPooling2D "${name}": strides must be equal, got ${strides}`);
      }
      if (window[0] * window[1] > 256) {
        throw new TopologyError(`MaxPooling2D "${name}": pool_size is at most 16 × 16`);
      }
      const across = slide(height, window[0], strides[0], config.padding, name);
      const along = slide(width, window[1], strides[0], config.padding, name);
      const padding = { top: across.before, left: along.before };
      return {
        kind: "maxPool",
        name,
        input,
        output: [across.size, along.size, channels],
        window,
        stride: strides[0],
        padding,
      };
    }
    case "Flatten":
      return { kind: "flatten", name, input, output: [1, 1, height * width * channels] };
    case "Dense": {
      expect("use_bias", [true]);
      if (height * width !== 1) throw new TopologyError(`Dense "${name}" needs a Flatten before it`);
      const output: MapShape = [1, 1, count(config.units, name, "units")];
      return { kind: "dense", name, input, output, activation: activation(config, name) };
    }
    case "Dropout": {
      const { rate } = config;
      if (!(typeof rate === "number" && rate >= 0 && rate < 1)) {
        throw new TopologyError(`Dropout "${name}": rate must be in [0, 1), got ${JSON.stringify(rate)}`);
      }
      return { kind: "dropout", name, input, output: input, rate };
    }
    case "Activation":
      return { kind: "activation", name, input, output: input, activation: activation(config, name) };
    case "ReLU":
      return { kind: "activation", name, input, output: input, activation: "relu" };
    default:
      throw new TopologyError(`layer "${name}" is a ${class_name}; supported are ${SUPPORTED}`);
  }
}

function mapShape(shape: unknown[]): MapShape {
  if (
    (shape.length !== 3 && shape.length !== 1) ||
    !shape.every((side) => Number.isInteger(side) && (side as number) > 0)
  ) {
    throw new TopologyError(
      `the input must be [height, width, channels] or [values], got ${JSON.stringify(shape)}`,
    );
  }
  return (shape.length === 3 ? shape : [1, 1, shape[0]]) as unknown as MapShape;
}

function pair(value: unknown, name: string, key: string): readonly [number, number] {
  const [a, b] = Array.isArray(value) ? value : [value, value];
  return [count(a, name, key), count(b, name, key)];
}

function count(value: unknown, name: string, key: string): number {
  if (!Number.isInteger(value) || (value as number) < 1) {
    throw new TopologyError(
      `"${name}": ${key} must be a whole number of at least 1, got ${JSON.stringify(value)}`,
    );
  }
  return value as number;
}

function activation(config: LayerConfig["config"], name: string): Activation {
  const value = config.activation ?? "linear";
  if (value === "linear" || value === "relu" || value === "softmax") return value;
  throw new TopologyError(
    `"${name}": activation must be linear, relu or softmax, got ${JSON.stringify(value)}`,
  );
}

/** Where a window of `length` slides along `side`: the number of places, and the padding before (as TensorFlow's). */
function slide(
  side: number,
  length: number,
  stride: number,
  padding: unknown,
  name: string,
): { size: number; before: number } {
  if (padding === "same") {
    const size = Math.ceil(side / stride);
    return { size, before: Math.floor(Math.max(0, (size - 1) * stride + length - side) / 2) };
  }
  if (padding !== undefined && padding !== "valid") {
    throw new TopologyError(`"${name}": padding must be "valid" or "same", got ${JSON.stringify(padding)}`);
  }
  if (length > side) {
    throw new TopologyError(`"${name}": a window of ${length} does not fit into ${side} pixels`);
  }
  return { size: Math.floor((side - length) / stride) + 1, before: 0 };
}

/**
 * Number of classes that a network tells apart: the units of its last layer.
 *
 * @throws {UserError} What `layersOf` refuses.
 */
export function classCount(topology: Topology): number {
  return layersOf(topology).at(-1)!.output[2];
}
