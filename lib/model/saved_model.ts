import * as v from "valibot";
import { UserError } from "../errors/mod.ts";
import { layersOf } from "./layers.ts";
import { type ParameterLayout, parameterLayout, type ParameterSlot } from "./parameters.ts";
import { dequantize, type Quantization, quantize, type WeightBits } from "./quantization.ts";
import type { Topology } from "./topology.ts";
import { sum, sumOf } from "../numbers/mod.ts";

/** A trained network with what its outputs mean. */
export interface Model {
  /** Its architecture. */
  readonly topology: Topology;
  /** Its weights, laid out by `parameterLayout`. */
  readonly parameters: Float32Array;
  /** Class names in the order of the outputs. */
  readonly classes: readonly string[];
}

/** A saved model cannot be read; the message names the file and what is wrong. */
export class ModelError extends UserError {
  /** Always "ModelError". */
  override readonly name = "ModelError";
}

/** The most bytes of model.json, and of all weights together. */
const MOST_JSON_BYTES = 2 ** 22, MOST_WEIGHT_BYTES = 2 ** 27;
/** The most files of weights; those of a large network lie in several. */
const MOST_FILES = 1000;

interface ManifestEntry {
  name: string;
  shape: readonly number[];
  dtype: string;
  quantization?: Quantization;
}

/** The content of model.json, tfjs's layers format. */
interface ModelJson {
  format: "layers-model";
  generatedBy: string;
  convertedBy: null;
  modelTopology: Topology & { keras_version: string; backend: string };
  weightsManifest: { paths: string[]; weights: ManifestEntry[] }[];
  userDefinedMetadata: { classes: readonly string[] };
}

/** The fields that must exist, with their types, before the rest is checked. */
const READABLE = v.looseObject({
  modelTopology: v.looseObject({
    class_name: v.string(),
    config: v.looseObject({
      layers: v.array(v.looseObject({ class_name: v.string(), config: v.looseObject({}) })),
    }),
  }),
  weightsManifest: v.array(v.looseObject({
    paths: v.array(v.string()),
    weights: v.array(v.looseObject({
      name: v.string(),
      shape: v.array(v.number()),
      dtype: v.string(),
      quantization: v.optional(
        v.looseObject({ dtype: v.string(), scale: v.optional(v.number()), min: v.optional(v.number()) }),
      ),
    })),
  })),
  userDefinedMetadata: v.nullish(v.looseObject({ classes: v.optional(v.array(v.string())) })),
});

/** The files of a saved model, as bytes and text. */
export interface SavedModel {
  /** The content of model.json. */
  readonly json: string;
  /** The content of weights.bin, in pieces. */
  readonly weights: readonly Uint8Array<ArrayBuffer>[];
}

/**
 * A model in tfjs's layers format, which plain `tf.loadLayersModel` reads, also in a browser. The class names stand in
 * `userDefinedMetadata.classes`.
 *
 * @param bits Of a weight; fewer make a smaller, slightly different network. Default 32.
 */
export function encodeModel(model: Model, bits: WeightBits = 32): SavedModel {
  const layout = parameterLayout(layersOf(model.topology));
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const weights = layout.map(({ name, shape, offset, length }): ManifestEntry => {
    const values = model.parameters.slice(offset, offset + length);
    // Biases are few and each is added to a whole map: they stay floats.
    if (bits === 32 || shape.length === 1) {
      parts.push(new Uint8Array(values.buffer as ArrayBuffer));
      return { name, shape, dtype: "float32" };
    }
    const { quantization, codes } = quantize(values, bits);
    parts.push(new Uint8Array(codes.buffer as ArrayBuffer));
    return { name, shape, dtype: "float32", quantization };
  });
  const json: ModelJson = {
    format: "layers-model",
    generatedBy: "FedInk",
    convertedBy: null,
    modelTopology: { ...model.topology, keras_version: "tfjs-layers 4.22.0", backend: "tensor_flow.js" },
    weightsManifest: [{ paths: ["weights.bin"], weights }],
    userDefinedMetadata: { classes: model.classes },
  };
  return { json: JSON.stringify(json, null, 1) + "\n", weights: parts };
}

