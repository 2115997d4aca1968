import { permutation, shuffle, stream } from "../random/mod.ts";
import { grouped } from "./grouped.ts";
import { checkClients, cut, join, type Partition, PartitionError } from "./partition.ts";

/** Options of `labelSets`. */
export interface LabelSetOptions {
  /** Number of clients, K. */
  readonly clients: number;
  /** Number of labels that each client holds, C ("#C = k" in Li et al.). */
  readonly labelsPerClient: number;
  /** Seed of the dealing. */
  readonly seed: number;
}

/**
 * Each client holds images of exactly C labels; the images of a label are shared equally among the clients that hold
 * it. Li et al. 2022, NIID-Bench (arXiv 2102.02079), "quantity-based label imbalance". There a label may end up with no
 * client; here the labels are dealt to the clients in turn, in random order, so that every label has a client and the
 * numbers of clients of two labels differ by at most one.
 *
 * @param train The training images: indices into the data set.
 * @param labels The label of every image of the data set.
 * @throws {PartitionError} C is below 1 or above the number of labels, some label would have no client, or some client
 * would have no image, because a label has fewer images than clients.
 */
export function labelSets(
  train: Uint32Array,
  labels: Uint8Array,
  { clients, labelsPerClient, seed }: LabelSetOptions,
): Partition {
  checkClients(clients, train.length);
  const images = grouped(train, labels);
  checkLabels(clients, labelsPerClient, images.length);
  const random = stream(seed, "partition", "labels");
  const order = permutation(images.length, random);
  const dealt: Uint32Array[][] = Array.from({ length: clients }, () => []);
  const seats = clients * labelsPerClient;
  order.forEach((label, place) => {
    // Client k has the seats k·C … k·C + C − 1. The label at `place` takes every seat place + i · (number of labels).
    const holders: number[] = [];
    for (let seat = place; seat < seats; seat += images.length) {
      holders.push(Math.floor(seat / labelsPerClient));
    }
    const parts = cut(shuffle(images[label], random), holders.length);
    parts.forEach((part, i) => dealt[holders[i]].push(part));
  });
  const partition = dealt.map(join);
  const empty = partition.findIndex((indices) => indices.length === 0);
  if (empty >= 0) {
    throw new PartitionError(
      `Every client needs an image; with labels:${labelsPerClient} and ${clients} clients, client ${empty} has none.`,
    );
  }
  return partition;
}

function checkLabels(clients: number, labelsPerClient: number, labelCount: number): void {
  if (!Number.isInteger(labelsPerClient) || labelsPerClient < 1 || labelsPerClient > labelCount) {
    throw new PartitionError(
      `The labels of each client must be a whole number from 1 to the ${labelCount} there are, got ${labelsPerClient}.`,
    );
  }
  if (clients * labelsPerClient < labelCount) {
    throw new PartitionError(
      `Every label needs a client that holds it, got ${clients} clients × ${labelsPerClient} labels = ` +
        `${clients * labelsPerClient} for ${labelCount} labels: ${
          Math.ceil(labelCount / labelsPerClient)
        } clients ` +
        `or labels:${Math.ceil(labelCount / clients)} would do.`,
    );
  }
}
