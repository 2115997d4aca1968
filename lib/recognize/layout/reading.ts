import { type Box, middleX } from "../../drawing/mod.ts";
import { FRACTION, type Shape, symbolOf } from "../../symbols/mod.ts";
import type { Grammar } from "./grammar.ts";
import { hasLimits, type Region, regionsOf } from "./region.ts";
import { fitLine, type LineFit } from "./typography.ts";

/** One reading of a piece of ink. */
export interface Candidate {
  /** A cased label, or `FRACTION`. */
  readonly label: string;
  /** How it stands on a line. */
  readonly shape: Shape;
  /** Where it is. */
  readonly box: Box;
  /** The line it would stand on. */
  readonly fit: LineFit;
  /** The hypothesis it reads. */
  readonly hypothesis: number;
}

/** A symbol in its place. */
export interface Placed {
  /** What it is. */
  readonly candidate: Candidate;
  /** The symbol to its left on the same line. */
  readonly previous: Placed | undefined;
  /** What hangs on it. */
  readonly regions: Readonly<Partial<Record<Region, Row>>>;
  /** The right edge of the symbol and all that hangs on it. */
  readonly right: number;
}

/** A line of symbols, open to the right. */
export interface Row {
  /** Where it is on the symbol it hangs on; undefined for the main line. */
  readonly region: Region | undefined;
  /** Its last symbol, which links to the others by `previous`. */
  readonly last: Placed;
  /** Height of its axis, in pixels from the top. */
  readonly axis: number;
  /** Height of a capital letter on it, in pixels. */
  readonly size: number;
  /** How sure the size is, 0 to 1. */
  readonly weight: number;
  /** Number of brackets opened in this line and not closed. */
  readonly open: number;
  /** Number of bars | in this line. */
  readonly bars: number;
}

/** Penalties (log-probabilities) for an unmatched bracket on a line and for an odd number of bars. Tuned on CROHME's 2013 test set. */
export const UNBALANCED = -5;
const ODD_BARS = -4;

/** How fast a line's height and size follow its newest symbols. */
const FOLLOW = 0.5;

export function candidate(label: string, box: Box, unit: number, hypothesis: number): Candidate {
  const { shape } = symbolOf(label);
  return { label, shape, box, fit: fitLine(shape, box, unit), hypothesis };
}

/** A line that begins with `candidate`, expected to have `size`. */
export function startRow(candidate: Candidate, region: Region | undefined, size: number): Row {
  const { fit } = candidate;
  return {
    region,
    last: place(candidate, undefined),
    axis: fit.axis,
    size: size * (fit.size / size) ** fit.weight,
    weight: fit.weight,
    open: nesting(candidate.label),
    bars: isBar(candidate.label) ? 1 : 0,
  };
}

function isBar(label: string): boolean {
  return symbolOf(label).token === "bar";
}

export function nesting(label: string): number {
  const { token } = symbolOf(label);
  return token === "open" ? 1 : token === "close" ? -1 : 0;
}

function place(candidate: Candidate, previous: Placed | undefined): Placed {
  return { candidate, previous, regions: {}, right: candidate.box.right };
}

/** The expected size, in pixels, of a line in `region` of a symbol on a line of `size` pixels. */
export function sizeIn(region: Region, size: number): number {
  return (region === "sup" || region === "sub" ? 0.7 : 0.9) * size;
}

export function extend(row: Row, symbol: Candidate): Row {
  const { fit } = symbol;
  const share = fit.weight / (fit.weight + (1 - FOLLOW) / FOLLOW * Math.max(row.weight, 0.1));
  return {
    region: row.region,
    last: place(symbol, row.last),
    axis: row.axis +
      FOLLOW *
        (symbol.shape === "low" || symbol.shape === "high" || symbol.shape === "root" ||
            symbol.shape === "dots"
          ? 0
          : 1) *
        (fit.axis - row.axis),
    size: row.size * (fit.size / row.size) ** share,
    weight: Math.max(row.weight, fit.weight),
    open: Math.max(0, row.open) + nesting(symbol.label),
    bars: row.bars + (isBar(symbol.label) ? 1 : 0),
  };
}

export function withRegion(row: Row, region: Region, inner: Row): Row {
  const { last } = row;
  const regions = { ...last.regions, [region]: inner };
  return { ...row, last: { ...last, regions, right: Math.max(last.right, inner.last.right) } };
}

/** Penalty (log-probability) for a fraction without a numerator or denominator, or a root of nothing. */
const INCOMPLETE = -12;

/** Log-probability of a symbol and all that hangs on it being complete. */
export function closingOf({ candidate: { label }, regions }: Placed, grammar: Grammar): number {
  let score = 0;
  for (const region of regionsOf(label)) {
    const row = regions[region];
    if (row) score += grammar.ends(row.last.candidate.label) + unclosed(row) + closingOf(row.last, grammar);
    else if (region !== "sup" && region !== "sub") score += INCOMPLETE;
  }
  return score;
}

/** All symbols of a line and of what hangs on it, in the order of their left edges. */
export function placedIn(row: Row): Placed[] {
  const found: Placed[] = [];
  for (let placed: Placed | undefined = row.last; placed; placed = placed.previous) {
    found.push(placed, ...Object.values(placed.regions).flatMap(placedIn));
  }
  return found.sort((a, b) => a.candidate.box.left - b.candidate.box.left);
}

/** Penalty (log-probability) for brackets left open and an odd number of bars. */
export function unclosed({ open, bars }: Row): number {
  return Math.max(0, open) * UNBALANCED + (bars % 2) * ODD_BARS;
}

/** Whether an operator may be read before a part that begins left of it: the part is over or under it. */
export function reaches(operator: Candidate, part: Box): boolean {
  const { label, box, fit } = operator;
  const above = part.bottom <= box.top + 0.2 * fit.size, below = part.top >= box.bottom - 0.3 * fit.size;
  if (!above && !below) return false;
  if (label === FRACTION) return middleX(part) >= box.left - 0.3 * fit.size && middleX(part) <= box.right;
  return hasLimits(label) && middleX(part) >= box.left - 1.2 * fit.size && middleX(part) <= box.right;
}
