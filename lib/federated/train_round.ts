import type { TrainJob } from "../engine/mod.ts";
import { stream, streamSeed } from "../random/mod.ts";
import { arrivals, NOTHING, readThrough, unlessEmpty } from "./arrivals.ts";
import type { Verdicts } from "./faults/screen.ts";
import { clientData } from "./client_data.ts";
import { clientFacts } from "./client_facts.ts";
import { createDownlink, createUplink, type DownlinkState, type Upload } from "./compression/mod.ts";
import { type FederatedOptions, NOT_COMPRESSED } from "./options.ts";
import type { Participant } from "./participants.ts";
import { greatestSummand } from "./secure/fixed_point.ts";
import { securelySummed } from "./secure/securely_summed.ts";
import { secureTraffic } from "./secure/traffic.ts";
import { serverStep } from "./server_step.ts";
import { type ClientResult, type RoundResult, STAYED } from "./round_result.ts";
import type { ClientState, RunState } from "./run_state.ts";
import type { ClientFacts, RoundContext } from "./round_context.ts";
import type { ClientLoad } from "./simulated_clock.ts";
import type { ClientUpdate } from "./strategy.ts";
import { type TrainedPart, trainedPart } from "./trained_part.ts";
import { allFinite, normOf, subtract } from "./vectors.ts";
import { sumOf } from "../numbers/mod.ts";

/** What a round gave, and what is kept of it. */
export interface FinishedRound extends
  Pick<
    RoundResult,
    "uploadBytes" | "downloadBytes" | "clients" | "dropped" | "rejected" | "stayed" | "load"
  > {
  /** What the next round starts from. */
  readonly next: RunState;
}

/**
 * A round of training: the participants train what was broadcast, the server makes a model of the updates of those
 * that arrive as they should; where none does, or what it makes is not finite, the model stays as it is. What clients
 * keep of the round counts where the server has taken their updates and its step, so that both remember the same.
 */
export async function trainRound(
  options: FederatedOptions,
  round: RoundContext,
  run: RunState,
  participants: readonly Participant[],
): Promise<FinishedRound> {
  const { strategy, secure } = options;
  const record: RoundRecord = { clients: [], loads: [], received: { ...run.clients }, toKeep: new Map() };
  const downlink = broadcast(options, round, run);
  const part = trainedPart(round.layout, strategy.frozen?.(round.layout) ?? []);
  const most = Math.max(...participants.map(({ weight }) => weight));
  const beside = strategy.sentDown?.(round.state).byteLength ?? 0;
  const started = participants.map((one) => ({
    ...one,
    downloadBytes: receive(options, downlink, part, record, one) + beside,
  }));
  const gone = started.filter(({ drops }) => drops), staying = started.filter(({ drops }) => !drops);
  for (const { client, slowness, downloadBytes } of gone) {
    record.loads.push({ client, steps: 0, slowness, uploadBytes: 0, downloadBytes });
  }
  const verdicts: Verdicts = { taken: [], rejected: [] };
  const expected = {
    length: round.parameters.length,
    sentLength: strategy.sentLength,
    ...secure && { summable: { below: greatestSummand(participants.length), most } },
  };
  const trained = localUpdates(
    options,
    round,
    run,
    downlink.model,
    part,
    staying,
    participants.length,
    record,
  );
  const { sequence, toEnd } = readThrough(arrivals(options, round.round, expected, trained, verdicts));
  const asked = participants.map(({ client }) => client);
  const updates = await unlessEmpty(secure ? securelySummed(sequence, asked, most) : sequence);
  const step = updates || strategy.privacy
    ? await serverStep(strategy, round, updates ?? NOTHING)
    : undefined;
  await toEnd();
  const stayed = step
    ? allFinite(step.parameters) ? undefined : STAYED.notFinite
    : verdicts.taken.length > 0
    ? STAYED.noSecretSum
    : STAYED.noUpdate;
  const { state } = stayed ? round : step!;
  const parameters = stayed ? round.parameters : part.keepRest(round.parameters, step!.parameters);
  return {
    ...totalBytes(record.loads),
    clients: record.clients,
    dropped: gone.map(({ client }) => client),
    rejected: verdicts.rejected,
    ...stayed && { stayed },
    load: { clients: record.loads, overlaps: strategy.overlaps ?? false },
    next: {
      round: round.round,
      parameters,
      server: state,
      downlink,
      clients: keptBy(record, stayed ? [] : verdicts.taken),
    },
  };
}

