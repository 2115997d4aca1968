import { clientFacts } from "./client_facts.ts";
import type { Exchange } from "./exchange.ts";
import type { FederatedOptions } from "./options.ts";
import type { Participant } from "./participants.ts";
import type { RunState } from "./run_state.ts";
import type { RoundContext } from "./round_context.ts";
import type { FinishedRound } from "./train_round.ts";

/** A round in which an exchange takes the place of training. */
export async function exchangeRound(
  options: FederatedOptions,
  exchange: Exchange,
  round: RoundContext,
  run: RunState,
  participants: readonly Participant[],
): Promise<FinishedRound> {
  const { network, examples, partition, seed, executor } = options;
  const staying = participants.filter(({ drops }) => !drops);
  const clients = staying.map(({ client }) => ({
    ...clientFacts(options, run, client),
    indices: partition[client],
  }));
  const result = clients.length > 0
    ? await exchange.perform({ round, network, examples, clients, seed, executor })
    : { parameters: round.parameters, uploadBytes: 0, downloadBytes: 0 };
  const { parameters, uploadBytes, downloadBytes } = result;
  // A pass over its images takes a client no longer than an epoch of training.
  const loads = staying.map(({ client, slowness }) => ({
    client,
    slowness,
    steps: Math.ceil(partition[client].length / network.batchSize),
    uploadBytes: uploadBytes / staying.length,
    downloadBytes: downloadBytes / staying.length,
  }));
  return {
    uploadBytes,
    downloadBytes,
    clients: [],
    dropped: participants.filter(({ drops }) => drops).map(({ client }) => client),
    rejected: [],
    load: { clients: loads, overlaps: false },
    next: { ...run, round: round.round, parameters },
  };
}
