import { type LazyPartition, PartitionError } from "./partition.ts";

/** Indices are stored in 32 bits. */
const MOST_IMAGES = 2 ** 32;

/**
 * Clients that each hold the next `imagesEach` images: client k those from k · imagesEach on. Nothing is held of any
 * client; its indices are made when it is asked for.
 *
 * @throws {PartitionError} One of the numbers is not a whole number of at least 1, or the images are more than 2³².
 */
export function consecutive(clients: number, imagesEach: number): LazyPartition {
  for (const [what, number] of [["clients", clients], ["images of each", imagesEach]] as const) {
    if (!Number.isInteger(number) || number < 1) {
      throw new PartitionError(`The number of ${what} must be a whole number of at least 1, got ${number}.`);
    }
  }
  if (clients * imagesEach > MOST_IMAGES) {
    throw new PartitionError(
      `Clients can have 2^32 images at most, got ${clients} × ${imagesEach} = ${clients * imagesEach}.`,
    );
  }
  return {
    length: clients,
    at(client) {
      if (!Number.isInteger(client) || client < 0 || client >= clients) return;
      const first = client * imagesEach;
      return Uint32Array.from({ length: imagesEach }, (_, i) => first + i);
    },
  };
}
