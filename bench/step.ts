/**
 * `deno task bench step`: milliseconds of one training step and of evaluating a batch.
 * @module
 */
import {
  createEngine,
  createPool,
  detectSimd,
  evaluate,
  type Optimizer,
  type Simd,
} from "../lib/engine/mod.ts";
import { UsageError } from "../lib/errors/mod.ts";
import { central, initialModel } from "../lib/federated/mod.ts";
import { streamSeed } from "../lib/random/mod.ts";
import { loadMaterial, type Material, SEED } from "./material.ts";
import { readOptions } from "./options.ts";
import { printReport, secondsSince, type StepReport } from "./reports.ts";
import { timedBlocks } from "./timed.ts";

const BATCH_SIZE = 32;
/** Batches of an evaluation, over which the weights stay packed. */
const EVALUATED = 10;
const ADAM: Optimizer = { kind: "adam", learningRate: 0.001 };

interface Amount {
  readonly simd: Simd;
  readonly steps: number;
  readonly blocks: number;
  readonly started: number;
}

type Measured = Omit<StepReport, "versions">;

/** On this thread alone: pin it to one core. */
async function onOneCore({ dataset, topology, train, test }: Material, amount: Amount): Promise<Measured> {
  const { simd, steps, blocks, started } = amount;
  const engine = await createEngine(topology, { batchSize: BATCH_SIZE, simd });
  engine.parameters.set(initialModel({ topology, batchSize: BATCH_SIZE }, SEED));
  let step = 0;
  const take = () => {
    const from = (step * BATCH_SIZE) % (train.length - BATCH_SIZE);
    engine.loadBatch(dataset, train.subarray(from, from + BATCH_SIZE));
    engine.computeGradient({ dropoutSeed: streamSeed(SEED, "dropout", step++) });
    engine.step(ADAM);
  };
  take();
  const firstStepSeconds = secondsSince(started);
  await timedBlocks(1, steps, take);
  const training = await timedBlocks(blocks, steps, take);
  const tested = test.subarray(0, EVALUATED * BATCH_SIZE);
  const evaluated = await timedBlocks(
    blocks,
    Math.ceil(steps / EVALUATED),
    () => evaluate(engine, dataset, tested),
  );
  const perBatch = (milliseconds: readonly number[]) => milliseconds.map((value) => value / EVALUATED);
  const evaluation = { wall: perBatch(evaluated.wall), cpu: perBatch(evaluated.cpu) };
  return { training, evaluation, firstStepSeconds };
}

/** Central training on a pool, several epochs of `steps` steps each. */
async function onPool(material: Material, workers: number, amount: Amount): Promise<Measured> {
  const { dataset: examples, topology, train, test } = material;
  const { simd, steps, blocks, started } = amount;
  const executor = createPool(workers);
  const epochs = (steps: number, rounds: number) =>
    central({
      network: { topology, batchSize: BATCH_SIZE, simd },
      examples,
      indices: train.slice(0, steps * BATCH_SIZE),
      test: { examples, indices: test.slice(0, 1) },
      rounds,
      optimizer: ADAM,
      seed: SEED,
      executor,
    });
  for await (const _ of epochs(1, 1)) { /* one step */ }
  const firstStepSeconds = secondsSince(started);
  const rounds = epochs(steps, blocks + 1);
  const taken = Math.min(steps, Math.ceil(train.length / BATCH_SIZE));
  await rounds.next();
  const perEpoch = await timedBlocks(blocks, 1, () => rounds.next());
  executor.close();
  const perStep = (milliseconds: readonly number[]) => milliseconds.map((value) => value / taken);
  return { training: { wall: perStep(perEpoch.wall), cpu: perStep(perEpoch.cpu) }, firstStepSeconds };
}

/** The instructions that a text names. */
function simdOf(text: string): Simd {
  if (text === "relaxed" || text === "plain") return text;
  throw new UsageError(`--simd must be relaxed or plain, got "${text}".`);
}

/**
 * Flags: `--workers`, `--images`, `--steps` a block, `--blocks`, `--simd` relaxed or plain; `--started` is the
 * runner's.
 */
export async function main(args: readonly string[]): Promise<void> {
  const { workers, images, simd, ...rest } = readOptions(args, {
    workers: 1,
    simd: detectSimd() as string,
    images: 10_000,
    steps: 100,
    blocks: 5,
    started: Math.round(performance.timeOrigin),
  });
  const amount = { ...rest, simd: simdOf(simd) };
  const material = await loadMaterial(images, 1);
  const measured = workers === 1
    ? await onOneCore(material, amount)
    : await onPool(material, workers, amount);
  printReport({ ...measured, versions: { deno: Deno.version.deno, v8: Deno.version.v8 } });
}

if (import.meta.main) await main(Deno.args);
