import { type Box, type GreyImage, READER_CHANNELS } from "../../lib/drawing/mod.ts";
import type { SymbolClassifier } from "../../lib/recognize/mod.ts";
import { READER_CLASSES } from "../../lib/symbols/mod.ts";
import { stream } from "../../lib/random/mod.ts";

/** A white page with black rectangles on it. */
export function page(width: number, height: number, boxes: readonly Box[] = []): GreyImage {
  const pixels = new Uint8Array(width * height).fill(255);
  for (const { left, top, right, bottom } of boxes) {
    for (let y = top; y < bottom; y++) pixels.fill(0, y * width + left, y * width + right);
  }
  return { width, height, pixels };
}

/** A box from a corner and a size. */
export const boxAt = (left: number, top: number, width: number, height: number): Box => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});

/** A classifier that knows nothing: any class for any image, always the same for the same place in a batch. */
export function guesser(seed: number): SymbolClassifier {
  return {
    classes: READER_CLASSES,
    channels: READER_CHANNELS,
    classify(_images, count) {
      const random = stream(seed, "guesses");
      const scores = new Float32Array(count * READER_CLASSES.length);
      for (let i = 0; i < count; i++) {
        const own = scores.subarray(i * READER_CLASSES.length, (i + 1) * READER_CLASSES.length);
        let sum = 0;
        for (let c = 0; c < own.length; c++) sum += own[c] = random() ** 20 + 1e-9;
        for (let c = 0; c < own.length; c++) own[c] = Math.log(own[c] / sum);
      }
      return scores;
    },
  };
}
