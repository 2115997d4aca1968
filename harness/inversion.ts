import { type Examples, inlineExecutor } from "../lib/engine/mod.ts";
import {
  type ClientUpdate,
  fedAvg,
  federated,
  type FederatedOptions,
  invertUpdate,
  normOf,
  serverStep,
  type Strategy,
} from "../lib/federated/mod.ts";
import { pixelNetwork } from "../lib/model/mod.ts";
import { normal, stream } from "../lib/random/mod.ts";

/** What the server can see of one client's first update. */
export type Defence = "none" | "batch of 8" | "noise at the client" | "secure aggregation";

/** All of them. */
export const DEFENCES: readonly Defence[] = [
  "none",
  "batch of 8",
  "noise at the client",
  "secure aggregation",
];

/**
 * What a curious server restores of client 0's first image from the first round of ten clients with one image each.
 *
 * @param noise Deviation of the noise in each coordinate over the norm of the update, for "noise at the client".
 */
export async function restored(
  examples: Examples,
  classes: number,
  defence: Defence,
  noise: number,
): Promise<Float64Array> {
  const topology = pixelNetwork({ classes });
  const images = defence === "batch of 8" ? 8 : 1;
  const partition = Array.from(
    { length: 10 },
    (_, k) => Uint32Array.from({ length: images }, (_, i) => k + 10 * i),
  );
  let seen: ClientUpdate | undefined;
  const curious: Strategy = {
    ...fedAvg(),
    meanOnly: true,
    async aggregate(round, updates) {
      return await serverStep(fedAvg(), round, look(updates, (update) => seen ??= update));
    },
  };
  const options: FederatedOptions = {
    network: { topology, batchSize: 8 },
    examples,
    test: { examples, indices: partition[0] },
    rounds: 1,
    optimizer: { kind: "sgd", learningRate: 0.1, momentum: 0 },
    seed: 1,
    executor: inlineExecutor(),
    partition,
    localEpochs: 1,
    sampledFraction: 1,
    strategy: curious,
    secure: defence === "secure aggregation",
  };
  for await (const _ of federated(options)) { /* one round */ }
  const delta = seen!.delta;
  if (defence !== "noise at the client") return invertUpdate(delta, classes);
  const random = stream(1, "noise"), deviation = noise * normOf(delta);
  return invertUpdate(delta.map((value) => value + deviation * normal(random)), classes);
}

async function* look(updates: AsyncIterable<ClientUpdate>, at: (update: ClientUpdate) => void) {
  for await (const update of updates) {
    at({ ...update, delta: update.delta.slice() });
    yield update;
  }
}
