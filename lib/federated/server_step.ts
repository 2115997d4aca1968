import type { RoundContext } from "./round_context.ts";
import { fedAvg } from "./strategies/fedavg.ts";
import type { Aggregate, ClientUpdate, Strategy } from "./strategy.ts";
import { meanUpdate } from "./vectors.ts";

/** What a strategy's server makes of a round's updates: by its `aggregate`, else by its `step`, else by FedAvg's. */
export async function serverStep(
  strategy: Strategy,
  round: RoundContext,
  updates: AsyncIterable<ClientUpdate>,
): Promise<Aggregate> {
  if (strategy.aggregate) return await strategy.aggregate(round, updates);
  const server = strategy.step ? strategy : fedAvg();
  return server.step!(round, await meanUpdate(round.parameters.length, updates));
}
