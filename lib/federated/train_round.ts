import type { TrainJob } from "../engine/mod.ts";
import { stream, streamSeed } from "../random/mod.ts";
import { arrivals, NOTHING, unlessEmpty } from "./arrivals.ts";
import { clientFacts } from "./client_facts.ts";
import { createDownlink, createUplink, type DownlinkState } from "./compression/mod.ts";
import type { Rejection } from "./faults/screen.ts";
import { hostileClients } from "./hostile/hostile_clients.ts";
import { poison, type TrainingData } from "./hostile/poison.ts";
import { type FederatedOptions, NOT_COMPRESSED } from "./options.ts";
import type { Participant } from "./participants.ts";
import { secured } from "./secure/secured.ts";
import { fedAvg } from "./strategies/fedavg.ts";
import type { ClientResult, RoundResult } from "./round_result.ts";
import type { ClientState, RunState } from "./run_state.ts";
import type { ClientFacts, RoundContext } from "./round_context.ts";
import type { ClientLoad } from "./simulated_clock.ts";
import type { ClientUpdate } from "./strategy.ts";
import { type TrainedPart, trainedPart } from "./trained_part.ts";
import { normOf, subtract } from "./vectors.ts";

/** What a round gave, and what is kept of it. */
export interface FinishedRound
  extends Pick<RoundResult, "uploadBytes" | "downloadBytes" | "clients" | "dropped" | "rejected" | "load"> {
  /** What the next round starts from. */
  readonly next: RunState;
}

/**
 * A round of training: the participants train what was broadcast, the server makes a model of the updates of those
 * that arrive as they should; where none does, it stays as it is.
 */
export async function trainRound(
  options: FederatedOptions,
  round: RoundContext,
  run: RunState,
  participants: readonly Participant[],
): Promise<FinishedRound> {
  const { strategy } = options;
  const record: RoundRecord = { clients: [], loads: [], kept: { ...run.clients } };
  const downlink = broadcast(options, round, run);
  const part = trainedPart(round.layout, strategy.frozen?.(round.layout) ?? []);
  const started = participants.map((one) => ({
    ...one,
    downloadBytes: receive(options, downlink, part, record, one),
  }));
  const gone = started.filter(({ drops }) => drops), staying = started.filter(({ drops }) => !drops);
  for (const { client, slowness, downloadBytes } of gone) {
    record.loads.push({ client, steps: 0, slowness, uploadBytes: 0, downloadBytes });
  }
  const rejected: Rejection[] = [];
  const trained = localUpdates(options, round, run, downlink.model, part, staying, record);
  const taken = arrivals(options, round, trained, rejected);
  const updates = await unlessEmpty(options.secure ? asOne(taken, participants) : taken);
  const aggregate = strategy.aggregate ?? fedAvg().aggregate!;
  const { parameters, state } = updates || strategy.always
    ? await aggregate(round, updates ?? NOTHING)
    : round;
  return {
    uploadBytes: sum(record.loads.map(({ uploadBytes }) => uploadBytes)),
    downloadBytes: sum(record.loads.map(({ downloadBytes }) => downloadBytes)),
    clients: record.clients,
    dropped: gone.map(({ client }) => client),
    rejected,
    load: { clients: record.loads, overlaps: strategy.overlaps ?? false },
    next: { round: round.round, parameters, server: state, downlink, clients: record.kept },
  };
}

function asOne(updates: AsyncIterable<ClientUpdate>, participants: readonly Participant[]) {
  const most = Math.max(...participants.map(({ weight }) => weight));
  return secured(updates, participants.map(({ client }) => client), most);
}

/** What is written down while the updates are read. */
interface RoundRecord {
  readonly clients: ClientResult[];
  readonly loads: ClientLoad[];
  readonly kept: Record<number, ClientState>;
}

/** A participant that has received the model. */
type Started = Participant & { readonly downloadBytes: number };

