import {
  BATCH_SIZE,
  type EvaluateJob,
  type Examples,
  type Executor,
  type Network,
  type Optimizer,
  type StreamedExamples,
  type TrainJob,
} from "../engine/mod.ts";
import type { HeldOut, LazyPartition } from "../partition/mod.ts";
import { streamSeed } from "../random/mod.ts";
import { mean } from "../numbers/mod.ts";

/** What personal accuracy is measured with. */
export interface PersonalOptions extends Pick<HeldOut, "heldOut"> {
  /** The images each client trains on. */
  readonly partition: LazyPartition;
  /** The network and its batch size. */
  readonly network: Network;
  /** The clients' images. */
  readonly examples: Examples | StreamedExamples;
  /** Epochs of fine-tuning. */
  readonly epochs: number;
  /** The optimiser of fine-tuning. */
  readonly optimizer: Optimizer;
  /** Seeds the fine-tuning. */
  readonly seed: number;
  /** Where the work is done. */
  readonly executor: Executor;
}

/** The accuracy of a model on one client's own held-out images. */
export interface PersonalAccuracy {
  /** The client's index in the partition. */
  readonly client: number;
  /** How many images of its own it was tested on. */
  readonly images: number;
  /** Accuracy of the global model. */
  readonly before: number;
  /** Accuracy of the global model after the client has trained it further, for itself, on its training images. */
  readonly after: number;
}

/**
 * Personal accuracy of a global model: on each client's own held-out images, before and after local fine-tuning, as
 * in Wang et al. 2019 (arXiv 1910.10252). Clients without held-out images are left out.
 */
export async function personalAccuracy(
  { network, examples, partition, heldOut, epochs, optimizer, seed, executor }: PersonalOptions,
  parameters: Float32Array,
): Promise<PersonalAccuracy[]> {
  const clients = [...heldOut.keys()].filter((client) => heldOut[client].length > 0);
  const testOf = (client: number, parameters: Float32Array): EvaluateJob => ({
    kind: "evaluate",
    network,
    parameters,
    examples,
    indices: heldOut[client],
  });
  const before: number[] = [];
  for await (const { correct } of executor.run(clients.map((client) => testOf(client, parameters)))) {
    before.push(correct);
  }
  const tuning = clients.map((client): TrainJob => ({
    kind: "train",
    network,
    parameters,
    examples,
    indices: partition.at(client)!,
    training: {
      epochs,
      batchSize: network.batchSize ?? BATCH_SIZE,
      optimizer,
      seed: streamSeed(seed, "fine-tuning", client),
    },
  }));
  const results: PersonalAccuracy[] = [];
  for await (const tuned of executor.run(tuning)) {
    const client = clients[results.length], images = heldOut[client].length;
    for await (const { correct } of executor.run([testOf(client, tuned.parameters)])) {
      results.push({ client, images, before: before[results.length] / images, after: correct / images });
    }
  }
  return results;
}

/** A summary of the clients' accuracies, in which every client counts once. */
export interface ClientSpread {
  /** The mean of the clients' accuracies. */
  readonly mean: number;
  /** Mean of the worst tenth of the clients, at least one. */
  readonly worstTenth: number;
}

/** Summarises accuracies, one for each client. */
export function clientSpread(accuracies: readonly number[]): ClientSpread {
  const worst = accuracies.toSorted((a, b) => a - b).slice(0, Math.ceil(accuracies.length / 10));
  return { mean: mean(accuracies), worstTenth: mean(worst) };
}
