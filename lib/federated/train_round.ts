import { stream } from "../random/mod.ts";
import { arrivals, NOTHING, readThrough, unlessEmpty } from "./arrivals.ts";
import { createDownlink, type DownlinkState } from "./compression/mod.ts";
import type { Verdicts } from "./faults/screen.ts";
import { type FinishedRound, totalBytes } from "./finished_round.ts";
import { type LocalRound, localUpdates, receiveModel, type RoundRecord } from "./clients/local_updates.ts";
import { type FederatedRun, NOT_COMPRESSED } from "./options.ts";
import type { Participant } from "./clients/participants.ts";
import type { RoundContext } from "./round_context.ts";
import { STAYED } from "./round_result.ts";
import type { ClientState, RunState } from "./run_state.ts";
import { greatestSummand } from "./secure/fixed_point.ts";
import { securelySummed } from "./secure/securely_summed.ts";
import { serverStep } from "./server_step.ts";
import { trainedPart } from "./clients/trained_part.ts";
import { allFinite } from "./vectors.ts";

/**
 * A round of training: the participants train the model that was broadcast, and the server makes the next model of the
 * updates that arrive as they should. Where none does, or where the next model is not finite, the model stays as it is.
 * Clients keep what they noted in the round only if the server took their updates and its step, so that both sides
 * remember the same.
 */
export async function trainRound(
  options: FederatedRun,
  round: RoundContext,
  run: RunState,
  participants: readonly Participant[],
): Promise<FinishedRound> {
  const { strategy, secure } = options;
  const record: RoundRecord = { clients: [], loads: [], received: { ...run.clients }, toKeep: new Map() };
  const downlink = broadcast(options, round, run);
  const part = trainedPart(round.layout, strategy.frozen?.(round.layout) ?? []);
  const local: LocalRound = {
    options,
    round,
    run,
    downlink,
    part,
    participants: participants.length,
    record,
  };
  const started = participants.map((one) => receiveModel(local, one));
  const gone = started.filter(({ drops }) => drops), staying = started.filter(({ drops }) => !drops);
  for (const { client, slowness, downloadBytes } of gone) {
    record.loads.push({ client, steps: 0, slowness, uploadBytes: 0, downloadBytes });
  }
  const most = Math.max(...participants.map(({ weight }) => weight));
  const expected = {
    length: round.parameters.length,
    sentLength: strategy.sentLength,
    ...secure && { summable: { below: greatestSummand(participants.length), most } },
  };
  const verdicts: Verdicts = { taken: [], rejected: [] };
  const sent = localUpdates(local, staying);
  const { sequence, toEnd } = readThrough(arrivals(options, round.round, expected, sent, verdicts));
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

/** What each client keeps after the round. */
function keptBy({ received, toKeep }: RoundRecord, taken: readonly number[]): Record<number, ClientState> {
  const kept = { ...received };
  for (const client of taken) kept[client] = { ...kept[client], ...toKeep.get(client) };
  return kept;
}

/** The server sends the model down: w^t, or what the strategy broadcasts in its place. */
function broadcast(
  { strategy, seed, downlink = NOT_COMPRESSED }: FederatedRun,
  round: RoundContext,
  run: RunState,
): DownlinkState {
  const model = strategy.broadcast?.(round) ?? round.parameters;
  return createDownlink(downlink).broadcast(run.downlink, model, stream(seed, "downlink", round.round));
}
