import type { TrainJob } from "../../engine/mod.ts";
import { stream, streamSeed } from "../../random/mod.ts";
import { clientData } from "./client_data.ts";
import { clientFacts } from "./client_facts.ts";
import { createDownlink, createUplink, type DownlinkState } from "../compression/mod.ts";
import { clientsWork, roundWork } from "../round_work.ts";
import { type FederatedRun, NOT_COMPRESSED } from "../options.ts";
import type { Participant } from "./participants.ts";
import type { ClientFacts, RoundContext } from "../round_context.ts";
import type { ClientResult } from "../round_result.ts";
import type { ClientState, RunState } from "../run_state.ts";
import { secureTraffic } from "../secure/traffic.ts";
import type { ClientLoad } from "../simulated_clock.ts";
import type { ClientUpdate } from "../strategy.ts";
import type { TrainedPart } from "./trained_part.ts";
import { allFinite, subtract } from "../vectors.ts";

/** A round of training as its clients go through it. */
export interface LocalRound {
  /** The run's options. */
  readonly options: FederatedRun;
  /** The round as the server sees it. */
  readonly round: RoundContext;
  /** The run before the round. */
  readonly run: RunState;
  /** What the server has broadcast. */
  readonly downlink: DownlinkState;
  /** The parameters that clients train. */
  readonly part: TrainedPart;
  /** How many clients begin the round, those that drop out included. */
  readonly participants: number;
  /** Receives what the clients do. */
  readonly record: RoundRecord;
}

/** What is written down about the clients while their updates are read. */
export interface RoundRecord {
  /** What each client did that trained to the end. */
  readonly clients: ClientResult[];
  /** What each client had to do, those that dropped out included. */
  readonly loads: ClientLoad[];
  /** What each client has kept until now, and that it has received the model. */
  readonly received: Record<number, ClientState>;
  /** What the round's clients keep if the server takes their updates. */
  readonly toKeep: Map<number, ClientState>;
}

/** A participant that has received the model. */
export type Started = Participant & {
  /** Bytes it has received: the model, and what the strategy sends beside it. */
  readonly downloadBytes: number;
};

/** A client receives the model. Layers that nobody trains are sent to it only the first time. */
export function receiveModel(
  { options, round, downlink, part, record }: LocalRound,
  one: Participant,
): Started {
  const { strategy, downlink: codec = NOT_COMPRESSED } = options, { received } = record, { client } = one;
  const had = received[client]?.received;
  const bytes = Math.min(
    createDownlink(codec).bytesFor(downlink, had),
    had === undefined ? Infinity : 4 * part.length,
  );
  received[client] = { ...received[client], received: downlink.messageBytes };
  return { ...one, downloadBytes: bytes + (strategy.sentDown?.(round.state).byteLength ?? 0) };
}

/**
 * The participants train; their updates come in the participants' order, and the record receives what each client did,
 * sent and would keep. An update that is not finite is neither encoded nor sent nor kept: it is passed on as it is, for the
 * server to count.
 */
export async function* localUpdates(
  local: LocalRound,
  participants: readonly Started[],
): AsyncGenerator<ClientUpdate> {
  const { options, round, run, downlink, part, record } = local;
  const { strategy, executor, secure, seed, uplink = { codec: NOT_COMPRESSED, feedback: false } } = options;
  const { send } = createUplink(uplink);
  const facts = participants.map(({ client }) => clientFacts(options, run, client));
  const jobs = participants.map(({ work }, i) => trainJob(local, facts[i], work));
  options.begun?.(roundWork(round.round, clientsWork(jobs), options));
  const delta = new Float64Array(downlink.model.length);
  let next = 0;
  for await (const result of executor.run(jobs)) {
    const { client, weight, slowness, downloadBytes } = participants[next], own = facts[next++];
    const updateNorm = subtract(delta, downlink.model, result.parameters);
    const { steps } = result;
    const { kept, sent, delta: instead = delta } = strategy.conclude?.(round, own, { steps, delta }) ?? {};
    // The norm of a difference of single-precision numbers is finite where all of them are.
    const finite = strategy.conclude ? allFinite(instead) : Number.isFinite(updateNorm);
    const sound = finite && (!sent || allFinite(sent));
    const upload = sound
      ? send(
        part.pick(instead),
        run.clients[client]?.residual,
        stream(seed, "uplink", round.round, client),
      )
      : undefined;
    const secret = secure && secureTraffic(local.participants, part.length + (sent?.length ?? 0) + 1);
    const plainBytes = upload ? upload.bytes + (sent?.byteLength ?? 0) : 0;
    record.loads.push({
      client,
      steps,
      slowness,
      uploadBytes: upload && secret ? secret.up : plainBytes,
      downloadBytes: downloadBytes + (secret ? secret.down : 0),
    });
    record.clients.push({
      client,
      images: own.images,
      steps,
      trainingLoss: result.lossSum / result.images,
      updateNorm,
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

function trainJob({ options, round, downlink }: LocalRound, facts: ClientFacts, work: number): TrainJob {
  const { network, localEpochs, seed, strategy } = options;
  const { batchSize } = network;
  const { examples, indices } = clientData(options, facts.client, facts.labelCounts.length);
  const allSteps = localEpochs * Math.ceil(facts.images / batchSize);
  return {
    kind: "train",
    network,
    parameters: downlink.model,
    examples,
    indices,
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
