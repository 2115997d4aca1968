import { type Part, partsOf } from "./parts.ts";
import { sum } from "../../numbers/mod.ts";

/**
 * A long line from the left end to the right end and what is left without it; undefined where there is no such line.
 *
 * @param pen Width of the pen, in pixels.
 * @param unit Size of a symbol, in pixels.
 */
export function cutAlongBar({ box, ink }: Part, pen: number, unit: number): Part[] | undefined {
  const { width, height, pixels } = ink;
  if (width < unit) return undefined;
  const endAt = (x: number) => {
    let sum = 0, count = 0;
    for (let y = 0; y < height; y++) if (pixels[y * width + x]) sum += y, count++;
    return sum / count;
  };
  const from = endAt(0), to = endAt(width - 1);
  const onBar = (i: number) => {
    const x = i % width, y = Math.floor(i / width);
    return Math.abs(y - from - (to - from) * x / (width - 1)) <= pen;
  };
  const covered = new Uint8Array(width);
  pixels.forEach((value, i) => {
    if (value && onBar(i)) covered[i % width] = 1;
  });
  if (sum(covered) < 0.95 * width) return undefined;
  const bar = pixels.map((value, i) => onBar(i) ? value : 0),
    rest = pixels.map((value, i) => onBar(i) ? 0 : value);
  return [...partsOf({ width, height, pixels: bar }, box), ...partsOf({ width, height, pixels: rest }, box)];
}
