import { normal, stream } from "../random/mod.ts";

/** How long things would take on the clients' own machines and lines. */
export interface ClockModel {
  /** Megabits a second from a client to the server. */
  readonly uploadMbps: number;
  /** Megabits a second from the server to a client. */
  readonly downloadMbps: number;
  /** Seconds until the first byte of a message arrives. */
  readonly latency: number;
  /** Standard deviation of the logarithm of line speeds: at 0 all are alike, at 1 a third is off by a factor of e or more. */
  readonly lineSpread: number;
  /** Seconds of one training step. */
  readonly stepSeconds: number;
}

/** A usual line at home, and a step of the original network on one core of a small computer. */
export const HOME: ClockModel = {
  uploadMbps: 10,
  downloadMbps: 50,
  latency: 0.05,
  lineSpread: 0,
  stepSeconds: 0.02,
};

/** What a client had to do in a round. */
export interface ClientLoad {
  /** Its index in the partition. */
  readonly client: number;
  /** Its optimiser steps; 0 for one that dropped out. */
  readonly steps: number;
  /** By what factor its steps took longer than usual. */
  readonly slowness: number;
  /** Bytes it sent; 0 for one that dropped out. */
  readonly uploadBytes: number;
  /** Bytes it received. */
  readonly downloadBytes: number;
}

/** What a round's clients had to do. */
export interface RoundLoad {
  /** One entry for each client that began the round, including those that dropped out. */
  readonly clients: readonly ClientLoad[];
  /** Whether they computed while the messages of the last round were still on their way. */
  readonly overlaps: boolean;
}

/** Seconds that a client computes in a round. */
export function computeSeconds({ stepSeconds }: ClockModel, { steps, slowness }: ClientLoad): number {
  return steps * slowness * stepSeconds;
}

/** Seconds that a client's messages of a round are on their way, up and down. */
export function transferSeconds(clock: ClockModel, load: ClientLoad, seed: number): number {
  const { uploadMbps, downloadMbps, latency, lineSpread } = clock;
  const speed = Math.exp(lineSpread * normal(stream(seed, "line", load.client)));
  const on = (bytes: number, mbps: number) => bytes > 0 ? latency + bytes * 8 / (mbps * 1e6 * speed) : 0;
  return on(load.downloadBytes, downloadMbps) + on(load.uploadBytes, uploadMbps);
}

/**
 * Seconds of a round: those of its slowest client, as the server waits for all that have not dropped out. A client
 * receives, computes and sends in turn; if the messages of the last round overlap with the computing of this one, the
 * longer of the two counts.
 *
 * @param seed Decides the clients' lines.
 */
export function roundSeconds(clock: ClockModel, { clients, overlaps }: RoundLoad, seed: number): number {
  return clients.reduce((longest, load) => {
    const compute = computeSeconds(clock, load), transfer = transferSeconds(clock, load, seed);
    return Math.max(longest, overlaps ? Math.max(compute, transfer) : compute + transfer);
  }, 0);
}
