/**
 * Who holds which images: for each client the indices, into the data set, of its training images. Every
 * training image is with exactly one client, and every client holds at least one.
 */
export type Partition = readonly Uint32Array[];

/** A partition that cannot be made; the message gives the rule and the value got. */
export class PartitionError extends Error {
  /** Always "PartitionError". */
  override readonly name = "PartitionError";
}

/** Cuts `indices`, in their order, into `count` runs whose sizes differ by at most one. */
export function cut(indices: Uint32Array, count: number): Uint32Array[] {
  const start = (part: number) => Math.floor(part * indices.length / count);
  // Copies, not views: a view posted to a worker would take the whole buffer with it.
  return Array.from({ length: count }, (_, part) => indices.slice(start(part), start(part + 1)));
}

/** Throws `PartitionError` unless `clients` is a whole number from 1 to the number of images. */
export function checkClients(clients: number, images: number): void {
  if (!Number.isInteger(clients) || clients < 1) {
    throw new PartitionError(`The number of clients must be a whole number of at least 1, got ${clients}.`);
  }
  if (clients > images) {
    throw new PartitionError(
      `Each client needs at least one training image, got ${clients} clients and ${images} training images.`,
    );
  }
}
