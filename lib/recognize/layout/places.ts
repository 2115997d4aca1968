import type { Grammar } from "./grammar.ts";
import {
  besideLikelihood,
  insideLikelihood,
  insideTerm,
  limitLikelihood,
  logDensity,
  scriptLikelihood,
  stackedLikelihood,
  withinHeight,
  withinSides,
} from "./layout_likelihood.ts";
import {
  type Candidate,
  closingOf,
  extend,
  nesting,
  type Row,
  sizeIn,
  startRow,
  UNBALANCED,
  withRegion,
} from "./reading.ts";
import { hasLimits, type Region, regionsOf } from "./region.ts";

/**
 * A place where a reading may go on. What labels are expected there and how ink would lie there are asked for apart:
 * one piece of ink has many labels, one place takes many pieces of ink.
 */
export interface Place {
  /** Log-probability, by the grammar, of a symbol of this label there; undefined where it cannot stand there. */
  expects(label: string): number | undefined;
  /**
   * Log-likelihoods of a symbol with this box, shape and fit lying there, of its own place first and then of each line
   * around that; undefined where it lies too far outside.
   */
  lies(symbol: Candidate): readonly number[] | undefined;
  /** The reading with the symbol there. */
  attach(symbol: Candidate): Row;
}

/** Log-probability of a symbol in a place, of what it `expects` of the label and how the symbol `lies` there. */
export function placeScore(expected: number, lying: readonly number[]): number {
  let score = expected;
  for (const each of lying) score += each;
  return score;
}

/** Spread of the first symbol's size about the usual one, as a logarithm. */
const FIRST_SIZE = { mean: 0, deviation: 0.6 };

/**
 * The place of the first symbol of a picture.
 *
 * @param unit Size of a symbol, in pixels.
 */
export function firstPlace(unit: number, grammar: Grammar): Place {
  return {
    expects: (label) => grammar.follows(undefined, label, undefined),
    lies: ({ fit: { size, weight } }) => [weight * logDensity(Math.log(size / unit), FIRST_SIZE)],
    attach: (symbol) => startRow(symbol, undefined, unit),
  };
}

/** Greatest depth of nesting: a power of a power in a fraction in a root in a fraction. */
const DEEPEST = 5;

/** Least log-likelihood of lying inside: below it a symbol does not belong to the numerator, denominator or radicand. */
const OUTSIDE = -12;

/** All places at the end of a line and of what hangs on its last symbol; `depth` lines are around this one. */
export function placesOf(row: Row, grammar: Grammar, depth = 0): Place[] {
  const { last } = row, host = last.candidate, found = [besidePlace(row, grammar)];
  if (depth === DEEPEST) return found;
  for (const region of regionsOf(host.label)) {
    const inner = last.regions[region];
    if (!inner) {
      found.push(openedPlace(row, region, grammar));
      continue;
    }
    for (const place of placesOf(inner, grammar, depth + 1)) {
      found.push({
        expects: place.expects,
        lies(symbol) {
          const containment = containmentOf(row, host, region, symbol);
          const within = containment < OUTSIDE ? undefined : place.lies(symbol);
          return within && [...within, containment];
        },
        attach: (symbol) => withRegion(row, region, place.attach(symbol)),
      });
    }
  }
  return found;
}

/** Beside the last symbol of a line. */
function besidePlace(row: Row, grammar: Grammar): Place {
  const { last, region, open } = row, host = last.candidate;
  const closing = closingOf(last, grammar);
  const line = { axis: row.axis, size: row.size, right: last.right };
  return {
    expects(label) {
      if (!admits(region, label)) return undefined;
      return closing + grammar.follows(host.label, label, region) +
        (open <= 0 && nesting(label) < 0 ? UNBALANCED : 0);
    },
    lies: ({ box, shape, fit }) => [besideLikelihood(line, host.shape, box, shape, fit)],
    attach: (symbol) => extend(row, symbol),
  };
}

/** In a region of a line's last symbol where nothing hangs yet. */
function openedPlace(row: Row, region: Region, grammar: Grammar): Place {
  const host = row.last.candidate;
  const opening = grammar.opens(host.label, region);
  return {
    expects: (label) =>
      admits(region, label) ? opening + grammar.follows(undefined, label, region) : undefined,
    lies: (symbol) => [openingLikelihood(row, host, region, symbol)],
    attach: (symbol) => withRegion(row, region, startRow(symbol, region, sizeIn(region, row.size))),
  };
}

/** A prime stands above right only. */
function admits(region: Region | undefined, label: string): boolean {
  return label !== "prime" || region === "sup";
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
