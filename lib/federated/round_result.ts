import type { Rejection } from "./faults/screen.ts";
import type { RunState } from "./run_state.ts";
import type { RoundLoad } from "./simulated_clock.ts";

/** Why a round may have left the model as it was. */
export const STAYED = {
  noUpdate: "no update arrived",
  noSecretSum: "too few clients stayed for a secret sum",
  noSum: "the clients' sums gave no model",
  notFinite: "the next model was not finite",
} as const;

/** What one client did in a round. */
export interface ClientResult {
  /** Its index in the partition. */
  readonly client: number;
  /** Its images: n_k. */
  readonly images: number;
  /** Its optimiser steps: τ_k. */
  readonly steps: number;
  /** Mean loss over its images while it trained, with dropout. */
  readonly trainingLoss: number;
  /** ‖w^t − w_k‖₂: how far it went. */
  readonly updateNorm: number;
  /** Time its training took here. */
  readonly seconds: number;
}

/** The result of a round; a run is an asynchronous sequence of them. */
export interface RoundResult {
  /** The number of the round, from 1. */
  readonly round: number;
  /** Share of the test images whose class the global model predicted; absent in a run without `test`. */
  readonly accuracy?: number;
  /** Mean cross-entropy on the test images, in nats; absent in a run without `test`. */
  readonly loss?: number;
  /** Bytes sent by all clients together. */
  readonly uploadBytes: number;
  /** Bytes sent to all clients together. */
  readonly downloadBytes: number;
  /** Time the round took, evaluation included. */
  readonly seconds: number;
  /** Time the round would take by the simulated clock: the same wherever it is run. */
  readonly simulatedSeconds: number;
  /** The clients that took part to the end, in their order; none in central training. */
  readonly clients: readonly ClientResult[];
  /** Clients that dropped out, in their order. */
  readonly dropped: readonly number[];
  /** Updates that the server did not take, and why. */
  readonly rejected: readonly Rejection[];
  /** Why the model stayed as it was; absent if the server took its step. */
  readonly stayed?: string;
  /** Jobs that were done again because a worker died. */
  readonly retried: number;
  /** Share of the test images that the model gets wrong in the way hostile clients want; see `attackSuccess`. */
  readonly attackSuccess?: number;
  /** ε of the differential privacy spent so far, with a strategy that counts it. */
  readonly epsilon?: number;
  /** What the clients had to do, those that dropped out included: what the simulated clock goes by. */
  readonly load: RoundLoad;
  /** The global model after the round; nobody writes to it again. */
  readonly parameters: Float32Array;
  /** What the next round starts from. */
  readonly state: RunState;
}

/** What a round gave in a run with test images. */
export interface TestedRound extends RoundResult {
  /** Share of the test images whose class the global model predicted. */
  readonly accuracy: number;
  /** Mean cross-entropy on the test images, in nats. */
  readonly loss: number;
}
