import { clientFacts } from "./client_facts.ts";
import type { Exchange } from "./exchange.ts";
import type { FederatedOptions } from "./options.ts";
import type { RunState } from "./run_state.ts";
import type { RoundContext } from "./round_context.ts";
import type { FinishedRound } from "./train_round.ts";

/** A round in which an exchange takes the place of training. */
export async function exchangeRound(
  options: FederatedOptions,
  exchange: Exchange,
  round: RoundContext,
  run: RunState,
  participants: Uint32Array,
): Promise<FinishedRound> {
  const { network, examples, partition, seed, executor } = options;
  const clients = Array.from(participants, (client) => ({
    ...clientFacts(options, run, client),
    indices: partition[client],
  }));
  const result = await exchange.perform({ round, network, examples, clients, seed, executor });
  const { parameters, uploadBytes, downloadBytes } = result;
  return { uploadBytes, downloadBytes, clients: [], next: { ...run, round: round.round, parameters } };
}
