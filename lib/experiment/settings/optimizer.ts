import type { Optimizer } from "../../engine/mod.ts";
import type { ExperimentConfig } from "./config.ts";

/** The clients' optimiser. */
export function optimizerOf({ optimizer, learningRate, momentum }: ExperimentConfig): Optimizer {
  return optimizer === "adam" ? { kind: "adam", learningRate } : { kind: "sgd", learningRate, momentum };
}
