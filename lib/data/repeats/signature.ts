import { bilinear, IMAGE_BYTES, IMAGE_SIZE } from "../../drawing/mod.ts";

/** Values in a signature: a grid of 15 × 15. */
export const SIGNATURE_LENGTH = 225;

const GRID = 15;

/** Pixels between two points of the grid, which reaches 28 pixels from the centre of the ink to each side. */
const STEP = 4;

/** Least grey value of ink; fainter pixels are noise or JPEG artefacts. */
const FAINTEST_INK = 64;

/** Each pass blurs by (1 2 1)/4 along both axes, variance ½; four passes have a standard deviation of √2 pixels. */
const BLUR_PASSES = 4;

/** Writes the signature of an image of 45 × 45 grey values into `out`, from `offset` on. */
export type SignatureOf = (pixels: Uint8Array, out: Float32Array, offset: number) => void;

/**
 * Returns a function that makes signatures, by which near-repeats are found, and reuses its working memory. A signature
 * is the blurred image, sampled on a coarse grid around the centre of its ink and scaled to length 1. Moving the ink
 * does not change it; noise, JPEG and the width of the pen change it little. Without ink it is all 0.
 */
export function signatureMaker(): SignatureOf {
  const ink = new Float32Array(IMAGE_BYTES), between = new Float32Array(IMAGE_BYTES);
  return (pixels, out, offset) => {
    let mass = 0, sumX = 0, sumY = 0;
    for (let y = 0; y < IMAGE_SIZE; y++) {
      for (let x = 0; x < IMAGE_SIZE; x++) {
        const value = pixels[y * IMAGE_SIZE + x];
        const kept = value < FAINTEST_INK ? 0 : value;
        ink[y * IMAGE_SIZE + x] = kept;
        mass += kept, sumX += kept * x, sumY += kept * y;
      }
    }
    if (mass === 0) return void out.fill(0, offset, offset + SIGNATURE_LENGTH);
    for (let pass = 0; pass < BLUR_PASSES; pass++) {
      blurRows(ink, between, 1, IMAGE_SIZE);
      blurRows(between, ink, IMAGE_SIZE, 1);
    }
    let squares = 0;
    for (let i = 0; i < SIGNATURE_LENGTH; i++) {
      const x = sumX / mass + STEP * (i % GRID - (GRID - 1) / 2);
      const y = sumY / mass + STEP * (Math.floor(i / GRID) - (GRID - 1) / 2);
      const value = bilinear(ink, x, y);
      out[offset + i] = value;
      squares += value * value;
    }
    const scale = 1 / Math.sqrt(squares);
    for (let i = 0; i < SIGNATURE_LENGTH; i++) out[offset + i] *= scale;
  };
}

/** Blurs by (1 2 1)/4 along one axis, whose pixels lie `along` apart, all lines, `across` apart; 0 outside. */
function blurRows(from: Float32Array, to: Float32Array, along: number, across: number): void {
  for (let line = 0; line < IMAGE_SIZE; line++) {
    let before = 0, here = from[line * across];
    for (let i = 0; i < IMAGE_SIZE; i++) {
      const at = line * across + i * along;
      const after = i + 1 < IMAGE_SIZE ? from[at + along] : 0;
      to[at] = (before + 2 * here + after) / 4;
      before = here, here = after;
    }
  }
}
