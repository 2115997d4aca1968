import { UserError } from "../errors/mod.ts";
import { sumOf } from "../numbers/mod.ts";

/**
 * For each client the indices of its training images in the data set. Every training image belongs to exactly one
 * client, and every client has at least one.
 */
export type Partition = readonly Uint32Array[];

/**
 * Who holds which images, client by client: a `Partition` is one. One that makes a client's indices when it is asked for them
 * takes no memory for all the others, however many they are.
 */
export interface LazyPartition {
  /** Number of clients. */
  readonly length: number;
  /** The indices of a client's images, at least one and the same ones each time; undefined beyond the last client. */
  at(client: number): Uint32Array | undefined;
}

/** A partition that cannot be made; the message states the rule and the value given. */
export class PartitionError extends UserError {
  /** Always "PartitionError". */
  override readonly name = "PartitionError";
}

/** Cuts `indices`, in their order, into `count` runs whose sizes differ by at most one. */
export function cut(indices: Uint32Array, count: number): Uint32Array[] {
  const start = (part: number) => Math.floor(part * indices.length / count);
  // Copies, not views: posting a view to a worker would copy the whole buffer.
  return Array.from({ length: count }, (_, part) => indices.slice(start(part), start(part + 1)));
}

/**
 * Checks the number of clients.
 *
 * @throws {PartitionError} It is not a whole number from 1 to the number of images.
 */
export function checkClients(clients: number, images: number): void {
  if (!Number.isInteger(clients) || clients < 1) {
    throw new PartitionError(`The number of clients must be a whole number of at least 1, got ${clients}.`);
  }
  if (clients > images) {
    throw new PartitionError(
      `Each client needs at least one training image, got ${clients} clients and ${images} training images. ` +
        "Of clients that draw their own, as with drawn:10, there can be any number.",
    );
  }
}

/** Cuts `indices`, in their order, into runs of these shares, which add up to 1; rounding loses no index. */
export function cutAt(indices: Uint32Array, shares: readonly number[]): Uint32Array[] {
  let upTo = 0, start = 0;
  return shares.map((share, part) => {
    upTo += share;
    const end = part === shares.length - 1
      ? indices.length
      : Math.max(start, Math.round(upTo * indices.length));
    const run = indices.slice(start, end);
    start = end;
    return run;
  });
}

/** Joins the indices of several parts, in their order. */
export function join(parts: readonly Uint32Array[]): Uint32Array {
  const whole = new Uint32Array(sumOf(parts, ({ length }) => length));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
