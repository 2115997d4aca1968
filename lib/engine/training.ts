import { shuffle, stream, streamSeed } from "../random/mod.ts";
import type { Engine, Optimizer } from "./engine.ts";
import type { Examples, ImageReader } from "./examples.ts";
import type { LocalObjective } from "./objective.ts";

/** How a client or a central run trains. */
export interface Training {
  /** Passes over the images: E in McMahan et al. */
  readonly epochs: number;
  /** Steps after which it ends before its last epoch does; default: none. */
  readonly mostSteps?: number;
  /** Images in a step at most: B; the last batch of an epoch holds what is left. */
  readonly batchSize: number;
  /** The optimiser; its state starts from zero. */
  readonly optimizer: Optimizer;
  /** What is minimised; default: the mean loss alone. */
  readonly objective?: LocalObjective;
  /** Seeds the order of the images and dropout. */
  readonly seed: number;
}

/** What training saw on its way: sums over all images of all epochs. */
export interface TrainingResult {
  /** Optimiser steps: τ_k. */
  readonly steps: number;
  /** Images passed through the network; each pass counts. */
  readonly images: number;
  /** Sum of their losses, with dropout, while the weights moved. */
  readonly lossSum: number;
  /** How many of these images were predicted right. */
  readonly correct: number;
}

/** Trains the engine's parameters on the images at `indices`. */
export function train(
  engine: Engine,
  examples: Examples | ImageReader,
  indices: Uint32Array,
  training: Training,
): TrainingResult {
  const { epochs, mostSteps = Infinity, batchSize, optimizer, objective, seed } = training;
  engine.resetOptimizer();
  engine.setObjective(objective);
  let steps = 0, images = 0, lossSum = 0, correct = 0;
  for (let epoch = 0; epoch < epochs && steps < mostSteps; epoch++) {
    const order = shuffle(indices.slice(), stream(seed, "order", epoch));
    for (let from = 0; from < order.length && steps < mostSteps; from += batchSize) {
      const chosen = order.subarray(from, from + batchSize);
      engine.loadBatch(examples, chosen);
      const batch = engine.computeGradient({ dropoutSeed: streamSeed(seed, "dropout", steps) });
      engine.step(optimizer);
      lossSum += batch.lossSum;
      correct += batch.correct;
      images += chosen.length;
      steps++;
    }
  }
  return { steps, images, lossSum, correct };
}

/** What evaluation found. */
export interface EvaluationResult {
  /** Sum of the images' cross-entropies, in nats. */
  readonly lossSum: number;
  /** That of each batch. */
  readonly batchLosses: Float64Array;
  /** Images whose class was predicted. */
  readonly correct: number;
  /** The predicted class of each image, in the order asked. */
  readonly predictions: Uint8Array;
}

/** Evaluates the engine's parameters on the images at `indices`, in batches, without dropout. */
export function evaluate(
  engine: Engine,
  examples: Examples | ImageReader,
  indices: Uint32Array,
): EvaluationResult {
  const predictions = new Uint8Array(indices.length);
  const batchLosses = new Float64Array(Math.ceil(indices.length / engine.batchSize));
  let lossSum = 0, correct = 0;
  for (let from = 0; from < indices.length; from += engine.batchSize) {
    const batch = indices.subarray(from, from + engine.batchSize);
    engine.loadBatch(examples, batch);
    const result = engine.evaluate(from > 0);
    lossSum += result.lossSum;
    batchLosses[from / engine.batchSize] = result.lossSum;
    correct += result.correct;
    predictions.set(engine.predictions.subarray(0, batch.length), from);
  }
  return { lossSum, batchLosses, correct, predictions };
}
