import { poison, type TrainingData } from "../hostile/poison.ts";
import type { FederatedRun } from "../options.ts";

/** The images a client has. */
export function ownData({ examples, images, partition }: FederatedRun, client: number): TrainingData {
  const indices = partition.at(client)!;
  return { examples, indices, labels: Uint8Array.from(indices, images.label) };
}

/** The images a client trains on: its own, poisoned if it is hostile and its attack poisons images. */
export function clientData(options: FederatedRun, client: number, classes: number): TrainingData {
  const { hostile, hostileClients, images, seed } = options, own = ownData(options, client);
  return hostile && hostileClients.has(client)
    ? poison(hostile.attack, own, images, classes, seed, client)
    : own;
}
