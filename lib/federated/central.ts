import {
  BATCH_SIZE,
  createEngine,
  type GradientJob,
  type OptimizerState,
  sharedFloats,
} from "../engine/mod.ts";
import { shuffle, stream, streamSeed } from "../random/mod.ts";
import { testRound } from "./evaluation.ts";
import { startingModel } from "./initial_model.ts";
import { optimizerAt, type RunOptions, type Tested } from "./options.ts";
import { type RoundResult, STAYED, type TestedRound } from "./round_result.ts";
import type { RunState } from "./run_state.ts";
import { HOME, roundSeconds } from "./simulated_clock.ts";
import { allFinite } from "./vectors.ts";

/** Pieces a batch is cut into: fixed, so that the sum of their gradients does not depend on the workers. */
const PIECES = 4;

/** Central training: all images in one place. */
export interface CentralOptions extends RunOptions {
  /** The training images' indices. */
  readonly indices: Uint32Array;
}

/**
 * The baseline: plain mini-batch training on all images, one epoch a round, the optimiser kept from epoch to
 * epoch. The batch is cut into pieces whose gradients the workers compute and this thread adds, in order. If an
 * epoch ends with parameters that are not finite, model and optimiser are reset to what they were before it.
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
  const piece = Math.ceil(batchSize / PIECES);
  const pieceNetwork = { ...network, batchSize: piece };
  const engine = await createEngine(network.topology, { batchSize: 1, simd: network.simd });
  const initial = startingModel(options), parameters = sharedFloats(initial.length);
  parameters.set(initial);
  const optimizerState = engine.optimizerState;
  if (resume) continueFrom(resume, parameters, optimizerState);
  engine.parameters.set(parameters);
  let state = stateOf(0, parameters, optimizerState);
  const gradients = Array.from({ length: PIECES }, () => sharedFloats(parameters.length));
  for (let round = 1 + (resume?.round ?? 0); round <= rounds; round++) {
    const start = performance.now(), { lost } = executor;
    const optimizer = optimizerAt(options, round);
    const order = shuffle(indices.slice(), stream(seed, "order", round));
    for (let from = 0; from < order.length; from += batchSize) {
      const batch = order.subarray(from, from + batchSize);
      const dropoutSeed = streamSeed(seed, "dropout", optimizerState.steps);
      const jobs: GradientJob[] = [];
      for (let first = 0; first < batch.length; first += piece) {
        jobs.push({
          kind: "gradient",
          network: pieceNetwork,
          parameters,
          examples,
          indices: batch.slice(first, first + piece),
          options: { divisor: batch.length, first, dropoutSeed },
          into: gradients[jobs.length],
        });
      }
      for await (const _ of executor.run(jobs)) { /* the gradients are in their places when all are done */ }
      gradients.slice(jobs.length).forEach((missing) => missing.fill(0));
      sumInOrder(gradients, engine.gradient);
      engine.step(optimizer);
      parameters.set(engine.parameters);
    }
    const stayed = allFinite(parameters) ? undefined : STAYED.notFinite;
    if (stayed) {
      continueFrom(state, parameters, optimizerState);
      engine.parameters.set(parameters);
    }
    const tested = await testRound(options, parameters);
    const seconds = (performance.now() - start) / 1000;
    state = stateOf(round, parameters, optimizerState);
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

function stateOf(round: number, parameters: Float32Array, { moments, steps }: OptimizerState): RunState {
  const model = parameters.slice();
  return {
    round,
    parameters: model,
    server: { moments: moments.slice(), steps } satisfies OptimizerState,
    downlink: { model, messageBytes: 0 },
    clients: {},
  };
}

function continueFrom(resume: RunState, parameters: Float32Array, state: OptimizerState): void {
  const { moments, steps } = resume.server as OptimizerState;
  parameters.set(resume.parameters);
  state.moments.set(moments);
  state.steps = steps;
}

/** into = the sum of up to four vectors, added in their order with single-precision roundings, in one pass. */
function sumInOrder([a, b, c, d]: readonly Float32Array[], into: Float32Array): void {
  const { fround } = Math;
  for (let i = 0; i < into.length; i++) into[i] = fround(fround(a[i] + b[i]) + c[i]) + d[i];
}
