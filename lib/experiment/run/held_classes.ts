import type { LabelCounts } from "../../partition/light.ts";

/** How many classes the clients have images of, all together: of digits 10, though the labels are 82. */
export function heldClasses(counts: LabelCounts): number {
  return counts[0].filter((_, label) => counts.some((client) => client[label] > 0)).length;
}
