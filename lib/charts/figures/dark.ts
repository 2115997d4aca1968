import type { Figure, Plain } from "./figure.ts";
import { fromOklab, oklab, type Triple } from "./oklab.ts";

/** A colour of a figure on dark paper: where it stands in the figure, and what stands there instead. */
export type DarkColour = readonly [path: readonly (string | number)[], colour: string];

/** Lightness in OKLab of white paper when it is dark (#171717), and of black ink on it. */
const DARK_PAPER = 0.205, LIGHT_INK = 0.96;
/** Least chroma in OKLab of a colour with a hue of its own; of less, it is a grey or a tint of the paper. */
const HUED = 0.03;

/**
 * What changes in a figure on dark paper. Paper, ink and the scales of heat maps turn over: what was pale is dark. The
 * colours of lines and bars keep their hue and are lightened where they were dark.
 */
export function darkColours({ data, layout }: Figure): DarkColour[] {
  return Array.from(changes({ data: [...data], layout } as Plain, [], undefined));
}

type Use = "scale" | "colour" | undefined;

function* changes(value: Plain, path: readonly (string | number)[], use: Use): Generator<DarkColour> {
  if (typeof value === "string") {
    const colour = use && darkColour(value, use === "scale");
    if (colour) yield [path, colour];
  } else if (Array.isArray(value)) {
    if (use || value.some((one) => typeof one === "object")) {
      for (const [i, one] of value.entries()) yield* changes(one, [...path, i], use);
    }
  } else if (value && typeof value === "object") {
    for (const [key, one] of Object.entries(value)) yield* changes(one, [...path, key], useOf(key));
  }
}

function useOf(key: string): Use {
  return key === "colorscale" ? "scale" : key.endsWith("color") ? "colour" : undefined;
}

/**
 * A colour as it is on dark paper; undefined if the text is no colour.
 *
 * @param turned Whether its lightness turns over even if it has a hue, as on the scale of a heat map.
 */
export function darkColour(colour: string, turned = false): string | undefined {
  const parsed = parse(colour);
  if (!parsed) return undefined;
  const [red, green, blue, opacity] = parsed;
  const [lightness, a, b] = oklab([red, green, blue]);
  const opposite = LIGHT_INK - (LIGHT_INK - DARK_PAPER) * lightness;
  const isHued = Math.hypot(a, b) >= HUED;
  const wanted = isHued && !turned ? Math.max(lightness, opposite) : opposite;
  const rgb = displayable(wanted, a, b).map((value) => Math.round(255 * value));
  return opacity === undefined
    ? `#${rgb.map((value) => value.toString(16).padStart(2, "0")).join("")}`
    : `rgba(${rgb.join(",")},${opacity})`;
}

/** Red, green and blue of 0 to 1, and the opacity if the colour names one. */
function parse(colour: string): readonly [number, number, number, string?] | undefined {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  if (hex) return hex.slice(1).map((digits) => parseInt(digits, 16) / 255) as unknown as Triple;
  const rgba = /^rgba\((\d+),(\d+),(\d+),([\d.]+)\)$/.exec(colour);
  if (rgba) return [Number(rgba[1]) / 255, Number(rgba[2]) / 255, Number(rgba[3]) / 255, rgba[4]];
  const hsl = /^hsl\((\d+),(\d+)%,(\d+)%\)$/.exec(colour);
  return hsl ? fromHsl(Number(hsl[1]), Number(hsl[2]) / 100, Number(hsl[3]) / 100) : undefined;
}

function fromHsl(hue: number, saturation: number, lightness: number): Triple {
  const reach = saturation * Math.min(lightness, 1 - lightness);
  return [0, 8, 4].map((offset) => {
    const k = (offset + hue / 30) % 12;
    return lightness - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1));
  }) as unknown as Triple;
}

/** The colour of this lightness and hue with as much of its chroma as a screen can show. */
function displayable(lightness: number, a: number, b: number): Triple {
  for (let share = 1; share > 0; share -= 0.02) {
    const rgb = fromOklab([lightness, share * a, share * b]);
    if (rgb.every((value) => value > -1e-4 && value < 1 + 1e-4)) {
      return rgb.map((value) => Math.min(1, Math.max(0, value))) as unknown as Triple;
    }
  }
  return fromOklab([lightness, 0, 0]);
}
