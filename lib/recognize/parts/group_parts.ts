import { type Box, boxAround, heightOf, widthOf } from "../../drawing/mod.ts";
import type { Part } from "./parts.ts";

/** Greatest distance of parts of one symbol, in symbol sizes. */
const NEAR = 0.45;
/** Longest side of the box of a symbol, in symbol sizes. */
const LARGEST = 3.5;
/** Most parts of a symbol, of a word (the dot of an i counts), and most groups that contain one part. */
const MOST_PARTS = 3, MOST_OF_WORD = 5, MOST_GROUPS = 24;

/** Most groups of several parts in a picture, and pixels of their boxes together: each is drawn and classified. */
const MOST_IN_ALL = 1_200, MOST_PIXELS = 2 ** 28;

/**
 * Groups of parts that may be one symbol: every part alone, up to three parts each near another (= i j ! ÷ ± ≤ ≠ …,
 * broken strokes), and up to five beside each other (sin, lim, …); and all pieces of a part that was cut. Each holds
 * indices, ascending; a part is in a bounded number of groups, the smallest first, and
 * so is the picture.
 *
 * @param unit Size of a symbol, in pixels.
 */
export function groupParts(parts: readonly Pick<Part, "box" | "whole">[], unit: number): number[][] {
  const boxes = parts.map(({ box }) => box);
  const near = boxes.map((box, i) =>
    boxes.flatMap((other, j) => i !== j && areNear(box, other, unit) ? [j] : [])
  );
  const groups: number[][] = boxes.map((_, i) => [i]);
  const seen = new Set(groups.map(String));
  const times = new Uint16Array(boxes.length);
  let pixels = 0;
  const full = () => groups.length - boxes.length >= MOST_IN_ALL || pixels >= MOST_PIXELS;
  for (let k = 0; k < groups.length && !full(); k++) {
    const group = groups[k];
    if (group.length === MOST_OF_WORD) continue;
    for (const part of new Set(group.flatMap((i) => near[i]))) {
      if (group.includes(part) || full()) continue;
      const larger = [...group, part].sort((a, b) => a - b);
      if (seen.has(String(larger)) || larger.some((i) => times[i] >= MOST_GROUPS)) continue;
      const around = boxAround(larger.map((i) => boxes[i]));
      if (!fits(around, larger.length, larger.map((i) => boxes[i]), unit)) continue;
      seen.add(String(larger));
      groups.push(larger);
      pixels += widthOf(around) * heightOf(around);
      for (const i of larger) times[i]++;
    }
  }
  const wholes = new Set(parts.flatMap(({ whole }) => whole ?? []));
  const uncut = Array.from(wholes, (whole) => parts.flatMap((part, i) => part.whole === whole ? [i] : []));
  return [...groups, ...uncut.filter((group) => !seen.has(String(group)))];
}

function fits(around: Box, count: number, boxes: readonly Box[], unit: number): boolean {
  if (Math.max(widthOf(around), heightOf(around)) > LARGEST * unit) return false;
  if (count <= MOST_PARTS) return true;
  // A word: no taller than a letter or so, and longer than high.
  return heightOf(around) <= 2 * unit && widthOf(around) > 0.9 * heightOf(around) &&
    boxes.every((box) => widthOf(box) < 1.5 * unit);
}

function areNear(a: Box, b: Box, unit: number): boolean {
  const across = Math.max(a.left, b.left) - Math.min(a.right, b.right);
  const down = Math.max(a.top, b.top) - Math.min(a.bottom, b.bottom);
  const far = Math.hypot(Math.max(0, across), Math.max(0, down));
  if (far <= NEAR * unit) return true;
  // The dots of an ellipsis.
  if ([a, b].every((box) => Math.max(widthOf(box), heightOf(box)) <= 0.35 * unit)) {
    return across <= 1.2 * unit && down <= 0.2 * unit;
  }
  // Two strokes over each other: the lines of an equals sign, a dot over its stem.
  return across <= -0.5 * Math.min(widthOf(a), widthOf(b)) && down <= 0.8 * unit &&
    Math.min(heightOf(a), heightOf(b)) <= 0.35 * unit;
}
