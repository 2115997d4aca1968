/**
 * A figure over the rounds that all seeds finished, a curve for each seed.
 *
 * @param seeds The rounds of each seed.
 */
export function seedCurves<Round>(
  seeds: readonly (readonly Round[])[],
  of: (round: Round) => number,
): number[][] {
  const rounds = Math.min(...seeds.map(({ length }) => length));
  return seeds.map((one) => one.slice(0, rounds).map(of));
}
