import { type Box, heightOf, type Ink, type PlacedInk, widthOf } from "../../drawing/mod.ts";

/** The ink of several parts together, within the box around them. */
export function inkOfGroup(parts: readonly PlacedInk[], box: Box): Ink {
  const width = widthOf(box), height = heightOf(box);
  const pixels = new Uint8Array(width * height);
  for (const { box: { left, top }, ink } of parts) {
    for (let y = 0; y < ink.height; y++) {
      const to = (top - box.top + y) * width + left - box.left, from = y * ink.width;
      for (let x = 0; x < ink.width; x++) {
        if (ink.pixels[from + x]) pixels[to + x] = 1;
      }
    }
  }
  return { width, height, pixels };
}
