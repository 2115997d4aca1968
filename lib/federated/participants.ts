import { stream } from "../random/mod.ts";
import type { FederatedOptions } from "./options.ts";
import { sampleBySize, sampleClients, type Sampled } from "./sampling.ts";
import { type Hindrance, hindranceOf } from "./stragglers.ts";

/** A client drawn for a round, and what comes between it and its work. */
export type Participant = Sampled & Hindrance;

/** The clients of a round, in their order. */
export function participantsOf(
  { partition, sampledFraction, sampling = "uniform", stragglers = {}, seed }: FederatedOptions,
  round: number,
): Participant[] {
  const sizes = partition.map(({ length }) => length);
  const random = stream(seed, "sample", round);
  const sampled = sampling === "weighted" ? sampleBySize(sizes, sampledFraction, random) : Array.from(
    sampleClients(sizes.length, sampledFraction, random),
    (client) => ({ client, weight: sizes[client] }),
  );
  return sampled.map((one) => ({ ...one, ...hindranceOf(stragglers, seed, round, one.client) }));
}
