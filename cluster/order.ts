import type { ExperimentConfig } from "../lib/experiment/mod.ts";
import { layersOf, parameterLayout, type Topology } from "../lib/model/mod.ts";
import type { Frame } from "./frame.ts";
import { modelVersion } from "./model_version.ts";
import { strategySettings } from "./strategy_settings.ts";

/** How long a run may wait. */
export interface Patience {
  /** Nodes that the first round waits for. */
  readonly nodes: number;
  /** Seconds to wait for them, and later for one at least. */
  readonly waitSeconds: number;
  /** Seconds a round may last; who has not answered by then has dropped out. */
  readonly roundSeconds: number;
}

/** What the ServerApp is told: see cluster/app/server_app.py. The body is w⁰. */
export async function orderFrame(
  config: ExperimentConfig,
  topology: Topology,
  classes: readonly string[],
  start: Float32Array,
  patience: Patience,
): Promise<Frame> {
  const layout = parameterLayout(layersOf(topology));
  return {
    header: {
      op: "order",
      spec: layout.map(({ name, shape }) => [name, shape] as const),
      strategy: strategySettings(config.strategy),
      fraction: config.sampledFraction,
      weights: config.weights ?? "images",
      rounds: config.rounds,
      ...patience,
      // What each node reads: see train_here.ts.
      config: {
        experiment: JSON.stringify(config),
        classes: JSON.stringify(classes),
        version: await modelVersion(topology, classes),
        seconds: patience.roundSeconds,
      },
    },
    body: start,
  };
}
