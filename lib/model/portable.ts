/**
 * The part of the model room that needs no Deno or Node API: all but folders.
 * @module
 */
export {
  type LayerConfig,
  linearNetwork,
  type NetworkOptions,
  originalNetwork,
  pixelNetwork,
  RANDOM_FEATURES,
  randomFeatureNetwork,
  readerNetwork,
  type Topology,
} from "./topology.ts";
export { type NetworkChoice, NETWORKS, parseNetwork } from "./networks.ts";
export {
  type Activation,
  classCount,
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
export {
  decodeModel,
  encodeModel,
  type Model,
  ModelError,
  type ModelFiles,
  type SavedModel,
} from "./saved_model.ts";
