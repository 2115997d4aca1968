import type { Kernels, Pointer } from "./kernels.ts";

const PAGE = 65_536;
/** Bytes behind every block: kernels may read a vector beyond its end. */
const MARGIN = 64;
/** Where a block may begin. */
const ALIGNMENT = 64;

/** From a block of so many bytes to the block that is allocated next. */
export function blockBytes(bytes: number): number {
  return aligned(bytes + MARGIN);
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}

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
  let next = aligned(heapBase.value);
  return {
    allocate(bytes) {
      const pointer = next;
      next += blockBytes(bytes);
      const missing = next - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
      return pointer;
    },
  };
}
