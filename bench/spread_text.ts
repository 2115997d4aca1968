import type { Spread } from "./spread.ts";

/** "7.81 (7.79–8.02)": the median, and the extremes where they differ from it; three significant digits. */
export function spreadText({ median, min, max }: Spread): string {
  const [middle, low, high] = [median, min, max].map(threeDigits);
  return low === high ? middle : `${middle} (${low}–${high})`;
}

/** Three significant digits, whole numbers from 100 on: "0.0312", "7.81", "1204". */
export function threeDigits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
