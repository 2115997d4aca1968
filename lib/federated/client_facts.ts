import { layersOf } from "../model/mod.ts";
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
  const labelCounts = new Uint32Array(layersOf(network.topology).at(-1)!.output[2]);
  for (const index of indices) labelCounts[examples.labels[index]]++;
  return { client, images: indices.length, labelCounts, kept: clients[client]?.strategy };
}
