import type { TrainJob } from "../engine/mod.ts";
import { streamSeed } from "../random/mod.ts";
import { clientFacts } from "./client_facts.ts";
import type { FederatedOptions } from "./options.ts";
import { fedAvg } from "./strategies/fedavg.ts";
import type { ClientResult, RoundResult } from "./round_result.ts";
import type { ClientState, RunState } from "./run_state.ts";
import type { ClientFacts, RoundContext } from "./round_context.ts";
import type { ClientUpdate } from "./strategy.ts";

/** What a round gave, and what is kept of it. */
export interface FinishedRound extends Pick<RoundResult, "uploadBytes" | "downloadBytes" | "clients"> {
  /** What the next round starts from. */
  readonly next: RunState;
}

/** A round of training: the participants train what was broadcast, the server makes a model of their updates. */
export async function trainRound(
  options: FederatedOptions,
  round: RoundContext,
  run: RunState,
  participants: Uint32Array,
): Promise<FinishedRound> {
  const { strategy } = options;
  const record: RoundRecord = { clients: [], kept: { ...run.clients }, uploadBytes: 0 };
  const updates = localUpdates(options, round, run, participants, record);
  const aggregate = strategy.aggregate ?? fedAvg().aggregate!;
  const { parameters, state } = await aggregate(round, updates);
  return {
    uploadBytes: record.uploadBytes,
    downloadBytes: participants.length * (1 + (strategy.vectorsDown ?? 0)) * parameters.byteLength,
    clients: record.clients,
    next: { round: round.round, parameters, server: state, clients: record.kept },
  };
}

/** What is written down while the updates are read. */
interface RoundRecord {
  readonly clients: ClientResult[];
  readonly kept: Record<number, ClientState>;
  uploadBytes: number;
}

/** The participants' updates in their order; the record receives what each did, sent and kept. */
async function* localUpdates(
  options: FederatedOptions,
  round: RoundContext,
  run: RunState,
  participants: Uint32Array,
  record: RoundRecord,
): AsyncGenerator<ClientUpdate> {
  const { strategy, executor } = options;
  const from = strategy.broadcast?.(round) ?? round.parameters;
  const facts = Array.from(participants, (client) => clientFacts(options, run, client));
  const jobs = facts.map((client) => trainJob(options, round, from, client));
  const delta = new Float64Array(from.length);
  let next = 0;
  for await (const result of executor.run(jobs)) {
    const client = facts[next++];
    for (let i = 0; i < delta.length; i++) delta[i] = from[i] - result.parameters[i];
    const { steps } = result;
    const { kept, sent } = strategy.conclude?.(round, client, { steps, delta }) ?? {};
    if (kept !== undefined) record.kept[client.client] = { strategy: kept };
    record.uploadBytes += result.parameters.byteLength + (sent?.byteLength ?? 0);
    record.clients.push({
      client: client.client,
      images: client.images,
      steps,
      trainingLoss: result.lossSum / result.images,
      updateNorm: norm(delta),
      seconds: result.seconds,
    });
    yield { client: client.client, images: client.images, steps, delta, sent };
  }
}

function trainJob(
  { network, examples, partition, localEpochs, seed, strategy }: FederatedOptions,
  round: RoundContext,
  parameters: Float32Array,
  facts: ClientFacts,
): TrainJob {
  return {
    kind: "train",
    network,
    parameters,
    examples,
    indices: partition[facts.client],
    training: {
      epochs: localEpochs,
      batchSize: network.batchSize,
      optimizer: round.optimizer,
      objective: strategy.client?.(round, facts),
      seed: streamSeed(seed, "client", round.round, facts.client),
    },
  };
}

/** ‖v‖₂. */
function norm(v: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < v.length; i++) sum += v[i] ** 2;
  return Math.sqrt(sum);
}
