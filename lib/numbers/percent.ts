/**
 * A share as a percentage: `percent(0.931, 1)` is "93.1 %".
 *
 * @param share From 0 to 1.
 * @param digits After the decimal point.
 */
export function percent(share: number, digits: number): string {
  return `${(100 * share).toFixed(digits)} %`;
}
