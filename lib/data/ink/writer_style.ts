import { normal, stream } from "../../random/mod.ts";

/** What all writing of one writer has in common. Lengths are shares of the symbol's size. */
export interface WriterStyle {
  /** Horizontal shift for each unit of height: 0 upright, above 0 leaning to the right. */
  readonly slant: number;
  /** Logarithm of width over height, relative to the glyph's. */
  readonly aspect: number;
  /** How the baseline rises, in radians. */
  readonly rotation: number;
  /** Factor of the pen's width. */
  readonly pen: number;
  /** Deviation of a curve's points from one image to the next. */
  readonly wobble: number;
  /** Deviation of an unsteady hand's fast shake. */
  readonly tremor: number;
  /** How they bend a whole symbol: the factors of x², xy and y² in the shift of x, then those in the shift of y. */
  readonly bend: readonly number[];
  /** Deviation of the bend from one image to the next. */
  readonly elasticity: number;
  /** How far strokes of one symbol stray from each other. */
  readonly looseness: number;
  /** Deviation of the logarithm by which a stroke's first and last pieces are longer or shorter. */
  readonly overshoot: number;
  /** Deviation of how far a straight stroke bends out, as a share of its length. */
  readonly bow: number;
  /** Chance that a corner is cut round. */
  readonly cutCorners: number;
  /** Chance of a hook where the pen comes down, and where it leaves. */
  readonly hooks: number;
  /** Distance between the points the tablet sees; curves become polygons. */
  readonly sampling: number;
  /** Chance that the pen stays down between two strokes. */
  readonly joins: number;
  /** Space between the letters of a word. */
  readonly spacing: number;
  /** How a dot is made. */
  readonly dot: "point" | "tick" | "circle";
  /** Chance that a glyph is written in another variant than usual. */
  readonly whim: number;
}

/** The style of one writer: the same for the same seed and number. */
export function writerStyle(seed: number, writer: number): WriterStyle {
  const random = stream(seed, "ink writer", writer);
  const around = (mean: number, deviation: number) => mean + deviation * normal(random);
  const dot = random();
  return {
    slant: around(0.1, 0.16),
    aspect: around(0, 0.24),
    rotation: around(0, 0.05),
    pen: Math.exp(around(0, 0.06)),
    wobble: 0.025 * Math.exp(around(0, 0.35)),
    tremor: 0.004 * Math.exp(around(0, 0.6)),
    bend: Array.from({ length: 6 }, () => around(0, 0.14)),
    elasticity: 0.16 * Math.exp(around(0, 0.3)),
    looseness: 0.025 * Math.exp(around(0, 0.4)),
    overshoot: 0.4 * Math.exp(around(0, 0.4)),
    bow: 0.04 * Math.exp(around(0, 0.4)),
    cutCorners: random() * 0.7,
    hooks: random() ** 3 * 0.6,
    sampling: random() < 0.3 ? 0.06 + 0.1 * random() : 0.03,
    joins: random() ** 4 * 0.08,
    spacing: around(0.12, 0.08),
    dot: dot < 0.45 ? "point" : dot < 0.8 ? "tick" : "circle",
    whim: 0.08,
  };
}
