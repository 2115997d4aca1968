import { labelsOf } from "../../lib/data/mod.ts";
import type { Dataset } from "../../lib/data/mod.ts";
import { IMAGE_BYTES } from "../../lib/drawing/mod.ts";

/** Images as other libraries take them: floats in [0, 1] one after the other, and their labels. */
export function floatBatch(
  { images, labels }: Dataset,
  indices: Uint32Array,
): { readonly pixels: Float32Array<ArrayBuffer>; readonly labels: Uint8Array } {
  const pixels = new Float32Array(indices.length * IMAGE_BYTES);
  indices.forEach((index, i) => {
    for (let p = 0; p < IMAGE_BYTES; p++) {
      pixels[i * IMAGE_BYTES + p] = images[index * IMAGE_BYTES + p] / 255;
    }
  });
  return { pixels, labels: labelsOf({ labels }, indices) };
}
