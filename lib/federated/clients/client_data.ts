import { hostileClients } from "../hostile/hostile_clients.ts";
import { poison, type TrainingData } from "../hostile/poison.ts";
import type { FederatedRun } from "../options.ts";

/** The images a client trains on: its own, poisoned if it is hostile and its attack poisons images. */
export function clientData(
  { examples, partition, hostile, seed }: FederatedRun,
  client: number,
  classes: number,
): TrainingData {
  const own = { examples, indices: partition[client] };
  return hostile && hostileClients(hostile, partition.length, seed).has(client)
    ? poison(hostile.attack, own, classes, seed, client)
    : own;
}
