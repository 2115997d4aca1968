import { IMAGE_SIZE } from "./image_size.ts";

/**
 * The value of an image at a point between its pixels' centres, bilinear; 0 outside.
 *
 * @param image 45 × 45 values.
 * @param x In pixels: 0 is the centre of the first column.
 * @param y In pixels: 0 is the centre of the first row.
 */
export function bilinear(image: Uint8Array | Float32Array, x: number, y: number): number {
  const left = Math.floor(x), top = Math.floor(y);
  const right = x - left, down = y - top;
  return (1 - down) * ((1 - right) * pixel(image, left, top) + right * pixel(image, left + 1, top)) +
    down * ((1 - right) * pixel(image, left, top + 1) + right * pixel(image, left + 1, top + 1));
}

function pixel(image: Uint8Array | Float32Array, x: number, y: number): number {
  return x >= 0 && x < IMAGE_SIZE && y >= 0 && y < IMAGE_SIZE ? image[y * IMAGE_SIZE + x] : 0;
}
