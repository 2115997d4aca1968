import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { createEngine, type LocalObjective, type Optimizer, train } from "../../lib/engine/mod.ts";
import { layersOf, parameterLayout, type Topology } from "../../lib/model/mod.ts";
import { toTfjs } from "../../lib/model/tfjs.ts";
import { stream } from "../../lib/random/mod.ts";
import { NETWORKS, randomExamples, randomParameters } from "./networks.ts";
import { relativeError } from "./relative_error.ts";
import { batchTensors, withLinearOutput } from "./tfjs_reference.ts";

const TOPOLOGY: Topology = NETWORKS["grey 3 × 3 and pool, linear, then Winograd, 8 and 16 filters"];
const LAYOUT = parameterLayout(layersOf(TOPOLOGY));
const COUNT = LAYOUT.reduce((sum, { length }) => sum + length, 0);
const CLASSES = 7, IMAGES = 4;
const ANCHOR = randomParameters(COUNT, stream(1, "anchor"));
const PARAMETERS = randomParameters(COUNT, stream(2, "parameters"));
const LINEAR = randomParameters(COUNT, stream(3, "linear"));
const EXAMPLES = randomExamples(TOPOLOGY, IMAGES, 9);
const SCALE = Float32Array.of(1, 0.5, 2, 0.1, 1, 1.5, 1), SHIFT = Float32Array.of(-1, 0.3, 0, 2, -3, 0, 1);

/** The gradient of the same objective by tfjs, written with its own operations. */
async function tfjsGradient({ proximal = 0, linear, logits }: LocalObjective): Promise<Float32Array> {
  await tf.setBackend("cpu");
  const model = await toTfjs(withLinearOutput(TOPOLOGY), PARAMETERS);
  const { x, y } = batchTensors(TOPOLOGY, EXAMPLES);
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const slot = (vector: Float32Array, index: number) => {
    const { offset, length, shape } = LAYOUT[index];
    return tf.tensor(vector.slice(offset, offset + length), shape as number[]);
  };
  const { grads } = tf.variableGrads(() => {
    const z = model.apply(x, { training: false }) as tf.Tensor;
    const seen = logits ? z.mul(tf.tensor1d(logits.scale)).add(tf.tensor1d(logits.shift)) : z;
    let loss = tf.losses.softmaxCrossEntropy(y, seen) as tf.Scalar;
    variables.forEach((w, index) => {
      loss = loss.add(w.sub(slot(ANCHOR, index)).square().sum().mul(proximal / 2));
      if (linear) loss = loss.add(w.mul(slot(linear, index)).sum());
    });
    return loss;
  }, variables);
  const gradient = new Float32Array(COUNT);
  for (const [index, { name }] of variables.entries()) {
    gradient.set(await grads[name].data() as Float32Array, LAYOUT[index].offset);
  }
  return gradient;
}

/** Ours: the objective is set at the anchor, the gradient taken elsewhere. */
async function ourGradient(objective: LocalObjective | undefined, simd: "relaxed" | "plain" = "relaxed") {
  const engine = await createEngine(TOPOLOGY, { batchSize: IMAGES + 1, simd });
  engine.parameters.set(ANCHOR);
  engine.setObjective(objective);
  engine.parameters.set(PARAMETERS);
  engine.loadBatch(EXAMPLES, [...EXAMPLES.labels.keys()]);
  const { lossSum } = engine.computeGradient();
  return { gradient: engine.gradient.slice(), lossSum };
}

const OBJECTIVES: Record<string, LocalObjective> = {
  "a proximal term": { proximal: 0.3 },
  "a linear term": { linear: LINEAR },
  "scaled and shifted logits": { logits: { scale: SCALE, shift: SHIFT } },
  "all three": { proximal: 0.05, linear: LINEAR, logits: { scale: SCALE, shift: SHIFT } },
};

for (const [name, objective] of Object.entries(OBJECTIVES)) {
  Deno.test(`the gradient of an objective with ${name} is tfjs's`, async () => {
    const truth = await tfjsGradient(objective);
    for (const simd of ["relaxed", "plain"] as const) {
      const { gradient } = await ourGradient(objective, simd);
      for (const { name, offset, length } of LAYOUT) {
        const part = (all: Float32Array) => all.subarray(offset, offset + length);
        const error = relativeError(part(gradient), part(truth));
        assert(error < 1e-4, `${simd}: gradient of ${name} is off by ${error}`);
      }
    }
  });
}

