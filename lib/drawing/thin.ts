import type { Ink } from "./ink_mask.ts";

/** For each of the two passes and each pattern of the 8 pixels around a pixel: 1 where that pixel is removed. */
const REMOVED: readonly Uint8Array[] = [0, 1].map((pass) =>
  Uint8Array.from({ length: 256 }, (_, code) => removed(code, pass) ? 1 : 0)
);

/**
 * Thins ink to lines one pixel wide: Guo & Hall 1989, "Parallel thinning with two-subiteration algorithms",
 * algorithm A1. What is connected (by sides or corners) stays so, nothing vanishes, and thin ink stays as it is.
 */
export function thin({ width, height, pixels }: Ink): Ink {
  const row = width + 2;
  const framed = new Uint8Array(row * (height + 2));
  // Where there is ink, and what goes in a pass; both as long as they can become.
  const left = new Int32Array(width * height), going = new Int32Array(width * height);
  let count = 0;
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (pixels[i] === 0) continue;
      const at = (y + 1) * row + x + 1;
      framed[at] = 1;
      left[count++] = at;
    }
  }
  for (let unchanged = 0, pass = 0; unchanged < 2; pass = 1 - pass) {
    const table = REMOVED[pass];
    let kept = 0, gone = 0;
    for (let i = 0; i < count; i++) {
      const at = left[i];
      if (table[neighbourhood(framed, at, row)]) going[gone++] = at;
      else left[kept++] = at;
    }
    for (let i = 0; i < gone; i++) framed[going[i]] = 0;
    count = kept;
    unchanged = gone > 0 ? 0 : unchanged + 1;
  }
  const thinned = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    thinned.set(framed.subarray((y + 1) * row + 1, (y + 2) * row - 1), y * width);
  }
  return { width, height, pixels: thinned };
}

/** The 8 neighbours as bits, clockwise from the one above: p2 … p9 of the paper. */
function neighbourhood(framed: Uint8Array, at: number, row: number): number {
  return framed[at - row] | framed[at - row + 1] << 1 | framed[at + 1] << 2 | framed[at + row + 1] << 3 |
    framed[at + row] << 4 | framed[at + row - 1] << 5 | framed[at - 1] << 6 | framed[at - row - 1] << 7;
}

function removed(code: number, pass: number): boolean {
  const [p2, p3, p4, p5, p6, p7, p8, p9] = Array.from({ length: 8 }, (_, bit) => code >> bit & 1);
  const crossings = (1 - p2 & (p3 | p4)) + (1 - p4 & (p5 | p6)) + (1 - p6 & (p7 | p8)) + (1 - p8 & (p9 | p2));
  const neighbours = Math.min(
    (p9 | p2) + (p3 | p4) + (p5 | p6) + (p7 | p8),
    (p2 | p3) + (p4 | p5) + (p6 | p7) + (p8 | p9),
  );
  const side = pass === 0 ? (p6 | p7 | 1 - p9) & p8 : (p2 | p3 | 1 - p5) & p4;
  return crossings === 1 && neighbours >= 2 && neighbours <= 3 && side === 0;
}
