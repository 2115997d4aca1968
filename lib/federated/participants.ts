import { stream } from "../random/mod.ts";
import { type FaultKind, faultOf, STRAGGLER_FACTOR } from "./faults/faults.ts";
import type { FederatedOptions } from "./options.ts";
import { sampleBySize, sampleClients, type Sampled } from "./sampling.ts";
import { type Hindrance, hindranceOf } from "./stragglers.ts";

/** A client drawn for a round, and what comes between it and its work. */
export type Participant = Sampled & Hindrance;

/** The clients of a round, in their order. */
export function participantsOf(
  { partition, sampledFraction, sampling = "uniform", stragglers = {}, faults, seed }: FederatedOptions,
  round: number,
): Participant[] {
  const sizes = partition.map(({ length }) => length);
  const random = stream(seed, "sample", round);
  const sampled = sampling === "weighted" ? sampleBySize(sizes, sampledFraction, random) : Array.from(
    sampleClients(sizes.length, sampledFraction, random),
    (client) => ({ client, weight: sizes[client] }),
  );
  return sampled.map((one) => {
    const hindrance = hindranceOf(stragglers, seed, round, one.client);
    return { ...one, ...faulty(hindrance, faultOf(faults, seed, round, one.client)) };
  });
}

/** A crash is a drop-out, a straggler slower by far; the other faults come between the client and the server. */
function faulty(hindrance: Hindrance, fault: FaultKind | undefined): Hindrance {
  if (fault === "crash") return { ...hindrance, drops: true };
  if (fault === "straggler") return { ...hindrance, slowness: hindrance.slowness * STRAGGLER_FACTOR };
  return hindrance;
}
