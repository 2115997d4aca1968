import { type Box, middleX } from "../../drawing/mod.ts";
import { FRACTION, type Shape, symbolOf } from "../../symbols/mod.ts";
import type { Grammar } from "./grammar.ts";
import { hasLimits, type Region, regionsOf } from "./region.ts";
import {
  besideLikelihood,
  insideLikelihood,
  insideTerm,
  limitLikelihood,
  scriptLikelihood,
  stackedLikelihood,
  withinHeight,
  withinSides,
} from "./layout_likelihood.ts";
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

/** A reading with one symbol more. */
export interface Attachment {
  readonly score: number;
  readonly row: () => Row;
}

/** Penalties (log-probabilities) for an unmatched bracket on a line and for an odd number of bars. Tuned on CROHME's 2013 test set. */
const UNBALANCED = -5, ODD_BARS = -4;

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

function nesting(label: string): number {
  const { token } = symbolOf(label);
  return token === "open" ? 1 : token === "close" ? -1 : 0;
}

function place(candidate: Candidate, previous: Placed | undefined): Placed {
  return { candidate, previous, regions: {}, right: candidate.box.right };
}

/** Greatest depth of nesting: a power of a power in a fraction in a root in a fraction. */
const DEEPEST = 5;

/** Least log-likelihood of lying inside: below it a symbol does not belong to the numerator, denominator or radicand. */
const OUTSIDE = -12;

/** All ways to add a symbol to a line or to what hangs on its last symbol; `depth` lines are around this one. */
export function attachments(row: Row, symbol: Candidate, grammar: Grammar, depth = 0): Attachment[] {
  const found: Attachment[] = [];
  const { last } = row, host = last.candidate;
  if (symbol.label !== "prime" || row.region === "sup") {
    found.push({
      score: closingOf(last, grammar) + grammar.follows(host.label, symbol.label, row.region) +
        (row.open <= 0 && nesting(symbol.label) < 0 ? UNBALANCED : 0) + besideLikelihood(
          { axis: row.axis, size: row.size, right: last.right },
          host.shape,
          symbol.box,
          symbol.shape,
          symbol.fit,
        ),
      row: () => extend(row, symbol),
    });
  }
  if (depth === DEEPEST) return found;
  for (const region of regionsOf(host.label)) {
    const inner = last.regions[region];
    if (inner) {
      const containment = containmentOf(row, host, region, symbol);
      if (containment < OUTSIDE) continue;
      for (const { score, row: made } of attachments(inner, symbol, grammar, depth + 1)) {
        found.push({ score: score + containment, row: () => withRegion(row, region, made()) });
      }
    } else if (symbol.label !== "prime" || region === "sup") {
      found.push({
        score: grammar.opens(host.label, region) + grammar.follows(undefined, symbol.label, region) +
          openingLikelihood(row, host, region, symbol),
        row: () => withRegion(row, region, startRow(symbol, region, sizeIn(region, row.size))),
      });
    }
  }
  return found;
}

/** The expected size, in pixels, of a line in `region` of a symbol on a line of `size` pixels. */
export function sizeIn(region: Region, size: number): number {
  return (region === "sup" || region === "sub" ? 0.7 : 0.9) * size;
}

function openingLikelihood({ size }: Row, host: Candidate, region: Region, symbol: Candidate): number {
  switch (region) {
    case "above":
    case "below":
      return stackedLikelihood(region, host.box, size, symbol.box, symbol.fit);
    case "inside":
      return insideLikelihood(host.box, size, symbol.box, symbol.fit);
    case "sup":
    case "sub": {
      const beside = scriptLikelihood(
        region,
        host.box,
        host.shape,
        size,
        symbol.box,
        symbol.shape,
        symbol.fit,
      );
      if (!hasLimits(host.label)) return beside;
      return Math.max(beside, limitLikelihood(region, host.label, host.box, size, symbol.box, symbol.fit));
    }
    default:
      throw new Error(`unknown region: ${region satisfies never}`);
  }
}

function containmentOf({ size }: Row, host: Candidate, region: Region, symbol: Candidate): number {
  if (region === "inside") return insideTerm(host.box, size, symbol.box);
  if (region === "above" || region === "below") {
    return withinSides(host.box, size, symbol.box) + withinHeight(region, host.box, size, symbol.box);
  }
  return 0;
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

function withRegion(row: Row, region: Region, inner: Row): Row {
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