function broadcast(
  { strategy, seed, downlink = NOT_COMPRESSED }: FederatedOptions,
  round: RoundContext,
  run: RunState,
): DownlinkState {
  const model = strategy.broadcast?.(round) ?? round.parameters;
  return createDownlink(downlink).broadcast(run.downlink, model, stream(seed, "downlink", round.round));
}

/**
 * A client receives the model and what the strategy sends beside it; returns the bytes. What nobody trains it has
 * since its first time.
 */
function receive(
  { strategy, downlink = NOT_COMPRESSED }: FederatedOptions,
  state: DownlinkState,
  part: TrainedPart,
  { kept }: RoundRecord,
  { client }: Participant,
): number {
  const had = kept[client]?.received;
  const bytes = Math.min(
    createDownlink(downlink).bytesFor(state, had),
    had === undefined ? Infinity : 4 * part.length,
  );
  kept[client] = { ...kept[client], received: state.messageBytes };
  return bytes + (strategy.vectorsDown ?? 0) * state.model.byteLength;
}

/** The participants' updates in their order; the record receives what each did, sent and kept. */
async function* localUpdates(
  options: FederatedOptions,
  round: RoundContext,
  run: RunState,
  from: Float32Array,
  part: TrainedPart,
  participants: readonly Started[],
  record: RoundRecord,
): AsyncGenerator<ClientUpdate> {
  const { strategy, executor, seed, uplink = { codec: NOT_COMPRESSED, feedback: false } } = options;
  const { send } = createUplink(uplink);
  const facts = participants.map(({ client }) => clientFacts(options, run, client));
  const jobs = participants.map(({ work }, i) => trainJob(options, round, from, facts[i], work));
  const delta = new Float64Array(from.length);
  let next = 0;
  for await (const result of executor.run(jobs)) {
    const { client, weight, slowness, downloadBytes } = participants[next], { images } = facts[next];
    subtract(delta, from, result.parameters);
    const { steps } = result;
    const { kept, sent } = strategy.conclude?.(round, facts[next], { steps, delta }) ?? {};
    next++;
    const { bytes, received, residual } = send(
      part.pick(delta),
      record.kept[client].residual,
      stream(seed, "uplink", round.round, client),
    );
    record.kept[client] = {
      ...record.kept[client],
      ...(kept !== undefined && { strategy: kept }),
      ...(residual && { residual }),
    };
    const uploadBytes = bytes + (sent?.byteLength ?? 0);
    record.loads.push({ client, steps, slowness, uploadBytes, downloadBytes });
    record.clients.push({
      client,
      images,
      steps,
      trainingLoss: result.lossSum / result.images,
      updateNorm: normOf(delta),
      seconds: result.seconds,
    });
    yield { client, weight, steps, delta: part.place(received), sent };
  }
}

function trainJob(
  options: FederatedOptions,
  round: RoundContext,
  parameters: Float32Array,
  facts: ClientFacts,
  work: number,
): TrainJob {
  const { network, localEpochs, seed, strategy } = options;
  const { batchSize } = network;
  const allSteps = localEpochs * Math.ceil(facts.images / batchSize);
  return {
    kind: "train",
    network,
    parameters,
    ...trainingData(options, facts),
    training: {
      epochs: localEpochs,
      mostSteps: Math.max(1, Math.round(work * allSteps)),
      batchSize,
      optimizer: round.optimizer,
      objective: { ...strategy.client?.(round, facts), frozen: strategy.frozen?.(round.layout) },
      seed: streamSeed(seed, "client", round.round, facts.client),
    },
  };
}

/** A client's own images; poisoned where it is hostile that way. */
function trainingData(
  { examples, partition, hostile, seed }: FederatedOptions,
  { client, labelCounts }: ClientFacts,
): TrainingData {
  const own = { examples, indices: partition[client] };
  return hostile && hostileClients(hostile, partition.length, seed).has(client)
    ? poison(hostile.attack, own, labelCounts.length, seed, client)
    : own;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
