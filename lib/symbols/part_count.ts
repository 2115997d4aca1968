/**
 * Shares of symbols written in one part, two, three, four, by kinds of symbols; rounded from what CROHME's training
 * expressions show when drawn.
 */
const KINDS: readonly { readonly labels: string; readonly shares: readonly number[] }[] = [
  { labels: "x X k K 5 E F A B R H Y [ pi rightarrow sum 1 in", shares: [0.86, 0.12, 0.02] },
  { labels: "= ! i j leq geq pm", shares: [0.06, 0.92, 0.02] },
  { labels: "div ldots", shares: [0.04, 0.06, 0.88, 0.02] },
  { labels: "log cos tan", shares: [0.15, 0.25, 0.5, 0.1] },
  { labels: "sin lim", shares: [0.02, 0.15, 0.25, 0.57, 0.01] },
];

/** Of all other symbols. */
const OTHERS = [0.985, 0.013, 0.002];

/** Broken lines make any number possible. */
const LEAST = 0.0005;

const SHARES: ReadonlyMap<string, readonly number[]> = new Map(
  KINDS.flatMap(({ labels, shares }) => labels.split(" ").map((label) => [label, shares] as const)),
);

/** Log-probability of a symbol being written in so many separate parts: = in two, m in one. */
export function logPartCount(label: string, parts: number): number {
  return Math.log((SHARES.get(label) ?? OTHERS)[parts - 1] || LEAST);
}
