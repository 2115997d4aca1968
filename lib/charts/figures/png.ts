import { encode } from "fast-png";

/**
 * Encodes grey or RGBA pixels as a PNG.
 *
 * @param pixels Height × width × channels values of 0 to 255; one channel is grey, four are RGBA.
 */
export function encodePng(pixels: Uint8Array, width: number, height: number): Uint8Array {
  return encode({ data: pixels, width, height, depth: 8, channels: pixels.length / (width * height) });
}

/** A PNG as a data URL, for an HTML or SVG page. */
export function pngDataUrl(png: Uint8Array): string {
  return `data:image/png;base64,${png.toBase64()}`;
}

/** An image of bright ink on black (height × width grey values) as a data URL of a PNG, dark ink on white. */
export function inkDataUrl(ink: Uint8Array, width: number, height: number): string {
  return pngDataUrl(encodePng(ink.map((value) => 255 - value), width, height));
}
