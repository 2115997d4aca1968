/**
 * One point of `deno task bench scale`, in a process of its own, so that its peak of memory is its own. The setting comes as
 * JSON; the last line printed is the report, as JSON.
 * @module
 */
import process from "node:process";
import { clientInk, drawInk, inkStream } from "../lib/data/portable.ts";
import { createPool } from "../lib/engine/mod.ts";
import { federated } from "../lib/federated/mod.ts";
import { originalNetwork, type Topology } from "../lib/model/mod.ts";
import { allIndices, sumOf } from "../lib/numbers/mod.ts";
import { consecutive } from "../lib/partition/mod.ts";

/** What a point is measured with. */
export interface ScaleSetting {
  /** Clients in all. */
  readonly clients: number;
  /** Clients that take part in a round. */
  readonly sampled: number;
  /** Images of each client. */
  readonly imagesEach: number;
  /** Where they come from: each client draws its own; ink drawn when it is trained on; the same ink, held. */
  readonly images: "own" | "streamed" | "held";
  /** Width of the network's first dense layer; the original's is 128. */
  readonly units: number;
  /** Workers of the pool. */
  readonly workers: number;
  /** Rounds that are measured, after one that is not. */
  readonly rounds: number;
}

/** What was measured. */
export interface ScalePoint extends ScaleSetting {
  /** Parameters of the network. */
  readonly parameters: number;
  /** Seconds before the first round: what is held is drawn. */
  readonly startSeconds: number;
  /** Seconds of each round, the first left out. */
  readonly seconds: readonly number[];
  /** Seconds of training in each of them, all workers together. */
  readonly trainingSeconds: readonly number[];
  /** The most main memory the process had, in MB of 10⁶ bytes. */
  readonly peakMegabytes: number;
}

/** Images that each round's model is tested on: held, drawn by others than those trained on. */
export const TEST_IMAGES = 1000;
const SEED = 1;

async function measure(setting: ScaleSetting): Promise<ScalePoint> {
  const start = performance.now();
  const { clients, sampled, imagesEach, images, units, workers } = setting;
  const topology = withUnits(units);
  const examples = images === "own"
    ? clientInk({ imagesEach, seed: SEED })
    : images === "streamed"
    ? inkStream({ seed: SEED })
    : drawInk({ count: clients * imagesEach, seed: SEED });
  const test = {
    examples: drawInk({ count: TEST_IMAGES, seed: SEED + 1 }),
    indices: allIndices(TEST_IMAGES),
  };
  const executor = createPool(workers);
  const startSeconds = (performance.now() - start) / 1000;
  const seconds: number[] = [], trainingSeconds: number[] = [];
  let parameters = 0;
  const rounds = federated({
    network: { topology },
    examples,
    partition: consecutive(clients, imagesEach),
    test,
    rounds: setting.rounds + 1,
    sampledFraction: sampled / clients,
    optimizer: { kind: "adam", learningRate: 0.001 },
    seed: SEED,
    executor,
  });
  for await (const round of rounds) {
    parameters = round.parameters.length;
    if (round.round === 1) continue;
    seconds.push(round.seconds);
    trainingSeconds.push(sumOf(round.clients, ({ seconds }) => seconds));
  }
  executor.close();
  const peakMegabytes = process.resourceUsage().maxRSS * 1024 / 1e6;
  return { ...setting, parameters, startSeconds, seconds, trainingSeconds, peakMegabytes };
}

/** The original's network with another width of its first dense layer. */
function withUnits(units: number): Topology {
  const { config, ...topology } = originalNetwork();
  const layers = config.layers.map((layer) =>
    layer.config.name === "dense_1" ? { ...layer, config: { ...layer.config, units } } : layer
  );
  return { ...topology, config: { ...config, layers } };
}

if (import.meta.main) console.log(JSON.stringify(await measure(JSON.parse(Deno.args[0]))));
