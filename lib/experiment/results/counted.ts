/** Counts in words: "3 × not finite, 1 × stale". */
export function counted(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts).map(([what, count]) => `${count} × ${what}`).join(", ");
}
