/**
 * Environment by which a program on glibc keeps the memory it frees. Given back after each step, it must be cleared and
 * mapped anew in the next; PyTorch's guide to tuning takes another allocator against that.
 */
export const KEPT_MEMORY: Readonly<Record<string, string>> = {
  MALLOC_MMAP_THRESHOLD_: String(2 ** 32),
  MALLOC_TRIM_THRESHOLD_: String(2 ** 32),
  MALLOC_TOP_PAD_: String(2 ** 26),
};

/** A command without that. */
export function givingMemoryBack(command: readonly string[]): string[] {
  return ["env", ...Object.keys(KEPT_MEMORY).flatMap((name) => ["-u", name]), ...command];
}
