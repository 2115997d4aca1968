import { streamSeed } from "../random/mod.ts";
import type { Engine, Optimizer, Stretch } from "./engine.ts";
import type { Examples, ImageReader } from "./examples.ts";
import type { JobBase } from "./job_base.ts";
import { takeSeat } from "./meeting.ts";
import { PIECES } from "./plan.ts";

/** The optimiser's two moments on a stretch of the parameters. */
export type MomentPair = readonly [first: Float32Array, second: Float32Array];

/** A member's part in an epoch that workers train in step: its pieces of every batch, its stretch of the parameters. */
export interface LockstepJob extends JobBase {
  /** The tag of the union. */
  readonly kind: "lockstep";
  /** Images in a batch. */
  readonly batchSize: number;
  /** The optimiser. */
  readonly optimizer: Optimizer;
  /** The optimiser's steps before this epoch. */
  readonly steps: number;
  /** Its moments on the member's stretch. */
  readonly moments: MomentPair;
  /** Seeds dropout. */
  readonly seed: number;
  /** The others, on shared memory; absent: one member does all of it. */
  readonly team?: Team;
}

/** Where members of an epoch meet. */
export interface Team {
  /** Which of them this is, from 0. */
  readonly member: number;
  /** How many they are. */
  readonly members: number;
  /** See `meetingSignals`. */
  readonly signals: Int32Array;
  /** The parameters after each step. */
  readonly parameters: Float32Array;
  /** The gradient of each piece. */
  readonly gradients: readonly Float32Array[];
}

/** What a member's stretch became in an epoch. */
export interface LockstepResult {
  /** The parameters. */
  readonly parameters: Float32Array;
  /** The optimiser's first moment. */
  readonly first: Float32Array;
  /** Its second moment. */
  readonly second: Float32Array;
}

/** The part of the parameters that a member steps: whole cache lines, so that no two members write to the same. */
export function stretchOf(length: number, member: number, members: number): Stretch {
  const start = (member: number) => Math.min(length, 16 * Math.ceil(length * member / members / 16));
  return { from: start(member), to: start(member + 1) };
}

/**
 * Trains an epoch in step with the other members: each computes the gradients of its pieces, then adds up all pieces on
 * its stretch, in their order, and steps it. Undefined where a member is gone: then nothing has changed.
 */
export function trainInStep(
  engine: Engine,
  examples: Examples | ImageReader,
  job: LockstepJob,
): LockstepResult | undefined {
  const { indices, batchSize, optimizer, seed, team } = job;
  const { parameters, gradient, optimizerState } = engine;
  const { member, members } = team ?? { member: 0, members: 1 };
  const stretch = stretchOf(parameters.length, member, members), { from, to } = stretch;
  const own = parameters.subarray(from, to);
  const moments = momentsOn(optimizerState.moments, parameters.length, stretch);
  const gradients = team?.gradients ??
    Array.from({ length: PIECES }, () => new Float32Array(parameters.length));
  const meeting = team && takeSeat(team.signals, member);
  engine.setObjective();
  moments.forEach((values, i) => values.set(job.moments[i]));
  optimizerState.steps = job.steps;
  const piece = Math.ceil(batchSize / PIECES);
  for (let at = 0; at < indices.length; at += batchSize) {
    const batch = indices.subarray(at, at + batchSize);
    const dropoutSeed = streamSeed(seed, "dropout", optimizerState.steps);
    for (let i = member; i < PIECES; i += members) {
      const first = i * piece;
      if (first < batch.length) {
        engine.loadBatch(examples, batch.subarray(first, first + piece));
        engine.computeGradient({ divisor: batch.length, first, dropoutSeed, sameParameters: i > member });
        gradients[i].set(gradient);
      } else gradients[i].fill(0);
    }
    if (meeting && !meeting.wait()) return;
    engine.sumPieces(gradients, stretch);
    engine.step(optimizer, stretch);
    if (!team) continue;
    team.parameters.set(own, from);
    if (!meeting!.wait()) return;
    parameters.set(team.parameters.subarray(0, from));
    parameters.set(team.parameters.subarray(to), to);
  }
  const [first, second] = moments;
  return { parameters: own.slice(), first: first.slice(), second: second.slice() };
}

/** Views of the two moments on a stretch, in an optimiser's state of a network with `length` parameters. */
export function momentsOn(moments: Float32Array, length: number, { from, to }: Stretch): MomentPair {
  const second = moments.length - length;
  return [moments.subarray(from, to), moments.subarray(second + from, second + to)];
}
