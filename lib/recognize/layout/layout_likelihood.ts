import { type Box, heightOf, middleX, middleY, widthOf } from "../../drawing/mod.ts";
import type { Shape } from "../../symbols/mod.ts";
import fitted from "./layout.json" with { type: "json" };
import { remembered } from "../remembered.ts";
import type { LineFit } from "./typography.ts";

/** A normal distribution. */
interface Normal {
  readonly mean: number;
  readonly deviation: number;
}

/** How a symbol lies to what it is attached to, in units of the size of the line it is attached to. */
export interface Placement {
  /** From the right edge of what is before to the left edge of the symbol. */
  readonly gap: Normal;
  /** How far its axis is above the place it is expected at. */
  readonly rise: Normal;
  /** Logarithm of its size over the size of the line, as expected at the mean rise. */
  readonly growth: Normal;
  /** How much larger the growth is for each unit its rise is above the mean. */
  readonly slope?: number;
}

/** Chance that handwriting keeps to no such rule, and the density it then has. */
const STRAY = 0.03, STRAY_DENSITY = 0.1;

export function logDensity(value: number, { mean, deviation }: Normal): number {
  const z = (value - mean) / deviation;
  const density = Math.exp(-z * z / 2) / (deviation * Math.sqrt(2 * Math.PI));
  return Math.log((1 - STRAY) * density + STRAY * STRAY_DENSITY);
}

const normal = (mean: number, deviation: number): Normal => ({ mean, deviation });

/**
 * Placements by relation and the shapes of the symbols it is between, most exact key first: "right x_height tall",
 * "right tall", "right". Fitted by `deno task layout` to the symbol boxes of CROHME's training sets of 2011 to 2013.
 */
export const LAYOUT: Record<string, Placement> = Object.fromEntries(
  Object.entries(fitted).map((
    [key, [gap, gapDeviation, rise, riseDeviation, growth, growthDeviation, slope]],
  ) => [key, {
    gap: normal(gap, gapDeviation),
    rise: normal(rise, riseDeviation),
    growth: normal(growth, growthDeviation),
    slope,
  }]),
);

/** Expected log-density of a value that follows the distribution: stands in where nothing can be measured. */
const typical = ({ deviation }: Normal): number => -Math.log(deviation) - 0.5 - Math.log(2 * Math.PI) / 2;

function growthTerm(line: LineFit, size: number, growth: Normal): number {
  return line.weight * logDensity(Math.log(line.size / size), growth) +
    (1 - line.weight) * typical(growth);
}

/** What a new symbol is placed beside: the line so far and the right edge of its last symbol. */
export interface Beside {
  readonly axis: number;
  readonly size: number;
  readonly right: number;
}

/** How a symbol lies, in the same terms as a `Placement`. */
export interface Measured {
  /** From what is before to its left edge, in sizes. */
  readonly gap: number;
  /** How far it is above the place it is expected at, in sizes. */
  readonly rise: number;
  /** Logarithm of its size over the line's. */
  readonly growth: number;
}

/** How a symbol lies as the next one of a line. */
export function measureBeside({ axis, size, right }: Beside, { left }: Box, fit: LineFit): Measured {
  return { gap: (left - right) / size, rise: (axis - fit.axis) / size, growth: Math.log(fit.size / size) };
}

/** How a symbol lies as the first of a superscript or subscript: its middle against an edge of the symbol it hangs on. */
export function measureScript(
  region: "sup" | "sub",
  host: Box,
  size: number,
  box: Box,
  fit: LineFit,
): Measured {
  const edge = region === "sup" ? host.top : host.bottom;
  return {
    gap: (box.left - host.right) / size,
    rise: (edge - middleY(box)) / size,
    growth: Math.log(fit.size / size),
  };
}

/** Log-likelihood of a symbol as the next one of a line. */
export function besideLikelihood(line: Beside, before: Shape, box: Box, shape: Shape, fit: LineFit): number {
  return likelihood(placementOf("right")(before)(shape), measureBeside(line, box, fit), fit);
}

/** Log-likelihood of a symbol as the first of a superscript or subscript of a symbol with box `host`. */
export function scriptLikelihood(
  region: "sup" | "sub",
  host: Box,
  hostShape: Shape,
  size: number,
  box: Box,
  shape: Shape,
  fit: LineFit,
): number {
  return likelihood(placementOf(region)(hostShape)(shape), measureScript(region, host, size, box, fit), fit);
}

/**
 * How much a symbol's size counts beside its place: the classifier, which sees symbols amid their neighbours, has counted it
 * too. Chosen on CROHME's 2013 test set.
 */
