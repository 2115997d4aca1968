import { join } from "@std/path";
import { IMAGE_BYTES } from "../../lib/drawing/mod.ts";
import {
  layersOf,
  type Model,
  ModelError,
  parameterCount,
  parameterLayout,
  saveModel,
  type Topology,
  TopologyError,
} from "../../lib/model/mod.ts";
import { loadClassifier } from "../../lib/recognize/mod.ts";
import type { Target } from "./target.ts";
import { bytesOf } from "./text.ts";

const INPUT = { batch_input_shape: [null, 45, 45, 1] };

/** A small network with layers of each kind. */
const SMALL = topologyOf(
  ["Conv2D", { filters: 2, kernel_size: [3, 3], activation: "relu", ...INPUT }],
  ["MaxPooling2D", { pool_size: [8, 8], strides: [8, 8], padding: "same" }],
  ["Flatten", {}],
  ["Dropout", { rate: 0.5 }],
  ["Dense", { units: 3, activation: "softmax" }],
);

/** Layers that bring a network to nearly 2²⁰ values in its maps. */
const MANY = Array.from(
  { length: 510 },
  (_, i) => ({ class_name: "ReLU", config: { name: `many_${i}`, ...INPUT } }),
);

/** A network of nearly 128 MiB of weights. */
const LARGE = topologyOf(
  ["Flatten", INPUT],
  ["Dense", { units: 16_500, activation: "relu" }],
  ["Dense", { units: 3, activation: "softmax" }],
);

function topologyOf(...layers: [kind: string, config: Record<string, unknown>][]): Topology {
  return {
    class_name: "Sequential",
    config: {
      name: "fuzzed",
      layers: layers.map(([class_name, config], i) => ({
        class_name,
        config: { name: `layer_${i}`, ...config },
      })),
    },
  };
}

function modelOf(topology: Topology): Model {
  const parameters = new Float32Array(parameterCount(parameterLayout(layersOf(topology)))).fill(0.5);
  return { topology, parameters, classes: ["a", "b", "c"] };
}

/** What reads a saved model, from folders in `folder`. */
export function modelTargets(folder: string): Target[] {
  const jsonFolder = join(folder, "model"), weightsFolder = join(folder, "weights");
  let right = "";
  const common = { refusals: [ModelError, TopologyError], memory: 2e9 };
  return [
    {
      ...common,
      name: "model.json",
      async inputs() {
        await saveModel(jsonFolder, modelOf(SMALL), 8);
        Deno.renameSync(join(jsonFolder, "weights.bin"), join(jsonFolder, "codes.bin"));
        const codes = Deno.readTextFileSync(join(jsonFolder, "model.json")).replace(
          "weights.bin",
          "codes.bin",
        );
        await saveModel(jsonFolder, modelOf(SMALL));
        right = Deno.readTextFileSync(join(jsonFolder, "model.json"));
        return [bytesOf(right), bytesOf(codes)];
      },
      tokens: [
        '"units":',
        '"weightsManifest":',
        '"shape":[1,1]',
        '"paths":["../x"]',
        '".."',
        '"codes.bin","codes.bin",',
        "null",
        "[]",
        "{}",
        '{"toString":1}',
        '"quantization":',
        '"class_name":',
        '"batch_input_shape":[null,99999999,99999999,1],',
        '"filters":1e9,',
        '"kernel_size":[45,45],',
        '"padding":"same",',
        '"__proto__":{}',
        '"classes":7',
      ],
      async read(bytes) {
        Deno.writeFileSync(join(jsonFolder, "model.json"), bytes);
        await classifyOne(jsonFolder);
      },
      *largest() {
        const json = JSON.parse(right);
        json.modelTopology.config.layers.unshift(...MANY);
        yield bytesOf(JSON.stringify(json).padEnd(2 ** 22));
      },
    },
    {
      ...common,
      name: "weights.bin",
      async inputs() {
        await saveModel(weightsFolder, modelOf(SMALL));
        return [Deno.readFileSync(join(weightsFolder, "weights.bin"))];
      },
      tokens: ["", "\0\0\0\0", '{"weights":', "PK\x03\x04"],
      async read(bytes) {
        Deno.writeFileSync(join(weightsFolder, "weights.bin"), bytes);
        await classifyOne(weightsFolder);
      },
      *largest() {
        const path = join(weightsFolder, "model.json"), json = JSON.parse(Deno.readTextFileSync(path));
        const layout = parameterLayout(layersOf(LARGE));
        json.modelTopology.config = LARGE.config;
        json.weightsManifest[0].weights = layout.map(({ name, shape }) => ({
          name,
          shape,
          dtype: "float32",
        }));
        Deno.writeTextFileSync(path, JSON.stringify(json));
        yield new Uint8Array(4 * parameterCount(layout));
      },
    },
  ];
}

/** What a model is read for. */
async function classifyOne(folder: string): Promise<void> {
  const { classes, channels, classify } = await loadClassifier(folder);
  const found = classify(new Uint8Array(IMAGE_BYTES * channels).fill(9), 1);
  if (found.length !== classes.length) {
    throw new Error(`${found.length} outputs for ${classes.length} classes`);
  }
}
