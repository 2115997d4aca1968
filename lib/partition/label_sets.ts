import { permutation, shuffle, stream } from "../random/mod.ts";
import { grouped } from "./grouped.ts";
import { checkClients, cut, join, type Partition, PartitionError } from "./partition.ts";

/** How `labelSets` deals. */
export interface LabelSetOptions {
  /** Number of clients, K. */
  readonly clients: number;
  /** Labels that each client holds, C: "#C = k" in Li et al. */
  readonly labelsPerClient: number;
  /** Seeds the dealing. */
  readonly seed: number;
}

/**
 * Each client holds images of C labels, and no others; the images of a label are shared out equally among the
 * clients that hold it. Li et al. 2022, NIID-Bench (arXiv 2102.02079), "quantity-based label imbalance". There a
 * label may end up with nobody; here the labels go round the clients in a random order, so that each has a holder
 * and holders of two labels differ by at most one.
 *
 * @param train The training images: indices into the data set.
 * @param labels The label of every image of the data set.
 * @throws {PartitionError} C below 1 or above the number of labels, labels that nobody would hold, or a label with
 * fewer images than holders that leaves a client without any.
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
    // Seats are numbered through the clients; label number `place` sits on every images.length-th of them.
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
