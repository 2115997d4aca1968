import type { Ink, PlacedInk } from "../drawing/mod.ts";
import { partsOf } from "../recognize/parts/parts.ts";

/** Pixels by which edges of ink may differ, since thresholds and blur move them. */
const EDGE = 2;

/** Share of the ink that must be the same. */
const SAME = 0.8;

/**
 * Matches read symbols to true ones by their ink: the read symbol covers at least 80 % of each connected part of the
 * true one (an i without its dot is not an i), at least 80 % of it lies on the true one, both up to 2 pixels at the
 * edges, and it does not cover half of a part of any other symbol.
 *
 * @returns For each read symbol the index of its true one, or −1 if there is none; no true symbol occurs twice.
 */
export function matchSymbols(read: readonly PlacedInk[], truth: readonly PlacedInk[]): number[] {
  const parts = truth.map(({ box, ink }) => partsOf(ink, box));
  const taken = new Set<number>();
  return read.map((symbol) => {
    const match = truth.findIndex((other, t) =>
      !taken.has(t) && coverage(symbol, other, EDGE) >= SAME &&
      parts[t].every((part) => coverage(part, symbol, EDGE) >= SAME) &&
      parts.every((others, o) => o === t || !others.some((part) => coverage(part, symbol, 0) >= 0.5))
    );
    taken.add(match);
    return match;
  });
}

/** The share of the ink `of` that has ink of `by` at most `reach` pixels away. */
function coverage(of: PlacedInk, by: PlacedInk, reach: number): number {
  const dx = of.box.left - by.box.left, dy = of.box.top - by.box.top, { width, height } = of.ink;
  if (
    dx > by.ink.width + reach || dx + width < -reach || dy > by.ink.height + reach || dy + height < -reach
  ) {
    return 0;
  }
  let all = 0, covered = 0;
  of.ink.pixels.forEach((value, i) => {
    if (!value) return;
    all++;
    if (isNear(by.ink, dx + i % width, dy + Math.floor(i / width), reach)) covered++;
  });
  return covered / all;
}

function isNear({ width, height, pixels }: Ink, x: number, y: number, reach: number): boolean {
  for (let row = Math.max(0, y - reach); row <= Math.min(height - 1, y + reach); row++) {
    for (let column = Math.max(0, x - reach); column <= Math.min(width - 1, x + reach); column++) {
      if (pixels[row * width + column]) return true;
    }
  }
  return false;
}
