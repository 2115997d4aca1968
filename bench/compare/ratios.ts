import type { Figure } from "../reports.ts";
import { type Spread, spread } from "../spread.ts";

/** The figures of two runs that stood beside each other. */
export interface Pair {
  /** Of the working tree. */
  readonly here: readonly Figure[];
  /** Of the revision it is compared with. */
  readonly base: readonly Figure[];
}

/** A figure in both checkouts. */
export interface Comparison {
  readonly name: string;
  readonly unit: string;
  readonly here: Spread;
  readonly base: Spread;
  /**
   * Here over base: the median of the pairs' ratios, and the least and the greatest that they may be, which for
   * figures that were rounded is more than what they are.
   */
  readonly ratio: Spread;
}

/** Each figure that all runs have, in the working tree's order. */
export function comparisons(pairs: readonly Pair[]): Comparison[] {
  return commonNames(pairs).map((name) => {
    const rows = pairs.map(({ here, base }) => ({ here: named(here, name)!, base: named(base, name)! }));
    return {
      name,
      unit: rows[0].here.unit,
      here: spread(rows.map(({ here }) => here.value)),
      base: spread(rows.map(({ base }) => base.value)),
      ratio: {
        median: spread(rows.map(({ here, base }) => here.value / base.value)).median,
        min: Math.min(...rows.map(({ here, base }) => bound(here, -1) / bound(base, 1))),
        max: Math.max(...rows.map(({ here, base }) => bound(here, 1) / bound(base, -1))),
      },
    };
  });
}

/** The figures that only one of the checkouts has. */
export function unmatched(pairs: readonly Pair[]): { here: string[]; base: string[] } {
  const common = new Set(commonNames(pairs));
  const rest = (side: keyof Pair) => {
    const names = new Set(pairs.flatMap((pair) => pair[side].map(({ name }) => name)));
    return [...names].filter((name) => !common.has(name));
  };
  return { here: rest("here"), base: rest("base") };
}

/** "4.9 % slower", or nothing where the spread of the ratios includes 1. */
export function verdict({ unit, ratio: { median, min, max } }: Comparison): string {
  if (min <= 1 && max >= 1) return "";
  const [more, less] = /^(ns|µs|ms|s)$/.test(unit) ? ["slower", "faster"] : ["more", "less"];
  const percent = 100 * Math.abs(median - 1);
  return `${percent.toPrecision(2)} % ${median > 1 ? more : less}`;
}

function commonNames(pairs: readonly Pair[]): string[] {
  const has = (figures: readonly Figure[], name: string) => named(figures, name) !== undefined;
  return (pairs[0]?.here ?? []).map(({ name }) => name).filter((name) =>
    pairs.every(({ here, base }) => has(here, name) && has(base, name))
  );
}

function named(figures: readonly Figure[], name: string): Figure | undefined {
  return figures.find((figure) => figure.name === name);
}

/** What the value may have been before it was rounded: at most, or at least. */
function bound({ value, rounding = 0 }: Figure, direction: 1 | -1): number {
  return Math.max(0, value + direction * rounding / 2);
}
