import { assert } from "@std/assert";
import { createEngine } from "../../lib/engine/mod.ts";
import {
  initialParameters,
  layersOf,
  originalNetwork,
  parameterLayout,
  type Topology,
} from "../../lib/model/mod.ts";
import { stream } from "../../lib/random/mod.ts";
import { NETWORKS, randomExamples, randomParameters } from "./networks.ts";
import { relativeError } from "./relative_error.ts";
import { tfjsReference } from "./tfjs_reference.ts";

async function compareWithTfjs(
  topology: Topology,
  images: number,
  parameters?: Float32Array,
  examples = randomExamples(topology, images, 7),
): Promise<void> {
  const layout = parameterLayout(layersOf(topology));
  const count = layout.reduce((sum, slot) => sum + slot.length, 0);
  const w = parameters ?? randomParameters(count, stream(4, "parameters"));
  const truth = await tfjsReference(topology, w, examples);
  for (const simd of ["relaxed", "plain"] as const) {
    const engine = await createEngine(topology, { batchSize: images + 3, simd });
    engine.parameters.set(w);
    engine.loadBatch(examples, [...examples.labels.keys()]);
    const { lossSum } = engine.computeGradient();
    assert(
      Math.abs(lossSum / images - truth.loss) < 1e-5 * truth.loss,
      `loss ${lossSum / images}, tfjs ${truth.loss}`,
    );
    const logits = engine.logits.subarray(0, truth.logits.length);

    assert(relativeError(logits, truth.logits) < 1e-4, `${simd}: the logits are off`);
    for (const { name, offset, length } of layout) {
      const ours = engine.gradient.subarray(offset, offset + length);
      const error = relativeError(ours, truth.gradient.subarray(offset, offset + length));
      assert(error < 1e-4, `${simd}: gradient of ${name} is off by ${error}`);
    }
  }
}

for (const [name, topology] of Object.entries(NETWORKS)) {
  Deno.test(`gradients equal tfjs's: ${name}`, () => compareWithTfjs(topology, 3));
}

for (const channels of [1, 3] as const) {
  Deno.test(`gradients equal tfjs's: the original's network, ${channels} channel(s)`, async () => {
    const topology = originalNetwork({ channels });
    await compareWithTfjs(topology, 2, initialParameters(parameterLayout(layersOf(topology)), 1));
  });
}

Deno.test("gradients equal tfjs's on images that are mostly blank, as handwriting is", async () => {
  const topology = NETWORKS["grey 3 × 3 and pool, linear, then Winograd, 8 and 16 filters"];
  const examples = randomExamples(topology, 3, 5);
  const [height, width] = [15, 12];
  examples.images.forEach((_, i) => {
    const [x, y] = [i % width, Math.floor(i / width) % height];
    if (Math.abs(x - y) > 1) examples.images[i] = 0;
  });
  await compareWithTfjs(topology, 3, undefined, examples);
});
