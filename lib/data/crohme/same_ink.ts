import { createHash } from "node:crypto";
import type { Expression } from "./expression.ts";

/**
 * A digest that is equal for expressions with the same strokes, wherever on the page and in whatever order.
 */
export function inkDigest({ symbols, unlabelled }: Expression): string {
  const strokes = [...symbols.flatMap((symbol) => symbol.strokes), ...unlabelled];
  let left = Infinity, top = Infinity;
  for (const stroke of strokes) {
    for (let i = 0; i < stroke.length; i += 2) {
      left = Math.min(left, stroke[i]), top = Math.min(top, stroke[i + 1]);
    }
  }
  strokes.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a.length - b.length);
  const hash = createHash("sha256");
  for (const stroke of strokes) {
    const shifted = new Float32Array(stroke.length + 1);
    shifted[0] = stroke.length;
    for (let i = 0; i < stroke.length; i += 2) {
      shifted[i + 1] = stroke[i] - left, shifted[i + 2] = stroke[i + 1] - top;
    }
    hash.update(new Uint8Array(shifted.buffer));
  }
  return hash.digest("base64");
}