/** Where the files of a saved model are read: a folder, an address on the web, memory. */
export interface ModelFiles {
  /** What messages call a file: its path or address. */
  pathOf(name: string): string;
  /**
   * The bytes of a file.
   *
   * @param name Its name: model.json, or one of those that model.json lists.
   * @param most How many bytes may be read.
   * @throws {ModelError} The file cannot be read or has more bytes.
   */
  read(name: string, most: number): Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * Reads a model in tfjs's layers format, written by `encodeModel` or, if its layers are supported, by tfjs: at most 4 MiB
 * of model.json and 128 MiB of weights.
 *
 * @throws {ModelError} A file is missing, damaged or too large, the weights do not fit the layers or are not finite.
 * @throws {TopologyError} The engine does not know one of its layers.
 */
export async function decodeModel(files: ModelFiles): Promise<Model> {
  const path = files.pathOf("model.json");
  const text = new TextDecoder().decode(await files.read("model.json", MOST_JSON_BYTES));
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new ModelError(`${path} cannot be read: ${(error as Error).message}`);
  }
  if (!v.is(READABLE, content)) throw new ModelError(`${path} is not a tfjs layers model`);
  const json = content as unknown as ModelJson, topology = json.modelTopology;
  const layout = parameterLayout(layersOf(topology));
  const entries = json.weightsManifest.flatMap((group) => group.weights);
  const slots = slotsOf(layout, entries, path);
  const bytes = await weightBytes(files, json.weightsManifest.flatMap((group) => group.paths));
  const parameters = orderedWeights(slots, entries, bytes, path);
  const outputs = layout.at(-1)!.length;
  const classes = json.userDefinedMetadata?.classes ?? Array.from({ length: outputs }, (_, i) => String(i));
  if (classes.length !== outputs) {
    throw new ModelError(`${path}: ${classes.length} class names, but the network has ${outputs} outputs`);
  }
  checkNames(path, classes);
  return { topology: { class_name: topology.class_name, config: topology.config }, parameters, classes };
}

/** Limit for class names: they are shown on charts and pages and used as names of folders. */
const LONGEST_NAME = 255;

function checkNames(path: string, classes: readonly string[]): void {
  const long = classes.find((name) => name.length > LONGEST_NAME);
  if (long === undefined) return;
  throw new ModelError(
    `${path}: the class name "${
      long.slice(0, 20)
    }…" has ${long.length} characters, at most ${LONGEST_NAME} are read`,
  );
}

async function weightBytes(files: ModelFiles, names: readonly string[]): Promise<Uint8Array<ArrayBuffer>> {
  const path = files.pathOf("model.json");
  if (names.length > MOST_FILES) {
    throw new ModelError(`${path}: weights in ${names.length} files, there may be at most ${MOST_FILES}`);
  }
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let left = MOST_WEIGHT_BYTES;
  for (const name of names) {
    if (/[\\/]/.test(name)) {
      throw new ModelError(`${path}: weights path "${name}" leaves the model's folder`);
    }
    const part = await files.read(name, left);
    left -= part.length;
    parts.push(part);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** Where each of the manifest's weights belongs in the layout: found by their names, else by their places. */
function slotsOf(layout: ParameterLayout, entries: readonly ManifestEntry[], path: string): ParameterSlot[] {
  if (entries.length !== layout.length) {
    throw new ModelError(`${path}: its layers need ${layout.length} tensors, there are ${entries.length}`);
  }
  const named = new Map(layout.map((slot) => [slot.name, slot]));
  const slots = entries.map((entry, i) => {
    const slot = named.get(entry.name) ?? layout[i];
    if (entry.dtype !== "float32" || String(entry.shape) !== String(slot.shape)) {
      throw new ModelError(
        `${path}: "${entry.name}" is ${entry.dtype} [${entry.shape}], its layer needs float32 [${slot.shape}]`,
      );
    }
    return slot;
  });
  if (new Set(slots).size < slots.length) {
    throw new ModelError(`${path}: two of its tensors are the same one`);
  }
  return slots;
}

/** The weights in the layout's order. */
function orderedWeights(
  slots: readonly ParameterSlot[],
  entries: readonly ManifestEntry[],
  bytes: Uint8Array<ArrayBuffer>,
  path: string,
): Float32Array {
  const sizes = entries.map((entry, i) => valueBytes(entry) * slots[i].length);
  const needed = sum(sizes);
  if (bytes.length !== needed) {
    throw new ModelError(`${path}: its layers need ${needed} bytes of weights, there are ${bytes.length}`);
  }
  const parameters = new Float32Array(sumOf(slots, ({ length }) => length));
  let from = 0;
  entries.forEach((entry, i) => {
    const until = from + sizes[i];
    const values = weightsOf(entry, bytes.slice(from, until).buffer);
    if (!values.every(Number.isFinite)) {
      throw new ModelError(`${path}: the weights of "${entry.name}" are not all finite numbers`);
    }
    parameters.set(values, slots[i].offset);
    from = until;
  });
  return parameters;
}

function valueBytes({ name, quantization }: ManifestEntry): number {
  if (quantization === undefined) return 4;
  switch (quantization.dtype) {
    case "uint8":
      return 1;
    case "uint16":
      return 2;
    default:
      throw new ModelError(`"${name}" is quantised as ${quantization.dtype}; supported are uint8 and uint16`);
  }
}

function weightsOf({ quantization }: ManifestEntry, buffer: ArrayBuffer): Float32Array {
  if (quantization === undefined) return new Float32Array(buffer);
  const codes = quantization.dtype === "uint8" ? new Uint8Array(buffer) : new Uint16Array(buffer);
  return dequantize(codes, quantization);
}
