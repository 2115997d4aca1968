import * as tf from "@tensorflow/tfjs";
import { layersOf, type Topology } from "../../lib/model/mod.ts";
import { toTfjs } from "../../lib/model/tfjs.ts";
import type { Examples } from "../../lib/engine/mod.ts";

/** Loss, logits' softmax and gradients of a network by tfjs's own cpu backend: the truth the engine is held to. */
export async function tfjsReference(topology: Topology, parameters: Float32Array, examples: Examples) {
  await tf.setBackend("cpu");
  const linear = withLinearOutput(topology);
  const model = await toTfjs(linear, parameters);
  const { x, y } = batchTensors(topology, examples);
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const { value, grads } = tf.variableGrads(
    () => tf.losses.softmaxCrossEntropy(y, model.apply(x, { training: false }) as tf.Tensor) as tf.Scalar,
    variables,
  );
  const gradient = new Float32Array(parameters.length);
  let offset = 0;
  for (const variable of variables) {
    const values = await grads[variable.name].data() as Float32Array;
    gradient.set(values, offset);
    offset += values.length;
  }
  const loss = (await value.data())[0];
  const logits = await (model.predict(x) as tf.Tensor).data() as Float32Array;
  return { loss, gradient, logits };
}

/** The batch as tensors: images in [0, 1], labels one-hot. */
export function batchTensors(
  topology: Topology,
  { images, labels }: Examples,
): { x: tf.Tensor; y: tf.Tensor } {
  const layers = layersOf(topology);
  const x = tf.tensor(Float32Array.from(images, (v) => v / 255), [labels.length, ...inputShape(topology)]);
  const y = tf.oneHot(tf.tensor1d(Int32Array.from(labels), "int32"), layers.at(-1)!.output[2]).toFloat();
  return { x, y };
}

/** The same network, its last layer's softmax left out. */
export function withLinearOutput(topology: Topology): Topology {
  const layers = topology.config.layers.map((layer, index, all) =>
    index < all.length - 1 ? layer : { ...layer, config: { ...layer.config, activation: "linear" } }
  );
  return { ...topology, config: { ...topology.config, layers } };
}

function inputShape(topology: Topology): number[] {
  return (topology.config.layers[0].config.batch_input_shape as number[]).slice(1);
}
