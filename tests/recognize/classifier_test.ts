import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import {
  initialParameters,
  layersOf,
  loadModel,
  ModelError,
  parameterLayout,
  readerNetwork,
  saveModel,
} from "../../lib/model/mod.ts";
import { toTfjs } from "../../lib/model/tfjs.ts";
import { loadClassifier } from "../../lib/recognize/mod.ts";
import { network, randomExamples } from "../engine/networks.ts";
import { testWith } from "../permission.ts";

const CLASSES = Array.from({ length: 7 }, (_, i) => `class ${i}`);

for (const channels of [1, 2]) {
  testWith(
    { read: true, write: true },
    `the log-probabilities are tfjs's, for any number of images of ${channels} channels`,
    () => compareWithTfjs(channels),
  );
}

async function compareWithTfjs(channels: number) {
  const topology = readerNetwork({ classes: CLASSES.length, channels });
  const parameters = initialParameters(parameterLayout(layersOf(topology)), 5).map((value) => 3 * value);
  await tf.setBackend("cpu");
  const folder = await Deno.makeTempDir({ dir: "runs" });
  await saveModel(folder, { topology, parameters, classes: CLASSES }, 8);
  const classifier = await loadClassifier(folder);
  assertEquals(classifier.classes, CLASSES);
  assertEquals(classifier.channels, channels);
  const { images } = randomExamples(topology, 35, CLASSES.length);
  const ours = classifier.classify(images, 35);
  assertEquals(ours.length, 35 * CLASSES.length);
  const model = await toTfjs(topology, (await loadModel(folder)).parameters);
  // The first, the last of the first batch and those of the second.
  for (const i of [0, 31, 32, 34]) {
    const bytes = 2025 * channels;
    const pixels = Float32Array.from(images.subarray(i * bytes, (i + 1) * bytes), (value) => value / 255);
    const truth = (model.predict(tf.tensor(pixels, [1, 45, 45, channels])) as tf.Tensor).log().dataSync();
    truth.forEach((value, c) => assertAlmostEquals(ours[i * CLASSES.length + c], value, 1e-4));
  }
  assertEquals(classifier.classify(images, 35), ours);
  // To the bit, in whatever company: so an image need not be classified again.
  const last = classifier.classify(images.subarray(34 * 2025 * channels), 1);
  assertEquals(last, ours.slice(34 * CLASSES.length));
  assertEquals(classifier.classify(images, 1), ours.slice(0, CLASSES.length));
  assertEquals(classifier.classify(images, 0).length, 0);
  assert(ours.every((value) => value <= 0));
  await Deno.remove(folder, { recursive: true });
}

testWith({ read: true, write: true }, "a network of other images than symbols' is refused", async () => {
  const folder = await Deno.makeTempDir({ dir: "runs" });
  const other = network([5, 5, 1], ["Flatten", {}], ["Dense", { units: 7, activation: "softmax" }]);
  await saveModel(folder, { topology: other, parameters: new Float32Array(26 * 7), classes: CLASSES });
  await assertRejects(
    () => loadClassifier(folder),
    ModelError,
    "takes [5,5,1], images of symbols are [45,45,1]",
  );
  await Deno.remove(folder, { recursive: true });
});

Deno.test("a folder without a model is refused by name", async () => {
  await assertRejects(() => loadClassifier("no/such/folder"), ModelError, "no/such/folder");
});
