import { classCount } from "../model/portable.ts";
import { stream } from "../random/mod.ts";
import { arrivals } from "./arrivals.ts";
import type { Verdicts } from "./faults/screen.ts";
import { type FinishedRound, totalBytes } from "./finished_round.ts";
import { clientData } from "./clients/client_data.ts";
import { clientFacts } from "./clients/client_facts.ts";
import type { ClientSums, Exchange, ExchangeClient } from "./exchange.ts";
import type { FederatedRun } from "./options.ts";
import { everybody } from "./clients/participants.ts";
import type { RunState } from "./run_state.ts";
import type { RoundContext } from "./round_context.ts";
import { greatestSummand } from "./secure/fixed_point.ts";
import { securelySummed } from "./secure/securely_summed.ts";
import { secureTraffic } from "./secure/traffic.ts";
import type { ClientLoad } from "./simulated_clock.ts";
import type { SumPart } from "./privacy/privacy.ts";
import type { ClientUpdate } from "./strategy.ts";
import { STAYED } from "./round_result.ts";
import { addScaled, allFinite } from "./vectors.ts";
import { weightsOf } from "./weights.ts";
import { mean, sumOf } from "../numbers/mod.ts";

/** A round in which an exchange replaces training: all clients are asked. */
export async function exchangeRound(
  options: FederatedRun,
  exchange: Exchange,
  round: RoundContext,
  run: RunState,
): Promise<FinishedRound> {
  const { network, partition, seed, executor, strategy } = options;
  const participants = everybody(options, round.round);
  const gone = participants.filter(({ drops }) => drops).map(({ client }) => client);
  const staying = participants.filter(({ drops }) => !drops);
  const verdicts: Verdicts = { taken: [], rejected: [] };
  const traffic: Traffic = new Map(participants.map(({ client }) => [client, { up: 0, down: 0 }]));
  const clients = staying.map(({ client }) => exchangeClient(options, run, client));
  let asked = 0;
  const parameters = await exchange.perform({
    round,
    network,
    clients,
    seed,
    executor,
    async total(sums) {
      if (++asked > exchange.sums) {
        throw new Error(`${strategy.name} asks for more than ${exchange.sums} sums`);
      }
      // A client that drops out has still received what it needs for the first sum.
      if (asked === 1) gone.forEach((client) => traffic.get(client)!.down = sums.downloadBytes);
      const sent = contributions(options, clients, sums, participants.length, traffic);
      const total = await totalOf(
        options,
        round.round,
        participants.map(({ client }) => client),
        sent,
        sums,
        verdicts,
      );
      return coveredTotal(options, total, sums.parts, stream(seed, "private sums", round.round, asked));
    },
  });
  const loads = participants.map(({ client, slowness, drops }): ClientLoad => ({
    client,
    slowness,
    // A pass over its images takes a client no longer than an epoch of training.
    steps: drops ? 0 : Math.ceil(partition.at(client)!.length / network.batchSize),
    uploadBytes: traffic.get(client)!.up,
    downloadBytes: traffic.get(client)!.down,
  }));
  const stayed = !parameters ? STAYED.noSum : allFinite(parameters) ? undefined : STAYED.notFinite;
  return {
    ...totalBytes(loads),
    clients: [],
    dropped: gone,
    rejected: verdicts.rejected,
    ...stayed && { stayed },
    load: { clients: loads, overlaps: false },
    next: { ...run, round: round.round, parameters: stayed ? round.parameters : parameters! },
  };
}

function exchangeClient(options: FederatedRun, run: RunState, client: number): ExchangeClient {
  const classes = classCount(options.network.topology);
  const data = clientData(options, client, classes);
  return { ...clientFacts(options, run, client, data), ...data };
}

/** Bytes that each client has sent and received. */
type Traffic = Map<number, { up: number; down: number }>;

/** The clients' sums as they send them, in their order; what they send and receive is added to the traffic. */
async function* contributions(
  options: FederatedRun,
  clients: readonly ExchangeClient[],
  { vectors, parts, downloadBytes }: ClientSums,
  n: number,
  traffic: Traffic,
): AsyncGenerator<ClientUpdate> {
  const { strategy: { privacy }, secure, partition } = options;
  const sizes = Array.from({ length: partition.length }, (_, client) => partition.at(client)!.length);
  const average = mean(sizes);
  // With privacy no client is scaled by what the others hold, which would reveal it: the bound must suffice.
  const alike = weightsOf(options) === "uniform" && !privacy;
  let next = 0;
  for await (const { vector, bytes: plain } of vectors) {
    const { client, images } = clients[next++], own = traffic.get(client)!;
    if (alike) { for (let i = 0; i < vector.length; i++) vector[i] *= average / images; }
    const bounded = privacy?.bound(vector, parts) ?? vector;
    // Sums that are not added in secret, in fixed point, are sent as 32-bit floats.
    const delta = secure ? bounded : bounded.map(Math.fround);
    const secret = secure ? secureTraffic(n, vector.length + 1) : { up: plain, down: 0 };
    // A client does not send sums that are not finite.
    if (allFinite(delta)) own.up += secret.up;
    own.down += downloadBytes + secret.down;
    yield { client, weight: 1, steps: 0, delta };
  }
}

/** The server adds up the clients' sums; undefined if it has none. */
async function totalOf(
  options: FederatedRun,
  round: number,
  asked: readonly number[],
  sent: AsyncIterable<ClientUpdate>,
  { parts }: ClientSums,
  verdicts: Verdicts,
): Promise<Float64Array | undefined> {
  const { secure, strategy: { privacy } } = options;
  const length = lengthOf(parts);
  const summable = secure ? { below: greatestSummand(asked.length), most: 1 } : undefined;
  const taken = arrivals(options, round, { length, summable }, sent, verdicts);
  let total: Float64Array | undefined;
  for await (const { clients = 1, delta } of secure ? securelySummed(taken, asked, 1) : taken) {
    total ??= new Float64Array(length);
    // A hostile client may not have bounded its sums, so the server bounds them again, where it can see them.
    addScaled(total, clients, clients === 1 && privacy ? privacy.bound(delta, parts) : delta);
  }
  return total;
}

function coveredTotal(
  { strategy: { privacy } }: FederatedRun,
  total: Float64Array | undefined,
  parts: readonly SumPart[],
  random: () => number,
): Float64Array | undefined {
  return privacy ? privacy.cover(total ?? new Float64Array(lengthOf(parts)), parts, random) : total;
}

function lengthOf(parts: readonly SumPart[]): number {
  return sumOf(parts, ({ length }) => length);
}
