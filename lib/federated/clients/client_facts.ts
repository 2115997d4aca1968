import { classCount } from "../../model/portable.ts";
import type { TrainingData } from "../hostile/poison.ts";
import type { FederatedRun } from "../options.ts";
import type { RunState } from "../run_state.ts";
import type { ClientFacts } from "../round_context.ts";

/**
 * What a client knows about itself before it trains.
 *
 * @param data The images that it pretends to have; default: those it has.
 */
export function clientFacts(
  { partition, examples, network }: FederatedRun,
  { clients }: RunState,
  client: number,
  data: TrainingData = { examples, indices: partition[client] },
): ClientFacts {
  const labelCounts = new Uint32Array(classCount(network.topology));
  for (const index of data.indices) labelCounts[data.examples.labels[index]]++;
  return { client, images: data.indices.length, labelCounts, kept: clients[client]?.strategy };
}
