import { assert, assertAlmostEquals, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { join } from "@std/path";
import * as tf from "@tensorflow/tfjs";
import { createEngine } from "../../lib/engine/mod.ts";
import {
  classCount,
  initialParameters,
  layersOf,
  linearNetwork,
  loadModel,
  ModelError,
  originalNetwork,
  parameterCount,
  parameterLayout,
  saveModel,
  TopologyError,
} from "../../lib/model/mod.ts";
import { fromTfjs, toTfjs } from "../../lib/model/tfjs.ts";
import { network, randomExamples } from "../engine/networks.ts";
import { testWith } from "../permission.ts";

Deno.test("the original's network has the shapes and the number of parameters that tfjs counts", async () => {
  await tf.setBackend("cpu");
  for (const [channels, expected] of [[1, 368_562], [3, 369_138]] as const) {
    const topology = originalNetwork({ channels });
    const layout = parameterLayout(layersOf(topology));
    const model = await toTfjs(topology, initialParameters(layout, 1));
    assertEquals(parameterCount(layout), model.countParams());
    assertEquals(parameterCount(layout), expected);
    assertEquals(layout.map(({ shape }) => shape), model.getWeights().map((tensor) => tensor.shape));
    assertEquals(
      layersOf(topology).map(({ output }) => output.reduce((a, b) => a * b)),
      model.layers.map((layer) => (layer.outputShape as number[]).slice(1).reduce((a, b) => a * b)),
    );
  }
});

Deno.test("parameters go into a tfjs model and come back", async () => {
  await tf.setBackend("cpu");
  const topology = originalNetwork();
  const parameters = initialParameters(parameterLayout(layersOf(topology)), 4);
  assertEquals(fromTfjs(await toTfjs(topology, parameters)).parameters, parameters);
});

Deno.test("initial kernels are Glorot uniform: within its limits, with its variance; biases are 0", () => {
  const layout = parameterLayout(layersOf(originalNetwork()));
  const parameters = initialParameters(layout, 3);
  for (const { shape, offset, length } of layout) {
    const values = parameters.subarray(offset, offset + length);
    if (shape.length === 1) {
      assert(values.every((value) => value === 0));
      continue;
    }
    const receptive = shape.slice(0, -2).reduce((a, b) => a * b, 1);
    const limit = Math.sqrt(6 / (receptive * (shape.at(-2)! + shape.at(-1)!)));
    assert(values.every((value) => Math.abs(value) <= limit));
    const variance = values.reduce((sum, value) => sum + value * value, 0) / length;
    // A uniform distribution's variance is limit² / 3; the mean of n squares deviates by √(4/5n) of it.
    assertAlmostEquals(variance / (limit * limit / 3), 1, 5 * Math.sqrt(0.8 / length));
  }
  assertEquals(parameters, initialParameters(layout, 3));
  assert(parameters.some((value, i) => value !== initialParameters(layout, 4)[i]));
});

testWith(
  { read: true, write: true, net: true },
  "plain tf.loadLayersModel reads a saved model over HTTP, as a browser does, with the same probabilities",
  async () => {
    await tf.setBackend("cpu");
    const folder = await Deno.makeTempDir({ dir: "runs" });
    const topology = network(
      [45, 45, 1],
      ["Conv2D", { filters: 6, kernel_size: 3, activation: "relu" }],
      ["MaxPooling2D", { pool_size: 4 }],
      ["Flatten", {}],
      ["Dropout", { rate: 0.5 }],
      ["Dense", { units: 82, activation: "softmax" }],
    );
    const classes = Array.from({ length: 82 }, (_, i) => `class ${i}`);
    const parameters = initialParameters(parameterLayout(layersOf(topology)), 9);
    await saveModel(folder, { topology, parameters, classes });
    const server = Deno.serve(
      { port: 0, hostname: "127.0.0.1", onListen() {} },
      async (request) => new Response(await Deno.readFile(join(folder, new URL(request.url).pathname))),
    );
    const model = await tf.loadLayersModel(`http://127.0.0.1:${server.addr.port}/model.json`);
    const examples = randomExamples(topology, 4, 2);
    const x = tf.tensor(Float32Array.from(examples.images, (v) => v / 255), [4, 45, 45, 1]);
    const truth = await (model.predict(x) as tf.Tensor).data();
    const engine = await createEngine(topology, { batchSize: 4 });
    engine.parameters.set((await loadModel(folder)).parameters);
    engine.loadBatch(examples, [0, 1, 2, 3]);
    engine.evaluate();
    const ours = tf.softmax(tf.tensor(engine.logits, [4, 82])).dataSync();
    truth.forEach((value, i) => assertAlmostEquals(ours[i], value, 1e-5));
    assertEquals((await loadModel(folder)).classes, classes);
    assertEquals(model.getUserDefinedMetadata(), { classes });
    await server.shutdown();
    await Deno.remove(folder, { recursive: true });
  },
);

testWith({ read: true, write: true }, "a damaged model is refused by file and reason", async () => {
  const folder = await Deno.makeTempDir({ dir: "runs" });
  await assertRejects(() => loadModel(folder), ModelError, `There is no file ${folder}/model.json.`);
  const topology = network([4], ["Dense", { units: 3, activation: "softmax" }]);
  const model = { topology, parameters: new Float32Array(15), classes: ["a", "b", "c"] };
  await saveModel(folder, model);
  assertEquals(await loadModel(folder), model);
  await Deno.writeFile(join(folder, "weights.bin"), new Uint8Array(56));
  await assertRejects(
    () => loadModel(folder),
    ModelError,
    "its layers need 60 bytes of weights, there are 56",
  );
  await Deno.remove(join(folder, "weights.bin"));
  await assertRejects(() => loadModel(folder), ModelError, `There is no file ${folder}/weights.bin.`);
  await saveModel(folder, { ...model, classes: ["a", "b"] });
  await assertRejects(() => loadModel(folder), ModelError, "2 class names, but the network has 3 outputs");
  const json = await Deno.readTextFile(join(folder, "model.json"));
  await Deno.writeTextFile(join(folder, "model.json"), json.replace("weights.bin", "../weights.bin"));
  await assertRejects(() => loadModel(folder), ModelError, "leaves the model's folder");
  await Deno.writeTextFile(join(folder, "model.json"), json.slice(0, 100));
  await assertRejects(() => loadModel(folder), ModelError, "model.json cannot be read");
  await Deno.remove(folder, { recursive: true });
});

testWith({ read: true, write: true }, "a hostile model is refused by file and reason", async () => {
  const folder = await Deno.makeTempDir({ dir: "runs" }), path = join(folder, "model.json");
  const topology = network([4], ["Dense", { units: 3, activation: "relu" }], ["Dense", {
    units: 3,
    activation: "softmax",
  }]);
  const model = { topology, parameters: new Float32Array(27).fill(1), classes: ["a", "b", "c"] };
  await saveModel(folder, model);
  const right = await Deno.readTextFile(path);
  const refused = async (message: string, ...[from, to]: [string, string]) => {
    assert(right.includes(from), from);
    await Deno.writeTextFile(path, right.replace(from, () => to));
    await assertRejects(() => loadModel(folder), ModelError, message);
  };
  const weights = '"weights.bin"';
  await refused(
    "weights in 1001 files, there may be at most 1000",
    weights,
    Array(1001).fill(weights).join(),
  );
  await refused("its layers need 108 bytes of weights, there are 216", weights, `${weights},${weights}`);
  await refused("two of its tensors are the same one", '"name": "layer_1/bias"', '"name": "layer_0/bias"');
  await refused(
    "is not a tfjs layers model",
    '"dtype": "float32"',
    '"dtype": "float32", "quantization": null',
  );
  await refused("its layer needs float32 [4,3]", '"dtype": "float32"', '"dtype": "int32"');
  await Deno.writeTextFile(path, right.padEnd(2 ** 22 + 1));
  await assertRejects(() => loadModel(folder), ModelError, "it has 4194305 bytes; the limit is 4194304");
  for (const wrong of [NaN, Infinity, -Infinity]) {
    await saveModel(folder, { ...model, parameters: model.parameters.with(20, wrong) });
    await assertRejects(
      () => loadModel(folder),
      ModelError,
      'the weights of "layer_1/kernel" are not all finite',
    );
  }
  await Deno.truncate(join(folder, "weights.bin"), 2 ** 27 + 1);
  await assertRejects(() => loadModel(folder), ModelError, "it has 134217729 bytes; the limit is 134217728");
  await Deno.remove(join(folder, "weights.bin"));
  await Deno.mkdir(join(folder, "weights.bin"));
  await assertRejects(
    () => loadModel(folder),
    ModelError,
    "weights.bin cannot be read: it is a folder, not a file",
  );
  await Deno.remove(folder, { recursive: true });
});

Deno.test("a network that is too large for memory or time, or whose layers cannot be told apart, is refused", () => {
  const last: [string, Record<string, unknown>] = ["Dense", { units: 2, activation: "softmax" }];
  const relu: [string, Record<string, unknown>] = ["ReLU", {}];
  const cases: [string, Parameters<typeof network>][] = [
    ["maps of 1048576 values", [[99999999, 99999999, 1], ["Flatten", {}], last]],
    ["maps of 1048576 values", [[45, 45, 1], ...Array(600).fill(relu), ["Flatten", {}], last]],
    ["1073741824 multiplications", [[45, 45, 1], ["Conv2D", {
      filters: 256,
      kernel_size: 46,
      padding: "same",
    }], [
      "Flatten",
      {},
    ], last]],
    ["at most 1000 layers, got 1001", [[1], ...Array(1000).fill(relu), last]],
    ['two layers are named "layer_0"', [[1], relu, ["ReLU", { name: "layer_0" }], last]],
    ['the name of a ReLU must be a text, got {"toString":1}', [
      [1],
      ["ReLU", { name: { toString: 1 } }],
      last,
    ]],
    ['rate must be in [0, 1), got {"toString":1}', [[1], ["Dropout", { rate: { toString: 1 } }], last]],
  ];
  for (const [message, args] of cases) {
    assertThrows(() => layersOf(network(...args)), TopologyError, message);
  }
});

Deno.test("a network the engine does not know is refused: the layer, the setting, what is supported", () => {
  const last: [string, Record<string, unknown>] = ["Dense", { units: 2, activation: "softmax" }];
  const cases: [string, [string, Record<string, unknown>][]][] = [
    ['layer "layer_0" is a LSTM; supported are Conv2D', [["LSTM", {}], last]],
    ['Conv2D "layer_0": strides must be [1,1], got [2,2]', [["Conv2D", {
      filters: 2,
      kernel_size: 3,
      strides: [2, 2],
    }]]],
    ["a window of 9 does not fit into 5 pixels", [["Conv2D", { filters: 2, kernel_size: 9 }]]],
    ['activation must be linear, relu or softmax, got "tanh"', [["Conv2D", {
      filters: 2,
      kernel_size: 3,
      activation: "tanh",
    }]]],
    ["filters must be a whole number of at least 1, got 0", [["Conv2D", { filters: 0, kernel_size: 3 }]]],
    ['Dense "layer_0" needs a Flatten before it', [last]],
    ["rate must be in [0, 1), got 1", [["Dropout", { rate: 1 }], ["Flatten", {}], last]],
    ["the last layer must be Dense", [["Flatten", {}]]],
    ["softmax only on the last layer", [["Flatten", {}], last, last]],
  ];
  for (const [message, layers] of cases) {
    assertThrows(() => layersOf(network([5, 5, 1], ...layers)), TopologyError, message);
  }
});

Deno.test("classCount() is the number of a network's classes, whatever network", () => {
  for (const make of [originalNetwork, linearNetwork]) assertEquals(classCount(make({ classes: 7 })), 7);
});
