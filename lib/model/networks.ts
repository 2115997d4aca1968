import { misnamed, type NamedRow } from "../errors/mod.ts";
import { TopologyError } from "./layers.ts";
import {
  linearNetwork,
  originalNetwork,
  RANDOM_FEATURES,
  randomFeatureNetwork,
  readerNetwork,
  type Topology,
} from "./topology.ts";

/** A network's architecture, and which of its layers are not trained. */
export interface NetworkChoice {
  /** Its layers. */
  readonly topology: Topology;
  /** Names of layers that are not trained. */
  readonly frozen: readonly string[];
}

/** The name of each network and what it is: for messages and help. */
export const NETWORKS: readonly NamedRow[] = [
  ["original", "two convolutions with pools, two dense layers of 128, softmax"],
  ["linear", "the softmax right on the 2,592 outputs of the convolutions"],
  ["reader", "three convolutions with pools, a dense layer of 256, softmax: for reading expressions"],
  ["random:D", "D random features of these outputs, not trained, below the softmax", "random:1000"],
];

/**
 * The network of a name, see `NETWORKS`.
 *
 * @throws {TopologyError} The text names no network.
 */
export function parseNetwork(text: string, classes: number, channels = 1): NetworkChoice {
  const features = /^random:([1-9]\d*)$/.exec(text)?.[1];
  if (text === "original") return { topology: originalNetwork({ classes, channels }), frozen: [] };
  if (text === "linear") return { topology: linearNetwork({ classes, channels }), frozen: [] };
  if (text === "reader") return { topology: readerNetwork({ classes, channels }), frozen: [] };
  if (features) {
    return {
      topology: randomFeatureNetwork({ classes, channels, features: Number(features) }),
      frozen: [RANDOM_FEATURES],
    };
  }
  throw new TopologyError(misnamed("network", text, NETWORKS, "with D a whole number of at least 1"));
}
