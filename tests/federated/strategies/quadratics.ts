import type { Executor, Job, Optimizer, ResultOf, TrainJob } from "../../../lib/engine/mod.ts";
import { federated, type FederatedOptions, type Strategy, type Weights } from "../../../lib/federated/mod.ts";
import { network } from "../../engine/networks.ts";

/** A client's loss, Σ_i (curvature_i / 2) (w_i − minimum_i)², and the images it counts for. */
export interface Quadratic {
  readonly curvature: readonly number[];
  readonly minimum: readonly number[];
  readonly images: number;
}

/** What varies of a run on quadratics. */
export interface QuadraticRun {
  readonly clients: readonly Quadratic[];
  readonly strategy: Strategy;
  readonly rounds: number;
  /** Default: SGD without momentum, η = 0.1. */
  readonly optimizer?: Optimizer;
  /** Steps of each client a round; default: each does `localSteps` whatever its images. */
  readonly steps?: readonly number[];
  /** Default: w⁰ = 0. */
  readonly start?: readonly number[];
  readonly sampledFraction?: number;
  readonly weights?: Weights;
  readonly seed?: number;
}

/**
 * Runs `federated` with an executor whose clients are not networks but quadratics, for which minima and fixed
 * points are known: gradient descent on loss + (μ/2) ‖w − w⁰‖² + ⟨linear, w⟩ as the jobs ask.
 */
export async function runOnQuadratics(run: QuadraticRun): Promise<Float32Array[]> {
  const { clients, strategy, rounds, steps, sampledFraction = 1, weights, seed = 1 } = run;
  const dimensions = clients[0].curvature.length;
  // One image more than needed for each client: where its indices begin tells the executor who it is.
  let next = 0;
  const partition = clients.map(({ images }) => Uint32Array.from({ length: images }, () => next++));
  const owner = partition.flatMap((indices, client) => Array.from(indices, () => client));
  const options: FederatedOptions = {
    // One input, one output and its bias for every second parameter.
    network: { topology: network([dimensions - 1], ["Dense", { units: 1 }]), batchSize: 1 },
    examples: { images: new Uint8Array(next * (dimensions - 1)), labels: new Uint8Array(next) },
    test: {
      examples: { images: new Uint8Array(dimensions - 1), labels: new Uint8Array(1) },
      indices: Uint32Array.of(0),
    },
    partition,
    rounds,
    localEpochs: 1,
    sampledFraction,
    weights,
    strategy,
    optimizer: run.optimizer ?? { kind: "sgd", learningRate: 0.1, momentum: 0 },
    start: Float32Array.from(run.start ?? new Array(dimensions).fill(0)),
    seed,
    executor: quadraticExecutor(clients, (index) => owner[index], steps),
  };
  return (await Array.fromAsync(federated(options))).map(({ parameters }) => parameters.slice());
}

function quadraticExecutor(
  clients: readonly Quadratic[],
  ownerOf: (index: number) => number,
  steps: readonly number[] = clients.map(() => 5),
): Executor {
  return {
    workers: 1,
    lost: 0,
    progress: () => ({ jobs: 0, passed: 0 }),
    async *run<J extends Job>(jobs: readonly J[]) {
      for (const job of jobs) {
        if (job.kind === "train") {
          const client = ownerOf(job.indices[0]);
          yield descend(clients[client], job, steps[client]) as ResultOf<J>;
        } else {
          yield await Promise.resolve(
            {
              lossSum: 0,
              batchLosses: new Float64Array(),
              correct: 0,
              predictions: new Uint8Array(job.indices.length),
            } as unknown as ResultOf<J>,
          );
        }
      }
    },
    close() {},
  };
}

function descend({ curvature, minimum }: Quadratic, job: TrainJob, steps: number) {
  const { parameters: start, training: { optimizer, objective = {} } } = job;
  if (optimizer.kind !== "sgd") throw new Error("quadratics are descended with sgd");
  const { proximal = 0, linear } = objective;
  const w = Float64Array.from(start), velocity = new Float64Array(w.length);
  for (let step = 0; step < steps; step++) {
    for (let i = 0; i < w.length; i++) {
      const gradient = curvature[i] * (w[i] - minimum[i]) + proximal * (w[i] - start[i]) + (linear?.[i] ?? 0);
      velocity[i] = optimizer.momentum * velocity[i] + gradient;
      w[i] -= optimizer.learningRate * velocity[i];
    }
  }
  const parameters = Float32Array.from(w);
  return { steps, images: job.indices.length, lossSum: 0, correct: 0, parameters, seconds: 0 };
}
