/**
 * `deno task bench cost`: seconds a round against clients, images and workers.
 * @module
 */
import { createPool, type Optimizer } from "../lib/engine/mod.ts";
import { fedAvg, federated } from "../lib/federated/mod.ts";
import { iid } from "../lib/partition/mod.ts";
import { curves, openRenderer } from "../lib/charts/mod.ts";
import { type Machine, thisMachine } from "./machine.ts";
import { loadMaterial, type Material, SEED } from "./material.ts";
import { readOptions } from "./options.ts";
import { threeDigits } from "./spread_text.ts";
import { spread } from "./spread.ts";
import { writeFormatted } from "./write_formatted.ts";
import { sumOf } from "../lib/numbers/mod.ts";

const CLIENTS = [10, 20, 50, 100, 200, 500, 1000];
const IMAGES = [2_500, 5_000, 10_000, 20_000];
/** Of the points where another number is varied. */
const USUAL = { clients: 10, images: 10_000, workers: navigator.hardwareConcurrency };
/** Few, so that the curves show training and averaging. */
const TEST_IMAGES = 32;
const ROUNDS = 5;
const ADAM: Optimizer = { kind: "adam", learningRate: 0.001 };

/** A setting and what its rounds took. */
export interface CostPoint {
  /** Clients, all taking part. */
  readonly clients: number;
  /** Training images of all of them. */
  readonly images: number;
  /** Workers of the pool. */
  readonly workers: number;
  /** Seconds of each round, the first left out. */
  readonly seconds: readonly number[];
  /**
   * What a client costs beside its training, in milliseconds, for each round: (seconds − Σ training seconds of the
   * clients / workers) / clients.
   */
  readonly overheadMilliseconds: readonly number[];
}

/** What docs/cost.json holds. */
export interface Costs {
  readonly machine: Machine;
  /** Clients vary. */
  readonly clients: readonly CostPoint[];
  /** Images vary. */
  readonly images: readonly CostPoint[];
  /** Workers vary. */
  readonly workers: readonly CostPoint[];
}

async function measure(
  { dataset: examples, topology, train, test }: Material,
  { clients, images, workers }: typeof USUAL,
): Promise<CostPoint> {
  const executor = createPool(workers);
  const rounds = federated({
    network: { topology, batchSize: 32 },
    examples,
    test: { examples, indices: test.slice(0, TEST_IMAGES) },
    partition: iid(train.slice(0, images), { clients, seed: SEED }),
    rounds: ROUNDS + 1,
    localEpochs: 1,
    sampledFraction: 1,
    optimizer: ADAM,
    strategy: fedAvg(),
    seed: SEED,
    executor,
  });
  const seconds: number[] = [], overheadMilliseconds: number[] = [];
  for await (const round of rounds) {
    if (round.round === 1) continue;
    const training = sumOf(round.clients, ({ seconds }) => seconds);
    seconds.push(round.seconds);
    overheadMilliseconds.push(1000 * (round.seconds - training / workers) / clients);
  }
  executor.close();
  console.log(
    `${clients} clients, ${images} images, ${workers} workers: ${
      threeDigits(spread(seconds).median)
    } s a round, ` +
      `${threeDigits(spread(overheadMilliseconds).median)} ms a client beside its training`,
  );
  return { clients, images, workers, seconds, overheadMilliseconds };
}

async function measureAll(): Promise<Costs> {
  const machine = thisMachine();
  const material = await loadMaterial(Math.ceil(Math.max(...IMAGES) / 0.9), 1);
  const series = async (settings: readonly (typeof USUAL)[]) => {
    const points: CostPoint[] = [];
    for (const setting of settings) points.push(await measure(material, setting));
    return points;
  };
  return {
    machine,
    clients: await series(CLIENTS.map((clients) => ({ ...USUAL, clients }))),
    images: await series(IMAGES.map((images) => ({ ...USUAL, images }))),
    workers: await series(workerCounts(USUAL.workers).map((workers) => ({ ...USUAL, workers }))),
  };
}

/** 1, 2, 4, … and all cores. */
function workerCounts(cores: number): number[] {
  const counts = [cores];
  for (let workers = 1; workers < cores; workers *= 2) counts.push(workers);
  return counts.sort((a, b) => a - b);
}

async function draw(costs: Costs): Promise<void> {
  using renderer = openRenderer();
  for (const axis of ["clients", "images", "workers"] as const) {
    const points = costs[axis];
    const figure = curves({
      series: [{
        name: "FedAvg",
        x: points.map((point) => point[axis]),
        runs: Array.from({ length: ROUNDS }, (_, round) => points.map(({ seconds }) => seconds[round])),
      }],
      xTitle: { clients: "Clients", images: "Training images", workers: "Workers" }[axis],
      yTitle: "Seconds a round",
      runsAre: "rounds",
    });
    await Deno.writeTextFile(`docs/cost_${axis}.svg`, await renderer.svg(figure));
  }
}

/** Prints the points, and writes docs/cost.json and three charts beside it; `--trial` only prints. */
export async function main(args: readonly string[]): Promise<void> {
  const { trial } = readOptions(args, { trial: false });
  const costs = await measureAll();
  if (trial) return;
  await Deno.mkdir("docs", { recursive: true });
  await writeFormatted("docs/cost.json", JSON.stringify(costs));
  await draw(costs);
}

if (import.meta.main) await main(Deno.args);
