/** How many of n values a sparse message carries: ⌈share · n⌉, at least one. */
export function kept(share: number, n: number): number {
  return Math.min(n, Math.max(1, Math.ceil(share * n - 1e-9)));
}
