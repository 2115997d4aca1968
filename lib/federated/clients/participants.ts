import { type Random, stream } from "../../random/mod.ts";
import { type FaultKind, faultOf, STRAGGLER_FACTOR } from "../faults/faults.ts";
import type { FederatedRun } from "../options.ts";
import { sampleByChance, sampleBySize, sampleClients, type Sampled } from "./sampling.ts";
import { type Hindrance, hindranceOf } from "./stragglers.ts";
import { clientWeight } from "../weights.ts";

/** A client drawn for a round, and what hinders it. */
export type Participant = Sampled & Hindrance;

/** The clients of a round of training, in their order. */
export function participantsOf(options: FederatedRun, round: number): Participant[] {
  return draw(options, stream(options.seed, "sample", round)).map((one) => hindered(options, round, one));
}

/** All clients, in their order: the participants of an exchange. */
export function everybody(options: FederatedRun, round: number): Participant[] {
  return Array.from(
    { length: options.partition.length },
    (_, client) => hindered(options, round, { client, weight: clientWeight(options, client) }),
  );
}

function hindered(
  { stragglers = {}, faults, seed }: FederatedRun,
  round: number,
  one: Sampled,
): Participant {
  const hindrance = hindranceOf(stragglers, seed, round, one.client);
  return { ...one, ...faulty(hindrance, faultOf(faults, seed, round, one.client)) };
}

function draw(options: FederatedRun, random: Random): Sampled[] {
  const { partition, sampledFraction: fraction, sampling = "uniform" } = options;
  const n = partition.length;
  const weighed = (clients: Uint32Array) =>
    Array.from(clients, (client) => ({ client, weight: clientWeight(options, client) }));
  switch (sampling) {
    case "uniform":
      return weighed(sampleClients(n, fraction, random));
    case "poisson":
      return weighed(sampleByChance(n, fraction, random));
    case "weighted":
      return sampleBySize(
        Uint32Array.from({ length: n }, (_, client) => partition.at(client)!.length),
        fraction,
        random,
      );
    default: {
      const unknown: never = sampling;
      throw new TypeError(`Unknown sampling: ${unknown}.`);
    }
  }
}

/** A crash makes a client drop out, a straggler computes far slower; the other faults happen on the way to the server. */
function faulty(hindrance: Hindrance, fault: FaultKind | undefined): Hindrance {
  if (fault === "crash") return { ...hindrance, drops: true };
  if (fault === "straggler") return { ...hindrance, slowness: hindrance.slowness * STRAGGLER_FACTOR };
  return hindrance;
}
