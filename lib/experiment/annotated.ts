import { boxesOverImage, type Figure } from "../charts/mod.ts";
import { type GreyImage, type Recognition, toText } from "../recognize/mod.ts";

/** A symbol below this probability, or a whole reading below this confidence, is marked as doubtful. */
export const DOUBTFUL = 0.5;

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
