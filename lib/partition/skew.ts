import { type Partition, PartitionError } from "./partition.ts";
import { mean, sum, sumOf } from "../numbers/mod.ts";

/** Number of images of each label that each client holds: clients × classes. */
export type LabelCounts = readonly Uint32Array[];

/**
 * Counts each client's labels.
 *
 * @param partition For each client the indices of its images.
 * @param labels The label of every image of the data set.
 * @param classCount Number of classes: the length of each row.
 */
export function labelCounts(partition: Partition, labels: Uint8Array, classCount: number): LabelCounts {
  return partition.map((indices) => {
    const counts = new Uint32Array(classCount);
    for (const index of indices) counts[labels[index]]++;
    return counts;
  });
}

/** How different the clients' labels and sizes are. Means are over the clients, each counting once. */
export interface Skew {
  /**
   * Mean total-variation distance ½ Σ|p_k − p| between a client's label distribution and that of all clients
   * together: the share of a client's images that would have to be exchanged to make the two equal, 0 to 1.
   */
  readonly totalVariation: number;
  /** Mean Hellinger distance √(½ Σ(√p_k − √p)²) between a client's label distribution and that of all, 0 to 1. */
  readonly hellinger: number;
  /** Mean number of classes of which a client holds at least one image. */
  readonly classesPresent: number;
  /** Mean Shannon entropy of a client's labels, in bits: at most log₂ of the number of classes. */
  readonly labelEntropyBits: number;
  /** Number of images of the smallest client. */
  readonly smallestClient: number;
  /** Number of images of the largest client. */
  readonly largestClient: number;
  /** Standard deviation of the clients' sizes, divided by their mean; 0 if all are equal. */
  readonly sizeVariation: number;
}

/**
 * Measures the skew of a partition from its label counts.
 *
 * @throws {PartitionError} There is no client, or a client without images, which has no label distribution.
 */
export function measureSkew(counts: LabelCounts): Skew {
  const sizes = counts.map(sum);
  const empty = sizes.indexOf(0);
  if (counts.length === 0 || empty >= 0) {
    throw new PartitionError(
      `Skew needs clients that hold images, got ${empty < 0 ? "no client" : `client ${empty} without any`}.`,
    );
  }
  const total = sum(sizes);
  const global = Array.from(counts[0], (_, label) => sumOf(counts, (row) => row[label]) / total);
  const clients = counts.map((row, client) => Array.from(row, (count) => count / sizes[client]));
  const meanSize = total / sizes.length;
  return {
    totalVariation: mean(clients.map((client) => totalVariation(client, global))),
    hellinger: mean(clients.map((client) => hellinger(client, global))),
    classesPresent: mean(clients.map((client) => client.filter((share) => share > 0).length)),
    labelEntropyBits: mean(clients.map(entropyBits)),
    smallestClient: Math.min(...sizes),
    largestClient: Math.max(...sizes),
    sizeVariation: Math.sqrt(mean(sizes.map((size) => (size - meanSize) ** 2))) / meanSize,
  };
}

/** Total-variation distance of two distributions over the same classes, 0 to 1. */
export function totalVariation(p: ArrayLike<number>, q: ArrayLike<number>): number {
  return sum(Array.from(p, (share, i) => Math.abs(share - q[i]))) / 2;
}

/** Hellinger distance of two distributions over the same classes, 0 to 1. */
export function hellinger(p: ArrayLike<number>, q: ArrayLike<number>): number {
  return Math.sqrt(sum(Array.from(p, (share, i) => (Math.sqrt(share) - Math.sqrt(q[i])) ** 2)) / 2);
}

/** Shannon entropy of a distribution, in bits. */
export function entropyBits(p: ArrayLike<number>): number {
  return sum(Array.from(p, (share) => share > 0 ? -share * Math.log2(share) : 0));
}
