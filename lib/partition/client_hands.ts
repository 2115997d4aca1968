import { allocateDataset, type Dataset, image, picture, size } from "../data/portable.ts";
import { type HandStyle, IMAGE_BYTES, restyle } from "../drawing/mod.ts";
import { normal, stream } from "../random/mod.ts";
import type { Partition } from "./partition.ts";

/** How far the clients' hands are from each other. */
export interface HandSpread {
  /** Deviation of the clients' slants: horizontal shift for each unit of height. */
  readonly slant: number;
  /** Deviation of the clients' line widths, in pixels. */
  readonly pen: number;
}

/** Beyond these, symbols become others or vanish. */
const STEEPEST = 0.8, WIDEST = 3, THINNEST = -1;

/** A client's hand, drawn from normal distributions around the data's own: the same for the same seed. */
export function clientHand(spread: HandSpread, seed: number, client: number): HandStyle {
  const random = stream(seed, "hand", client);
  const slant = spread.slant * normal(random), pen = spread.pen * normal(random);
  return {
    slant: Math.max(-STEEPEST, Math.min(STEEPEST, slant)),
    pen: Math.max(THINNEST, Math.min(WIDEST, pen)),
  };
}

/**
 * Feature skew: every client's images written by a hand of its own, whatever they show. Li et al. 2022, NIID-Bench
 * (arXiv 2102.02079), "feature distribution skew", with what differs from person to person in place of their noise.
 * Images that no client holds stay as they are, those to test on among them, and so do surroundings.
 *
 * @returns The same data set with other images.
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
