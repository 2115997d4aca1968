import { layersOf } from "../model/mod.ts";
import type { TrainingData } from "./hostile/poison.ts";
import type { FederatedOptions } from "./options.ts";
import type { RunState } from "./run_state.ts";
import type { ClientFacts } from "./round_context.ts";

/** What a client knows of itself before it trains. */
export function clientFacts(
  { partition, examples, network }: FederatedOptions,
  { clients }: RunState,
  client: number,
): ClientFacts {
  const indices = partition[client];
  return {
    client,
    images: indices.length,
    labelCounts: labelCountsOf({ examples, indices }, layersOf(network.topology).at(-1)!.output[2]),
    kept: clients[client]?.strategy,
  };
}

/** How many of the images are of each class. */
export function labelCountsOf({ examples, indices }: TrainingData, classes: number): Uint32Array {
  const counts = new Uint32Array(classes);
  for (const index of indices) counts[examples.labels[index]]++;
  return counts;
}
