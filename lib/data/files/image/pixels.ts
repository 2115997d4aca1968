import type { GreyImage } from "../../../drawing/mod.ts";

/** Pixels of up to four channels, as a decoder gives them. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA. */
  readonly channels: number;
  /** width × height × channels values. */
  readonly data: ArrayLike<number>;
  /** The largest value a channel can have. */
  readonly white: number;
}

/**
 * Grey values (Rec. 601 luma) of pixels. Transparent pixels show white paper; if nothing would be visible then (white ink
 * on a transparent ground), opacity is taken as dark ink.
 *
 * @throws {Error} There are fewer values than width × height × channels.
 */
export function toGrey({ width, height, channels, data, white }: Pixels): GreyImage {
  const n = width * height;
  if (data.length < n * channels) throw new Error("fewer pixels than its header says");
  const grey = new Uint8Array(n);
  const colour = channels >= 3, alpha = channels % 2 === 0;
  const scale = 255 / white;
  let clearest = 1, darkest = 255;
  for (let i = 0; i < n; i++) {
    const at = i * channels;
    const luma = colour ? 0.299 * data[at] + 0.587 * data[at + 1] + 0.114 * data[at + 2] : data[at];
    const opacity = alpha ? data[at + channels - 1] / white : 1;
    grey[i] = Math.round(scale * luma * opacity + 255 * (1 - opacity));
    if (opacity < clearest) clearest = opacity;
    if (grey[i] < darkest) darkest = grey[i];
  }
  if (clearest < 1 && darkest === 255) {
    for (let i = 0; i < n; i++) grey[i] = 255 - Math.round(255 * data[i * channels + channels - 1] / white);
  }
  return { width, height, pixels: grey };
}
