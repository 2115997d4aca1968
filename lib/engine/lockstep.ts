import type { Optimizer, OptimizerState } from "./engine.ts";
import type { Examples, StreamedExamples } from "./examples.ts";
import type { Executor } from "./executor.ts";
import type { Network } from "./job_base.ts";
import { type LockstepJob, momentsOn, stretchOf, type Team } from "./lockstep_job.ts";
import { allCame, meetingSignals } from "./meeting.ts";
import { PIECES } from "./plan.ts";
import { canShare, sharedFloats } from "./shared_copies.ts";

/** An epoch of plain mini-batch training. */
export interface Epoch {
  /** The network and its batch size. */
  readonly network: Network & { readonly batchSize: number };
  /** The images and labels. */
  readonly examples: Examples | StreamedExamples;
  /** Indices of the images in the order in which they are trained on. */
  readonly indices: Uint32Array;
  /** The optimiser. */
  readonly optimizer: Optimizer;
  /** Seeds dropout. */
  readonly seed: number;
  /** Where model and optimiser stand before it. */
  readonly before: Trained;
}

/** Where model and optimiser stand. */
export interface Trained {
  /** The model's parameters. */
  readonly parameters: Float32Array;
  /** The optimiser's state. */
  readonly optimizerState: Readonly<OptimizerState>;
}

/**
 * Trains epochs on all workers at once: they compute the gradients of the pieces of a batch, and each of them steps a
 * stretch of the parameters, in step with each other on shared memory. The same bytes for any number of workers, and from
 * one that does all of it: so where there is no shared memory, and where a worker has died in an epoch, which then begins
 * anew.
 */
export function lockstep(executor: Executor): (epoch: Epoch) => Promise<Trained> {
  let members = canShare() ? Math.min(executor.workers, PIECES) : 1;
  let memory: Pick<Team, "parameters" | "gradients"> | undefined;

  function teams(length: number): Team[] {
    memory ??= {
      parameters: sharedFloats(length),
      gradients: Array.from({ length: PIECES }, () => sharedFloats(length)),
    };
    const signals = meetingSignals(members);
    return Array.from({ length: members }, (_, member) => ({ member, members, signals, ...memory! }));
  }

  return async (epoch) => {
    if (members > 1) {
      const together = teams(epoch.before.parameters.length);
      const trained = await train(executor, epoch, together);
      if (trained) return trained;
      // An executor that doesn't do jobs at the same time would have the members wait for each other in every epoch.
      if (!allCame(together[0].signals)) members = 1;
    }
    return (await train(executor, epoch, [undefined]))!;
  };
}

async function train(
  executor: Executor,
  { before, ...epoch }: Epoch,
  teams: readonly (Team | undefined)[],
): Promise<Trained | undefined> {
  const { parameters, optimizerState: { moments, steps } } = before, { length } = parameters;
  const { batchSize } = epoch.network;
  const stretches = teams.map((_, member) => stretchOf(length, member, teams.length));
  const jobs = teams.map((team, member): LockstepJob => {
    const [first, second] = momentsOn(moments, length, stretches[member]);
    return {
      kind: "lockstep",
      ...epoch,
      batchSize,
      parameters,
      steps,
      moments: [first.slice(), second.slice()],
      team,
    };
  });
  const after = new Float32Array(length), momentsAfter = new Float32Array(moments.length);
  let member = 0, complete = true;
  for await (const part of executor.run(jobs)) {
    const stretch = stretches[member++];
    if (!part) complete = false;
    else {
      after.set(part.parameters, stretch.from);
      const [first, second] = momentsOn(momentsAfter, length, stretch);
      first.set(part.first);
      second.set(part.second);
    }
  }
  if (!complete) return;
  const stepsAfter = steps + Math.ceil(epoch.indices.length / batchSize);
  return { parameters: after, optimizerState: { moments: momentsAfter, steps: stepsAfter } };
}
