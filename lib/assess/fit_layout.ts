import { drawExpression, type Expression } from "../data/crohme/mod.ts";
import { expressionTree } from "../recognize/layout/tree_of_row.ts";
import type { Grammar } from "../recognize/mod.ts";
import type { Measured } from "../recognize/layout/layout_likelihood.ts";
import { type MeasuredPlacement, measuredPlacements } from "../recognize/layout/measured_placements.ts";
import { canonicalLatex, parseLatex } from "../expressions/mod.ts";
import { readTruth } from "./truth_symbols.ts";
import { truthLatex } from "./truth_latex.ts";
import { mean } from "../numbers/mod.ts";

/** Means and deviations of gap, rise and growth, and the growth's slope over the rise, by relation and shapes. */
export type LayoutTable = Readonly<Record<string, readonly number[]>>;

/** Least number of examples for a pair of shapes; with fewer the table falls back on one shape, then on none. */
const LEAST_EXAMPLES = 40;

const PEN_WIDTH = 3;

/** The placements of an expression, if the current layout reads its true symbols correctly; otherwise none. */
export function truePlacements(expression: Expression, grammar: Grammar): MeasuredPlacement[] {
  const truth = canonicalLatex(parseLatex(truthLatex(expression)));
  const { symbols } = drawExpression({ ...expression, unlabelled: [] }, { penWidth: PEN_WIDTH });
  const reading = symbols.length > 0 ? readTruth(symbols, PEN_WIDTH, grammar) : undefined;
  if (!reading || canonicalLatex(expressionTree(reading.row)) !== truth) return [];
  return [...measuredPlacements(reading.row, reading.unit)];
}

/** The layout table fitted to placements: robust normal distributions, growth regressed on rise. */
export function fitLayout(placements: Iterable<MeasuredPlacement>): LayoutTable {
  const groups = new Map<string, Measured[]>();
  for (const placement of placements) {
    for (const key of keysOf(placement)) {
      const group = groups.get(key) ?? [];
      if (group.length === 0) groups.set(key, group);
      group.push(placement);
    }
  }
  const rows = [...groups].filter(([key, group]) => !key.includes(" ") || group.length >= LEAST_EXAMPLES)
    .sort(([a], [b]) => a < b ? -1 : 1)
    .map(([key, group]) => [key, distributionOf(group)] as const);
  return Object.fromEntries(rows);
}

/** The keys of the groups a placement belongs to, under which the likelihood looks them up. */
function keysOf({ relation, before, shape }: MeasuredPlacement): string[] {
  return [relation, `${relation} ${relation === "right" ? shape : before}`, `${relation} ${before} ${shape}`];
}

/** Keeps the slope small where the rise hardly varies: as if so much variation without slope had been seen. */
const RIDGE = 0.3;

function distributionOf(group: readonly Measured[]): number[] {
  const gap = robust(group.map((one) => one.gap)), rise = robust(group.map((one) => one.rise));
  const growth = robust(group.map((one) => one.growth));
  let together = 0, alone = RIDGE;
  for (const one of group) {
    const x = one.rise - rise.mean, y = one.growth - growth.mean;
    if (Math.abs(x) > 3 * rise.deviation || Math.abs(y) > 3 * growth.deviation) continue;
    together += x * y, alone += x * x;
  }
  const slope = together / alone;
  const rest = robust(group.map((one) => one.growth - slope * (one.rise - rise.mean)));
  return [gap, rise, rest].flatMap(({ mean, deviation }) => [mean, deviation]).concat(slope)
    .map((value) => Math.round(100 * value) / 100);
}

/** Share of the values left out at each end; the deviation of what is left is a tenth too small for a normal distribution. */
const TRIMMED = 0.02, WIDENED = 1.1;

/** Least deviation; a smaller one only comes from too few examples. */
const LEAST_DEVIATION = 0.05;

function robust(values: readonly number[]): { mean: number; deviation: number } {
  const cut = Math.floor(TRIMMED * values.length);
  const kept = values.toSorted((a, b) => a - b).slice(cut, values.length - cut);
  const middle = mean(kept), variance = mean(kept.map((value) => (value - middle) ** 2));
  return { mean: middle, deviation: Math.max(LEAST_DEVIATION, WIDENED * Math.sqrt(variance)) };
}
