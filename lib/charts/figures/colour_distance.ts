import { linear, type Triple } from "./oklab.ts";

/** Linear red, green and blue, each 0 to 1. */
type Rgb = Triple;
type Matrix = readonly [Rgb, Rgb, Rgb];

/**
 * How linear colours look with usual colour vision, and without the red, green or blue cones: G. Machado, M. Oliveira
 * and L. Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency" (2009), severity 1.
 */
const EYES: readonly Matrix[] = [
  [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
];

/** Linear sRGB to CIE XYZ, each row divided by the white of D65. */
const XYZ: Matrix = [
  [0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047],
  [0.2126729, 0.7151522, 0.072175],
  [0.0193339 / 1.08883, 0.119192 / 1.08883, 0.9503041 / 1.08883],
];

/**
 * How far apart two colours look, by ΔE of CIE 1976: the least over people with usual colour vision and people without
 * red, green or blue cones. A distance of 2 is just visible side by side; lines of a chart need about 20.
 *
 * @param a A colour as `#RRGGBB`.
 * @param b A colour as `#RRGGBB`.
 */
export function colourDistance(a: string, b: string): number {
  return Math.min(...EYES.map((eye) => {
    const [one, other] = [a, b].map((colour) => lab(apply(eye, light(colour))));
    return Math.hypot(...one.map((value, i) => value - other[i]));
  }));
}

function apply(rows: Matrix, [x, y, z]: Rgb): Rgb {
  return rows.map(([a, b, c]) => Math.min(1, Math.max(0, a * x + b * y + c * z))) as unknown as Rgb;
}

function light(colour: string): Rgb {
  return [1, 3, 5].map((at) => linear(parseInt(colour.slice(at, at + 2), 16) / 255)) as unknown as Rgb;
}

/** CIE L*a*b* of a linear colour. */
function lab(rgb: Rgb): Rgb {
  const [x, y, z] = apply(XYZ, rgb).map((t) => t > 216 / 24389 ? Math.cbrt(t) : (24389 / 27 * t + 16) / 116);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}