const SIZE = 0.6;

const placementOf = remembered((relation: "right" | "sup" | "sub") =>
  remembered((before: Shape) =>
    remembered((shape: Shape): Placement =>
      LAYOUT[`${relation} ${before} ${shape}`] ??
        LAYOUT[`${relation} ${relation === "right" ? shape : before}`] ??
        LAYOUT[relation]
    )
  )
);

function likelihood(
  { gap, rise, growth, slope = 0 }: Placement,
  measured: Measured,
  { weight }: LineFit,
): number {
  const shift = slope * (measured.rise - rise.mean);
  const size = weight * logDensity(measured.growth - shift, growth) + (1 - weight) * typical(growth);
  return logDensity(measured.gap, gap) + logDensity(measured.rise, rise) + SIZE * size;
}

/** Of the distance between a limit, numerator or denominator and what it belongs to, and of its size. */
const STACKED = { gap: normal(0.25, 0.23), growth: normal(-0.15, 0.4) };

/** Log-likelihood of a symbol as the first above or below a fraction bar, a sum, an integral or a limit. */
export function stackedLikelihood(
  region: "above" | "below",
  host: Box,
  size: number,
  box: Box,
  fit: LineFit,
): number {
  const gap = region === "above" ? host.top - box.bottom : box.top - host.bottom;
  return logDensity(gap / size, STACKED.gap) + withinSides(host, size, box) +
    growthTerm(fit, size, STACKED.growth) + Math.log(1 / Math.max(1, widthOf(host) / size));
}

/**
 * A limit of a sum, an integral or lim: its distance below or above it, its middle from the operator's, its size. Limits
 * of other operators are taken to be as those of a sum.
 */
const LIMIT: Record<string, readonly [Normal, Normal, Normal]> = {
  "sum sub": [normal(0.28, 0.22), normal(-0.62, 0.48), normal(-0.1, 0.4)],
  "sum sup": [normal(0.17, 0.18), normal(-0.07, 0.3), normal(-0.2, 0.36)],
  "lim sub": [normal(0.26, 0.16), normal(-0.56, 0.23), normal(-0.55, 0.3)],
  "lim sup": [normal(0.26, 0.16), normal(-0.56, 0.23), normal(-0.55, 0.3)],
  "int sub": [normal(-0.09, 0.3), normal(0.24, 0.42), normal(-0.56, 0.38)],
  "int sup": [normal(-0.1, 0.3), normal(0.58, 0.38), normal(-0.5, 0.3)],
};

/** Log-likelihood of a symbol as the first of a limit. */
export function limitLikelihood(
  region: "sup" | "sub",
  label: string,
  host: Box,
  size: number,
  box: Box,
  fit: LineFit,
): number {
  const [gap, offset, growth] = LIMIT[`${label} ${region}`] ?? LIMIT[`sum ${region}`];
  const distance = region === "sup" ? host.top - box.bottom : box.top - host.bottom;
  return logDensity(distance / size, gap) + logDensity((middleX(box) - middleX(host)) / size, offset) +
    growthTerm(fit, size, growth);
}

/** Log-likelihood of a symbol as the first under a root sign. */
export function insideLikelihood(host: Box, size: number, box: Box, fit: LineFit): number {
  return insideTerm(host, size, box) + growthTerm(fit, size, normal(0, 0.38)) +
    logDensity((box.left - host.left) / size, normal(1, 0.52));
}

/** How far beyond the ends of a bar its numerator's symbols may have their middles, in sizes. */
const OVERHANG = 0.3;

function beyond(distance: number): number {
  const z = Math.max(0, distance) / OVERHANG;
  return Math.max(-8, -z * z / 2);
}

/** Penalty for a symbol of a numerator, denominator or limit that is not over or under its host. */
export function withinSides(host: Box, size: number, box: Box): number {
  return beyond((Math.max(host.left - middleX(box), middleX(box) - host.right)) / size);
}

/** Penalty for a symbol on the wrong side of a fraction bar. */
export function withinHeight(region: "above" | "below", host: Box, size: number, box: Box): number {
  const over = region === "above" ? middleY(box) - middleY(host) : middleY(host) - middleY(box);
  return beyond((over + 0.1 * size) / size);
}

/** Penalty for a symbol of a radicand that is not under its root sign. */
export function insideTerm(host: Box, size: number, box: Box): number {
  return beyond((middleX(box) - host.right) / size) +
    beyond(Math.max(host.top - middleY(box), middleY(box) - host.bottom - 0.1 * heightOf(host)) / size);
}
