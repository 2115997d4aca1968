// @deno-types="@types/upng-js"
import UPNG from "upng-js";

/** Enough for the smoothed edges of a chart's few colours, at a third of the bytes of full colour. */
const COLOURS = 128;

/** A PNG reduced to at most 128 colours, chosen for this image. */
export function smallPng(png: Uint8Array): Uint8Array<ArrayBuffer> {
  const image = UPNG.decode(new Uint8Array(png).buffer);
  return new Uint8Array(UPNG.encode(UPNG.toRGBA8(image), image.width, image.height, COLOURS));
}
