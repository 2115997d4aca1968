import { bilinear } from "./bilinear.ts";
import { heightOf, middleX, middleY, widthOf } from "./box.ts";
import { inkBox } from "./ink_box.ts";
import { IMAGE_BYTES, IMAGE_SIZE } from "./image_size.ts";

/** How a hand changes an image. */
export interface HandStyle {
  /** Horizontal shift for each unit of height: above 0 leaning to the right. */
  readonly slant: number;
  /** Pixels by which lines are wider, on each side half of it; below 0 thinner. */
  readonly pen: number;
}

/**
 * Changes an image to look as if another person had written it: it is sheared, then scaled and moved to fit the ink's old
 * box, then its lines are made wider or thinner. With a slant and a pen of 0 the image stays the same to the byte.
 *
 * @param pixels 45 × 45 grey values, ink bright.
 * @param out Receives 45 × 45 grey values.
 */
export function restyle(pixels: Uint8Array, { slant, pen }: HandStyle, out: Uint8Array): void {
  const sheared = slant === 0 ? pixels : shear(pixels, slant);
  if (pen > 0) spread(sheared, pen / 2, out);
  else if (pen < 0) {
    // Ink shrinks where paper spreads.
    const paper = new Uint8Array(IMAGE_BYTES);
    spread(sheared.map((value) => 255 - value), -pen / 2, paper);
    paper.forEach((value, i) => out[i] = 255 - value);
  } else out.set(sheared);
}

/** Shears an image about the middle of its ink by bilinear interpolation, scaled down to stay in the ink's old box. */
function shear(pixels: Uint8Array, slant: number): Uint8Array {
  const ink = inkBox({ pixels, width: IMAGE_SIZE, height: IMAGE_SIZE }, 1);
  if (widthOf(ink) === 0) return pixels;
  const width = widthOf(ink), height = heightOf(ink);
  const leaning = width + Math.abs(slant) * height;
  const size = Math.max(width, height);
  const scale = Math.min(1, size / leaning);
  // Coordinates of pixels' centres.
  const centreX = middleX(ink) - 0.5, centreY = middleY(ink) - 0.5;
  const out = new Uint8Array(IMAGE_BYTES);
  for (let y = 0; y < IMAGE_SIZE; y++) {
    const fromY = (y - centreY) / scale + centreY;
    for (let x = 0; x < IMAGE_SIZE; x++) {
      const fromX = (x - centreX) / scale + slant * (fromY - centreY) + centreX;
      out[y * IMAGE_SIZE + x] = Math.round(bilinear(pixels, fromX, fromY));
    }
  }
  return out;
}

/** Grey dilation by a disc: lines grow by the radius on each side. Between whole radii the two results are mixed. */
function spread(pixels: Uint8Array, radius: number, out: Uint8Array): void {
  const whole = Math.floor(radius), rest = radius - whole;
  const inner = dilated(pixels, whole), outer = dilated(pixels, whole + 1);
  inner.forEach((value, i) => out[i] = Math.round((1 - rest) * value + rest * outer[i]));
}

/** Each pixel becomes as bright as the brightest within the radius. */
function dilated(pixels: Uint8Array, radius: number): Uint8Array {
  if (radius === 0) return pixels;
  const offsets = Array.from({ length: 2 * radius + 1 }, (_, i) => i - radius);
  const disc = offsets.flatMap((dy) =>
    offsets.filter((dx) => Math.hypot(dx, dy) <= radius).map((dx) => [dx, dy])
  );
  return pixels.map((_, i) => {
    const x = i % IMAGE_SIZE, y = Math.floor(i / IMAGE_SIZE);
    let brightest = 0;
    for (const [dx, dy] of disc) {
      const fromX = x + dx, fromY = y + dy;
      if (fromX < 0 || fromY < 0 || fromX >= IMAGE_SIZE || fromY >= IMAGE_SIZE) continue;
      brightest = Math.max(brightest, pixels[fromY * IMAGE_SIZE + fromX]);
    }
    return brightest;
  });
}
