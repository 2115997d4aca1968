import { allocateDataset, type Dataset, image, picture, size } from "../data/core.ts";
import { type HandStyle, IMAGE_BYTES, restyle } from "../drawing/mod.ts";
import { normal, stream } from "../random/mod.ts";
import type { Partition } from "./partition.ts";

/** How much the clients' handwriting differs. */
export interface HandSpread {
  /** Standard deviation of the clients' slants: horizontal shift for each unit of height. */
  readonly slant: number;
  /** Standard deviation of the clients' line widths, in pixels. */
  readonly pen: number;
}

/** Limits beyond which symbols become other symbols or vanish. */
const STEEPEST = 0.8, WIDEST = 3, THINNEST = -1;

/**
 * The handwriting of a client: changes of slant and line width drawn from normal distributions around 0, the same for
 * the same seed and client.
 */
export function clientHand(spread: HandSpread, seed: number, client: number): HandStyle {
  const random = stream(seed, "hand", client);
  const slant = spread.slant * normal(random), pen = spread.pen * normal(random);
  return {
    slant: Math.max(-STEEPEST, Math.min(STEEPEST, slant)),
    pen: Math.max(THINNEST, Math.min(WIDEST, pen)),
  };
}

/**
 * Feature skew: redraws every client's images in a handwriting of its own, whatever they show. Li et al. 2022,
 * NIID-Bench (arXiv 2102.02079), "feature distribution skew", with differences between people in place of their noise.
 * Images that no client holds, such as test images, stay as they are; so does the second channel of all images.
 *
 * @returns A copy of the data set with the new images.
 */
export function withClientHands(
  dataset: Dataset,
  partition: Partition,
  spread: HandSpread,
  seed: number,
): Dataset {
  const { classes, channels } = dataset;
  const restyled = allocateDataset({ n: size(dataset), classes, channels });
  restyled.images.set(dataset.images);
  const ink = new Uint8Array(IMAGE_BYTES);
  partition.forEach((indices, client) => {
    const hand = clientHand(spread, seed, client);
    for (const index of indices) {
      restyle(picture(dataset, index), hand, ink);
      const to = image(restyled, index);
      ink.forEach((value, i) => to[channels * i] = value);
    }
  });
  return { ...dataset, images: restyled.images };
}
