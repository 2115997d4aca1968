import { boxesOverImage, type Figure } from "../../lib/charts/mod.ts";
import type { GreyImage } from "../../lib/drawing/mod.ts";
import type { Recognition } from "../../lib/recognize/mod.ts";
import { toText } from "../../lib/expressions/mod.ts";

/** A symbol below this probability, or a whole reading below this confidence, is marked as doubtful. */
export const DOUBTFUL = 0.5;

/** Pixels of a drawing at most: a tall picture would have ten times as many, and take a quarter of a minute. */
const MOST_PIXELS = 4e6;

/** How many pixels a drawing has for each of its figure's: 2, fewer where it would be too large. */
export function drawingScale({ layout }: Figure): number {
  return Math.min(2, Math.sqrt(MOST_PIXELS / (Number(layout.width) * Number(layout.height))));
}

/** The picture with a box and a label on each symbol; what is doubtful is marked. */
export function annotated({ width, height, pixels }: GreyImage, { symbols }: Recognition): Figure {
  return boxesOverImage({
    pixels,
    width,
    height,
    doubtBelow: DOUBTFUL,
    boxes: symbols.map(({ box, label, probability }) => ({
      ...box,
      label: toText({ kind: "symbol", label }),
      confidence: probability,
    })),
  });
}
