import type { Kernels, Pointer } from "./kernels.ts";

const PAGE = 65_536;
/** Bytes behind every block: kernels may read a vector beyond its end. */
const MARGIN = 64;

/**
 * Hands out blocks of the kernels' memory, one after the other, never given back: everything a step needs is
 * allocated when its plan is made.
 */
export interface Arena {
  /** A zeroed block of at least `bytes`, aligned to 64. */
  allocate(bytes: number): Pointer;
}

/** An arena from the start of the kernels' free memory. */
export function arena({ memory, heapBase }: Kernels): Arena {
  let next: number = heapBase.value;
  return {
    allocate(bytes) {
      const pointer = Math.ceil(next / 64) * 64;
      next = pointer + bytes + MARGIN;
      const missing = next - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
      return pointer;
    },
  };
}
