import { type Random, stream } from "../random/mod.ts";
import { type FaultKind, faultOf, STRAGGLER_FACTOR } from "./faults/faults.ts";
import type { FederatedOptions } from "./options.ts";
import { sampleByChance, sampleBySize, sampleClients, type Sampled, type Sampling } from "./sampling.ts";
import { type Hindrance, hindranceOf } from "./stragglers.ts";

/** A client drawn for a round, and what comes between it and its work. */
export type Participant = Sampled & Hindrance;

/** The clients of a round, in their order. */
export function participantsOf(
  { partition, sampledFraction, sampling = "uniform", stragglers = {}, faults, seed }: FederatedOptions,
  round: number,
): Participant[] {
  const sizes = partition.map(({ length }) => length);
  const sampled = draw(sampling, sizes, sampledFraction, stream(seed, "sample", round));
  return sampled.map((one) => {
    const hindrance = hindranceOf(stragglers, seed, round, one.client);
    return { ...one, ...faulty(hindrance, faultOf(faults, seed, round, one.client)) };
  });
}

function draw(sampling: Sampling, sizes: readonly number[], fraction: number, random: Random): Sampled[] {
  const alike = (clients: Uint32Array) =>
    Array.from(clients, (client) => ({ client, weight: sizes[client] }));
  switch (sampling) {
    case "uniform":
      return alike(sampleClients(sizes.length, fraction, random));
    case "poisson":
      return alike(sampleByChance(sizes.length, fraction, random));
    case "weighted":
      return sampleBySize(sizes, fraction, random);
    default: {
      const unknown: never = sampling;
      throw new TypeError(`Unknown sampling: ${unknown}.`);
    }
  }
}

/** A crash is a drop-out, a straggler slower by far; the other faults come between the client and the server. */
function faulty(hindrance: Hindrance, fault: FaultKind | undefined): Hindrance {
  if (fault === "crash") return { ...hindrance, drops: true };
  if (fault === "straggler") return { ...hindrance, slowness: hindrance.slowness * STRAGGLER_FACTOR };
  return hindrance;
}
