import { Buffer } from "node:buffer";
import { loadRasterizer } from "../../lib/charts/static/rasterizer.ts";
import type { GreyImage } from "../../lib/drawing/mod.ts";
import { type FoundSymbol, type Frame, overlay } from "./overlay.ts";

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
 * The picture with a box and a label on each symbol: jimp scales it and lays the labels over it, which resvg has drawn,
 * because jimp's own letters are ASCII.
 *
 * @returns The bytes of a PNG.
 */
export async function annotatedPicture(
  picture: GreyImage,
  symbols: readonly FoundSymbol[],
): Promise<Uint8Array> {
  const [{ Jimp }, rasterize] = await Promise.all([
    import("../../lib/data/files/image/jimp.ts"),
    loadRasterizer(),
  ]);
  const frame = frameOf(picture), { width, height, left, top } = frame;
  const scaled = new Jimp({ width: picture.width, height: picture.height, data: opaque(picture) });
  scaled.resize({ w: width - 2 * left, h: height - top - left });
  const labels = await Jimp.fromBuffer(
    Buffer.from(rasterize(overlay(symbols, frame), { widthPixels: width })),
  );
  return await new Jimp({ width, height, color: "#FFFFFF" })
    .blit({ src: scaled, x: left, y: top })
    .composite(labels)
    .getBuffer("image/png", { colorType: 2, deflateLevel: 6 });
}

/** The grey values as RGBA, as jimp holds pictures. */
function opaque({ pixels }: GreyImage): Buffer {
  const rgba = Buffer.alloc(4 * pixels.length, 255);
  pixels.forEach((value, i) => rgba.fill(value, 4 * i, 4 * i + 3));
  return rgba;
}
