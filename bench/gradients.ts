/**
 * `deno task bench gradients`: how far the engine's gradients are from those of tfjs's cpu backend, for every
 * network of the tests and the original's. Largest difference of a tensor over its largest value.
 * @module
 */
import { createEngine, type Simd } from "../lib/engine/mod.ts";
import {
  initialParameters,
  layersOf,
  originalNetwork,
  parameterLayout,
  type Topology,
} from "../lib/model/mod.ts";
import { NETWORKS, randomExamples } from "../tests/engine/networks.ts";
import { relativeError } from "../tests/engine/relative_error.ts";
import { tfjsReference } from "../tests/engine/tfjs_reference.ts";

/** The worst tensor of a network on both instruction sets. */
async function worstErrors(topology: Topology): Promise<Record<Simd, { tensor: string; error: number }>> {
  const layout = parameterLayout(layersOf(topology));
  const parameters = initialParameters(layout, 1);
  const examples = randomExamples(topology, 3, 7);
  const truth = await tfjsReference(topology, parameters, examples);
  const worst = { relaxed: { tensor: "", error: 0 }, plain: { tensor: "", error: 0 } };
  for (const simd of ["relaxed", "plain"] as const) {
    const engine = await createEngine(topology, { batchSize: 3, simd });
    engine.parameters.set(parameters);
    engine.loadBatch(examples, [0, 1, 2]);
    engine.computeGradient();
    for (const { name, offset, length } of layout) {
      const part = (vector: Float32Array) => vector.subarray(offset, offset + length);
      const error = relativeError(part(engine.gradient), part(truth.gradient));
      if (error > worst[simd].error) worst[simd] = { tensor: name, error };
    }
  }
  return worst;
}

const networks = { "the original's": originalNetwork(), ...NETWORKS };
for (const [name, topology] of Object.entries(networks)) {
  const { relaxed, plain } = await worstErrors(topology);
  console.log(
    `${name}: relaxed SIMD ${relaxed.error.toExponential(1)} (${relaxed.tensor}), ` +
      `plain SIMD ${plain.error.toExponential(1)} (${plain.tensor})`,
  );
}
