import { READER_CHANNELS } from "../../drawing/mod.ts";
import { type NetworkChoice, parseNetwork } from "../../model/mod.ts";
import type { ExperimentConfig } from "./config.ts";

/** The network of an experiment: as many outputs as classes, and input for the kind of images it has. */
export function networkOf(
  { network, images }: Pick<ExperimentConfig, "network" | "images">,
  classes: readonly string[],
): NetworkChoice {
  return parseNetwork(network, classes.length, images === "surroundings" ? READER_CHANNELS : 1);
}
