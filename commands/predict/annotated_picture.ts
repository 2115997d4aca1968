import { loadRasterizer } from "../../lib/charts/static/rasterizer.ts";
import { type GreyImage, resize } from "../../lib/drawing/mod.ts";
import { type FoundSymbol, type Frame, overlay } from "./overlay.ts";
import { rgbPng } from "./rgb_png.ts";

/** Widest picture in a drawing, and how many times larger than it is a small one gets. */
const WIDEST = 1800, LARGEST_SCALE = 4;

/** Pixels of a drawing at most: a tall picture would have ten times as many. */
const MOST_PIXELS = 4e6;

/** Room around the picture, and above it besides for the labels of the uppermost boxes, in pixels. */
const MARGIN = 16, LABEL_ROOM = 44;

/** How large the drawing of a picture of this size is, and where the picture is in it. */
export function frameOf({ width, height }: Pick<GreyImage, "width" | "height">): Frame {
  const scale = Math.min(LARGEST_SCALE, WIDEST / width, Math.sqrt(MOST_PIXELS / (width * height)));
  const side = (pixels: number) => Math.max(1, Math.round(scale * pixels));
  return {
    width: side(width) + 2 * MARGIN,
    height: side(height) + 2 * MARGIN + LABEL_ROOM,
    left: MARGIN,
    top: MARGIN + LABEL_ROOM,
    scale,
  };
}

/**
 * The picture with a box and a label on each symbol, which resvg draws.
 *
 * @returns The bytes of a PNG.
 */
export async function annotatedPicture(
  picture: GreyImage,
  symbols: readonly FoundSymbol[],
): Promise<Uint8Array> {
  const rasterize = await loadRasterizer();
  const frame = frameOf(picture), { width, height, left, top } = frame;
  const page = new Uint8Array(3 * width * height).fill(255);
  const scaled = resize(picture, width - 2 * left, height - top - left);
  for (let y = 0; y < scaled.height; y++) {
    for (let x = 0; x < scaled.width; x++) {
      const at = 3 * ((top + y) * width + left + x);
      page[at] = page[at + 1] = page[at + 2] = scaled.pixels[y * scaled.width + x];
    }
  }
  layOver(page, rasterize(overlay(symbols, frame), { widthPixels: width, format: "rgba" }));
  return rgbPng(page, width, height);
}

/** Lays pixels of red, green, blue and opacity, the colours times the opacity, over pixels of red, green and blue. */
function layOver(page: Uint8Array, rgba: Uint8Array): void {
  for (let i = 0; i < page.length / 3; i++) {
    const opacity = rgba[4 * i + 3];
    if (opacity === 0) continue;
    for (let c = 0; c < 3; c++) {
      page[3 * i + c] = rgba[4 * i + c] + Math.round((1 - opacity / 255) * page[3 * i + c]);
    }
  }
}
