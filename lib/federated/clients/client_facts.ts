import { classCount } from "../../model/portable.ts";
import type { TrainingData } from "../hostile/poison.ts";
import { ownData } from "./client_data.ts";
import type { FederatedRun } from "../options.ts";
import type { RunState } from "../run_state.ts";
import type { ClientFacts } from "../round_context.ts";

/**
 * What a client knows about itself before it trains.
 *
 * @param data The images that it pretends to have; default: those it has.
 */
export function clientFacts(
  options: FederatedRun,
  { clients }: RunState,
  client: number,
  data: TrainingData = ownData(options, client),
): ClientFacts {
  const labelCounts = new Uint32Array(classCount(options.network.topology));
  for (const label of data.labels) labelCounts[label]++;
  return { client, images: data.indices.length, labelCounts, kept: clients[client]?.strategy };
}
