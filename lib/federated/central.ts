import { BATCH_SIZE, freshOptimizer, lockstep, type OptimizerState, type Trained } from "../engine/mod.ts";
import { shuffle, stream } from "../random/mod.ts";
import { testRound } from "./evaluation.ts";
import { startingModel } from "./initial_model.ts";
import { optimizerAt, type RunOptions, type Tested } from "./options.ts";
import { roundWork } from "./round_work.ts";
import { type RoundResult, STAYED, type TestedRound } from "./round_result.ts";
import type { RunState } from "./run_state.ts";
import { HOME, roundSeconds } from "./simulated_clock.ts";
import { allFinite } from "./vectors.ts";

/** Central training: all images in one place. */
export interface CentralOptions extends RunOptions {
  /** The training images' indices. */
  readonly indices: Uint32Array;
}

/**
 * The baseline: plain mini-batch training on all images, one epoch a round, the optimiser kept from epoch to
 * epoch. The workers train an epoch together, see `lockstep`. If it ends with parameters that are not finite, model and
 * optimiser stay what they were before it.
 */
export function central(options: Tested<CentralOptions>): AsyncGenerator<TestedRound>;
/**
 * Plain mini-batch training on all images in one place, an epoch a round; its rounds have no accuracy and no loss where
 * no test images are given.
 */
export function central(options: CentralOptions): AsyncGenerator<RoundResult>;
export async function* central(options: CentralOptions): AsyncGenerator<RoundResult> {
  const { network, examples, indices, rounds, seed, executor, clock = HOME, resume } = options;
  const { batchSize = BATCH_SIZE } = network;
  const train = lockstep(executor);
  let trained = resume ? trainedBy(resume) : untrained(startingModel(options));
  for (let round = 1 + (resume?.round ?? 0); round <= rounds; round++) {
    const start = performance.now(), { lost } = executor;
    options.begun?.(roundWork(round, { clients: 0, images: indices.length }, options));
    const after = await train({
      network: { ...network, batchSize },
      examples,
      indices: shuffle(indices.slice(), stream(seed, "order", round)),
      optimizer: optimizerAt(options, round),
      seed,
      before: trained,
    });
    const stayed = allFinite(after.parameters) ? undefined : STAYED.notFinite;
    if (!stayed) trained = after;
    const tested = await testRound(options, trained.parameters);
    const seconds = (performance.now() - start) / 1000;
    const state = stateOf(round, trained);
    const steps = Math.ceil(indices.length / batchSize);
    const alone = { client: 0, steps, slowness: 1, uploadBytes: 0, downloadBytes: 0 };
    const load = { clients: [alone], overlaps: false };
    yield {
      round,
      ...tested,
      uploadBytes: 0,
      downloadBytes: 0,
      seconds,
      simulatedSeconds: roundSeconds(clock, load, seed),
      clients: [],
      dropped: [],
      rejected: [],
      ...stayed && { stayed },
      retried: executor.lost - lost,
      load,
      parameters: state.parameters,
      state,
    };
  }
}

function stateOf(round: number, { parameters, optimizerState }: Trained): RunState {
  return {
    round,
    parameters,
    server: optimizerState,
    downlink: { model: parameters, messageBytes: 0 },
    clients: {},
  };
}

function trainedBy({ parameters, server }: RunState): Trained {
  return { parameters, optimizerState: server as OptimizerState };
}

function untrained(parameters: Float32Array): Trained {
  return { parameters, optimizerState: freshOptimizer(parameters.length) };
}
