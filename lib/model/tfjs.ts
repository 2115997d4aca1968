import * as tf from "@tensorflow/tfjs";
import { layersOf } from "./layers.ts";
import { parameterCount, parameterLayout } from "./parameters.ts";
import type { Topology } from "./topology.ts";

/**
 * The network as a tfjs model with these parameters. Import this file only where tfjs is wanted: it takes most of
 * a second to load. On tfjs's own cpu backend, its default in Deno, a training step takes thousands of times as long as
 * on the kernels of this library: before `model.fit` call `registerFastKernels` of `@fedink/fedink/tfjs_backend`.
 */
export async function toTfjs(topology: Topology, parameters: Float32Array): Promise<tf.LayersModel> {
  const layout = parameterLayout(layersOf(topology));
  const model = await tf.models.modelFromJSON(JSON.parse(JSON.stringify(topology)));
  const tensors = layout.map(({ shape, offset, length }) =>
    tf.tensor(parameters.slice(offset, offset + length), shape as number[])
  );
  model.setWeights(tensors);
  tensors.forEach((tensor) => tensor.dispose());
  return model;
}

/** The parameters of a tfjs model as one vector, in the layout of its layers. */
export function fromTfjs(model: tf.LayersModel): { topology: Topology; parameters: Float32Array } {
  const topology = model.toJSON(null, false) as unknown as Topology;
  const layout = parameterLayout(layersOf(topology));
  const parameters = new Float32Array(parameterCount(layout));
  model.getWeights().forEach((tensor, index) => parameters.set(tensor.dataSync(), layout[index].offset));
  return { topology: { class_name: topology.class_name, config: topology.config }, parameters };
}
