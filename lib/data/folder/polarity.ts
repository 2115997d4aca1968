import type { GreyImage } from "../../drawing/mod.ts";

/**
 * How ink and paper look in one image: 1 dark ink on light, −1 light ink on dark, 0 unclear from its border.
 */
export type Polarity = -1 | 0 | 1;

/** Share of the border that must be paper for the polarity to be clear; ink may touch the border. */
const CLEAR = 0.9;

/** Least share of the minority among the clear images of a set that counts as mixed. */
const MIXED = 0.05;

/**
 * The polarity of an image: whether almost all of its border is lighter, or darker, than the middle of its grey values.
 */
export function polarityOf(image: GreyImage): Polarity {
  let darkest = 255, lightest = 0;
  for (const value of image.pixels) {
    if (value < darkest) darkest = value;
    if (value > lightest) lightest = value;
  }
  if (darkest === lightest) return 0;
  const border = borderOf(image);
  const light = border.filter((value) => value > (darkest + lightest) / 2).length / border.length;
  return light >= CLEAR ? 1 : light <= 1 - CLEAR ? -1 : 0;
}

/** The level of the paper: the median of the border. */
export function paperLevel(image: GreyImage): number {
  const border = borderOf(image).sort();
  return border[border.length >> 1];
}

/** Which images must be inverted so that ink is bright, and why, in one sentence. */
export interface Inversion {
  /** A sentence for the user. */
  readonly note: string;
  /** Whether the image at an index must be inverted. */
  inverted(index: number): boolean;
}

/**
 * Decides for a whole set: if (almost) all clear images agree, all are treated alike; in a mixed set each clear image is
 * treated by its own border, and the unclear ones like the majority.
 */
export function decideInversion(polarities: ArrayLike<number>): Inversion {
  let dark = 0, light = 0;
  for (let i = 0; i < polarities.length; i++) {
    if (polarities[i] > 0) dark++;
    if (polarities[i] < 0) light++;
  }
  const majority = dark >= light;
  const minority = Math.min(dark, light);
  const named = majority ? "dark ink on light: inverted" : "light ink on dark: taken as it is";
  if (minority < MIXED * (dark + light)) {
    const others = minority > 0 ? ` (the other way round in ${minority}, treated alike)` : "";
    return { note: named + others, inverted: () => majority };
  }
  return {
    note: `mixed ink: dark on light in ${dark}, inverted; light on dark in ${light}, taken as they are; ` +
      `${polarities.length - dark - light} unclear, taken as the majority`,
    inverted: (index) => polarities[index] > 0 || (polarities[index] === 0 && majority),
  };
}

function borderOf({ width, height, pixels: grey }: GreyImage): Uint8Array {
  const border: number[] = [];
  for (let x = 0; x < width; x++) border.push(grey[x], grey[(height - 1) * width + x]);
  for (let y = 1; y < height - 1; y++) border.push(grey[y * width], grey[y * width + width - 1]);
  return Uint8Array.from(border);
}
