import type { GreyImage } from "../../lib/drawing/mod.ts";
import { readInk, type RecognizedSymbol } from "../../lib/recognize/mod.ts";

/** How often each pixel of a picture is ink of a symbol. */
export function claims({ width, height }: GreyImage, symbols: readonly RecognizedSymbol[]): Uint8Array {
  const times = new Uint8Array(width * height);
  for (const { box, ink } of symbols) {
    ink.pixels.forEach((value, i) => {
      times[(box.top + Math.floor(i / ink.width)) * width + box.left + i % ink.width] += value;
    });
  }
  return times;
}

/** How many pixels of a picture's ink belong to no symbol. */
export function unclaimedInk(image: GreyImage, symbols: readonly RecognizedSymbol[]): number {
  const times = claims(image, symbols);
  return readInk(image).pixels.reduce((sum, value, i) => sum + (value && !times[i] ? 1 : 0), 0);
}