/** Bytes of all clients together. */
export function totalBytes(loads: readonly ClientLoad[]): Pick<RoundResult, "uploadBytes" | "downloadBytes"> {
  return {
    uploadBytes: sumOf(loads, ({ uploadBytes }) => uploadBytes),
    downloadBytes: sumOf(loads, ({ downloadBytes }) => downloadBytes),
  };
}

/** What is written down while the updates are read. */
interface RoundRecord {
  readonly clients: ClientResult[];
  readonly loads: ClientLoad[];
  /** What each client has kept until now, and that it has received the model. */
  readonly received: Record<number, ClientState>;
  /** What the round's clients keep where their updates are taken. */
  readonly toKeep: Map<number, ClientState>;
}

/** What each client keeps after the round. */
function keptBy({ received, toKeep }: RoundRecord, taken: readonly number[]): Record<number, ClientState> {
  const kept = { ...received };
  for (const client of taken) kept[client] = { ...kept[client], ...toKeep.get(client) };
  return kept;
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
 * A client receives the model; returns the bytes. The layers that nobody trains are sent to it only the first time.
 */
function receive(
  { downlink = NOT_COMPRESSED }: FederatedOptions,
  state: DownlinkState,
  part: TrainedPart,
  { received }: RoundRecord,
  { client }: Participant,
): number {
  const had = received[client]?.received;
  const bytes = Math.min(
    createDownlink(downlink).bytesFor(state, had),
    had === undefined ? Infinity : 4 * part.length,
  );
  received[client] = { ...received[client], received: state.messageBytes };
  return bytes;
}

/**
 * The participants' updates in their order; the record receives what each did, sent and would keep. An update that is not
 * finite is neither encoded nor sent nor kept: it goes on as it is, for the server to count.
 */
async function* localUpdates(
  options: FederatedOptions,
  round: RoundContext,
  run: RunState,
  from: Float32Array,
  part: TrainedPart,
  participants: readonly Started[],
  started: number,
  record: RoundRecord,
): AsyncGenerator<ClientUpdate> {
  const { strategy, executor, secure, seed, uplink = { codec: NOT_COMPRESSED, feedback: false } } = options;
  const { send } = createUplink(uplink);
  const facts = participants.map(({ client }) => clientFacts(options, run, client));
  const jobs = participants.map(({ work }, i) => trainJob(options, round, from, facts[i], work));
  const delta = new Float64Array(from.length);
  let next = 0;
  for await (const result of executor.run(jobs)) {
    const { client, weight, slowness, downloadBytes } = participants[next], own = facts[next++];
    subtract(delta, from, result.parameters);
    const { steps } = result;
    const { kept, sent, delta: instead = delta } = strategy.conclude?.(round, own, { steps, delta }) ?? {};
    const sound = allFinite(instead) && (!sent || allFinite(sent));
    const upload = sound
      ? send(
        part.pick(instead),
        run.clients[client]?.residual,
        stream(seed, "uplink", round.round, client),
      )
      : undefined;
    const secret = secure && secureTraffic(started, part.length + (sent?.length ?? 0) + 1);
    const sentBytes = (upload: Upload) => secret ? secret.up : upload.bytes + (sent?.byteLength ?? 0);
    record.loads.push({
      client,
      steps,
      slowness,
      uploadBytes: upload ? sentBytes(upload) : 0,
      downloadBytes: downloadBytes + (secret ? secret.down : 0),
    });
    record.clients.push({
      client,
      images: own.images,
      steps,
      trainingLoss: result.lossSum / result.images,
      updateNorm: normOf(delta),
      seconds: result.seconds,
    });
    if (upload) {
      record.toKeep.set(client, {
        ...(kept !== undefined && { strategy: kept }),
        ...(upload.residual && { residual: upload.residual }),
      });
    }
    yield { client, weight, steps, delta: upload ? part.place(upload.received) : instead, sent };
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
    ...clientData(options, facts.client, facts.labelCounts.length),
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
