/** A counter at 0; on plain memory, where workers' counts are not seen, in a web page that may have no shared memory. */
export function passedCounter(): BigInt64Array {
  return new BigInt64Array(new (globalThis.SharedArrayBuffer ?? ArrayBuffer)(8));
}

/** Counts more images. */
export function countPassed(counter: BigInt64Array, images: number): void {
  Atomics.add(counter, 0, BigInt(images));
}

/** How many have been counted. */
export function countOf(counter: BigInt64Array): number {
  return Number(Atomics.load(counter, 0));
}