Deno.test("a masked class is as if the network had no such output: no probability, no gradient", async () => {
  const masked = [...SHIFT.keys()].find((label) => !EXAMPLES.labels.includes(label))!;
  const shift = new Float32Array(CLASSES);
  shift[masked] = -Infinity;
  const objective = { logits: { scale: new Float32Array(CLASSES).fill(1), shift } };
  const { gradient, lossSum } = await ourGradient(objective);
  const { offset } = LAYOUT.at(-1)!;
  assertEquals(gradient[offset + masked], 0);
  assert(gradient.every(Number.isFinite) && Number.isFinite(lossSum));
  // tfjs has no −∞; e⁻⁶⁰ is nothing beside the other classes either.
  shift[masked] = -60;
  assert(relativeError(gradient, await tfjsGradient(objective)) < 1e-4);
});

Deno.test("terms of weight 0 leave the gradient as it is, to the bit", async () => {
  const plain = await ourGradient(undefined);
  const zeros = {
    proximal: 0,
    linear: new Float32Array(COUNT),
    logits: { scale: new Float32Array(CLASSES).fill(1), shift: new Float32Array(CLASSES) },
  };
  assertEquals(await ourGradient(zeros), plain);
});

for (
  const optimizer of [
    { kind: "adam", learningRate: 0.01 },
    { kind: "sgd", learningRate: 0.1, momentum: 0.9 },
  ] satisfies Optimizer[]
) {
  Deno.test(`frozen layers stay to the bit, the others move: ${optimizer.kind}`, async () => {
    const engine = await createEngine(TOPOLOGY, { batchSize: IMAGES });
    const [first, last] = [LAYOUT[0], LAYOUT.at(-1)!].map(({ name }) => name.split("/")[0]);
    engine.parameters.set(PARAMETERS);
    const indices = Uint32Array.from(EXAMPLES.labels.keys());
    const objective = { frozen: [first, last], proximal: 0.1, linear: LINEAR };
    train(engine, EXAMPLES, indices, { epochs: 3, batchSize: 2, optimizer, objective, seed: 1 });
    for (const { name, offset, length } of LAYOUT) {
      const moved = engine.parameters.subarray(offset, offset + length).some((w, i) =>
        w !== PARAMETERS[offset + i]
      );
      assertEquals(moved, !(name.startsWith(first) || name.startsWith(last)), name);
    }
  });
}

Deno.test("an objective of one training is not left to the next", async () => {
  const engine = await createEngine(TOPOLOGY, { batchSize: IMAGES });
  const run = (objective?: LocalObjective) => {
    engine.parameters.set(PARAMETERS);
    const optimizer = { kind: "sgd", learningRate: 0.1, momentum: 0 } as const;
    const indices = Uint32Array.from(EXAMPLES.labels.keys());
    train(engine, EXAMPLES, indices, { epochs: 2, batchSize: 2, optimizer, objective, seed: 1 });
    return engine.parameters.slice();
  };
  const before = run();
  const pulled = run({ ...OBJECTIVES["all three"], frozen: [LAYOUT[0].name.split("/")[0]] });
  assert(relativeError(pulled, before) > 0.01);
  assertEquals(run(), before);
  assertEquals(run({ proximal: 0 }), before);
});

Deno.test("evaluation sees the logits as they are", async () => {
  const engine = await createEngine(TOPOLOGY, { batchSize: IMAGES });
  engine.parameters.set(PARAMETERS);
  engine.loadBatch(EXAMPLES, [...EXAMPLES.labels.keys()]);
  const { lossSum } = engine.evaluate();
  engine.setObjective({ logits: { scale: SCALE, shift: SHIFT } });
  engine.computeGradient();
  assertAlmostEquals(engine.evaluate().lossSum, lossSum, 1e-9);
});

Deno.test("vectors of another length and layers without weights are refused", async () => {
  const engine = await createEngine(TOPOLOGY, { batchSize: 1 });
  const refused = (objective: LocalObjective, message: string) =>
    assertThrows(() => engine.setObjective(objective), RangeError, message);
  const seven = new Float32Array(CLASSES), six = new Float32Array(6);
  refused({ linear: six }, `linear must hold ${COUNT} values, got 6`);
  refused({ logits: { scale: seven, shift: six } }, "logits.shift must hold 7 values, got 6");
  refused({ logits: { scale: six, shift: seven } }, "logits.scale must hold 7 values, got 6");
  refused({ frozen: ["flatten"] }, 'no layer "flatten" has weights that could be frozen');
});
