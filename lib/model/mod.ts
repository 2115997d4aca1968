/**
 * Networks as data: tfjs's layers format, their layers and parameters, saving and loading. The bridge to tfjs
 * itself is `./tfjs.ts`, loaded only by those who want it.
 * @module
 */
export {
  type LayerConfig,
  linearNetwork,
  type NetworkOptions,
  originalNetwork,
  RANDOM_FEATURES,
  randomFeatureNetwork,
  readerNetwork,
  type Topology,
} from "./topology.ts";
export { type NetworkChoice, NETWORKS, parseNetwork } from "./networks.ts";
export {
  type Activation,
  type Layer,
  type LayerBase,
  layersOf,
  type MapShape,
  type Padding,
  TopologyError,
} from "./layers.ts";
export {
  initialParameters,
  type LaidOut,
  parameterCount,
  type ParameterLayout,
  parameterLayout,
  type ParameterSlot,
  transferLayers,
} from "./parameters.ts";
export type { WeightBits } from "./quantization.ts";
export { loadModel, type Model, ModelError, saveModel } from "./saved_model.ts";
