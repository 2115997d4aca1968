import * as v from "valibot";
import type { Executor } from "../lib/engine/mod.ts";
import { optimizerAt } from "../lib/federated/mod.ts";
import {
  checkedConfig,
  checkSettings,
  type ExperimentConfig,
  networkOf,
  optimizerOf,
} from "../lib/experiment/mod.ts";
import { layersOf, type ParameterLayout, parameterLayout } from "../lib/model/mod.ts";
import { streamSeed } from "../lib/random/mod.ts";
import { UsageError } from "../lib/errors/mod.ts";
import type { Frame, Spec } from "./frame.ts";
import { modelVersion } from "./model_version.ts";
import { type NodeData, OWN_IMAGES, ownImages } from "./own_images.ts";

/** What the server says of a round; Flower adds its own keys. */
const REQUEST = v.object({
  op: v.literal("train"),
  config: v.object({
    experiment: v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown())),
    classes: v.pipe(v.string(), v.parseJson(), v.array(v.string())),
    version: v.string(),
    client: v.pipe(v.number(), v.integer(), v.minValue(0)),
    "server-round": v.pipe(v.number(), v.integer(), v.minValue(1)),
    "proximal-mu": v.optional(v.number()),
  }),
  node: v.object({ part: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))) }),
});

/**
 * Trains what a request holds on this node's images, as a client of the in-process simulation would: the same
 * steps from the same random streams.
 *
 * @throws {UsageError} A request that is none, or of another model than this node has.
 */
export async function trainHere({ header, body }: Frame, data: NodeData, executor: Executor): Promise<Frame> {
  const request = v.safeParse(REQUEST, header);
  if (!request.success) {
    throw new UsageError(`${v.getDotPath(request.issues[0])}: ${request.issues[0].message}`);
  }
  const { config: { experiment, classes, version, client, ...round }, node: { part } } = request.output;
  const config = configOf(experiment);
  const { topology, frozen } = networkOf(config, classes);
  const own = await modelVersion(topology, classes);
  if (own !== version) {
    throw new UsageError(`this node has the model version ${own}, the server ${version}`);
  }
  checkSpec(header.spec, parameterLayout(layersOf(topology)));
  const number = part ?? client;
  const { examples, indices } = await ownImages(data, config, classes, part);
  const proximal = round["proximal-mu"];
  const network = { topology, batchSize: config.batchSize };
  const jobs = [{
    kind: "train" as const,
    network,
    parameters: body,
    examples,
    indices,
    training: {
      epochs: config.localEpochs,
      batchSize: config.batchSize,
      optimizer: optimizerAt(
        { optimizer: optimizerOf(config), learningRateDecay: config.learningRateDecay },
        round["server-round"],
      ),
      objective: { frozen, ...(proximal !== undefined && { proximal }) },
      seed: streamSeed(config.seed, "client", round["server-round"], number),
    },
  }];
  for await (const { parameters, steps, lossSum, images, seconds } of executor.run(jobs)) {
    const metrics = {
      "num-examples": indices.length,
      client: number,
      steps,
      "training-loss": lossSum / images,
      "update-norm": distance(body, parameters),
      seconds,
    };
    return { header: { op: "trained", spec: header.spec, metrics }, body: parameters };
  }
  throw new Error("a job gave no result");
}

/** Settings from elsewhere are checked as those of a file are. */
function configOf({ experiment, ...settings }: Record<string, unknown>): ExperimentConfig {
  const checked = checkSettings(settings, (key) => `the server's "${key}"`);
  if (experiment === OWN_IMAGES) return { ...checkedConfig({ ...checked, experiment: "iid" }), experiment };
  return checkedConfig({ ...checked, experiment: String(experiment) });
}

function checkSpec(spec: Spec, layout: ParameterLayout): void {
  const got = JSON.stringify(spec), wanted = JSON.stringify(layout.map(({ name, shape }) => [name, shape]));
  if (got !== wanted) throw new UsageError(`the tensors must be ${wanted}, got ${got}`);
}

function distance(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] - b[i]) ** 2;
  return Math.sqrt(sum);
}
