import { NO_SYMBOL, thin } from "../data/mod.ts";
import { heightOf, widthOf } from "./box.ts";
import type { SymbolClassifier } from "./classifier.ts";
import { type Part, partsOf } from "./parts.ts";
import { type InkInPlace, Sheet } from "./sheet.ts";

const G = globalThis as any;
const DOUBT = G.DOUBT ?? 0.9, SURE = G.SURE ?? 0.3;
/** A cut crosses lines of ink no wider than so many pens. */
const THIN = 1.6;
/** Cuts tried of a part, and how often the pieces of a cut are looked at again. */
const MOST_CUTS = 4, MOST_JUNCTIONS = 6, ROUNDS = 3;

/**
 * Parts with those taken apart that may be several symbols touching.
 */
export function splitTouching(
  parts: readonly Part[],
  classifier: SymbolClassifier,
  { pen, unit }: { readonly pen: number; readonly unit: number },
): Part[] {
  const sheet = new Sheet(unit);
  let settled: Part[] = [], open = [...parts];
  for (let round = 0; round < ROUNDS && open.length > 0; round++) {
    const all = [...settled, ...open];
    const sure = sureness(
      open.map((part) => ({ own: [part], others: all.filter((p) => p !== part) })),
      classifier,
      sheet,
    );
    const doubtful = open.map((part, i) => sure[i] < DOUBT ? cutsOf(part, pen, unit) : []);
    const pieces = open.flatMap((part, i) =>
      doubtful[i].flatMap((cut) =>
        cut.map((piece) => ({
          own: [piece],
          others: [...all.filter((p) => p !== part), ...cut.filter((p) => p !== piece)],
        }))
      )
    );
    const ofPieces = sureness(pieces, classifier, sheet);
    let at = 0;
    const next: Part[] = [];
    open.forEach((part, i) => {
      let best: { readonly pieces: Part[]; readonly sure: number } | undefined;
      for (const cut of doubtful[i]) {
        // The least sure piece counts: a cut is right if all of its pieces are symbols.
        const least = Math.min(...ofPieces.slice(at, at += cut.length));
        if (least > SURE && least > (best?.sure ?? 0)) best = { pieces: cut, sure: least };
      }
      if (best) next.push(...best.pieces.map((piece) => ({ ...piece, whole: part.whole ?? part })));
      else settled.push(part);
    });
    open = next;
  }
  settled = [...settled, ...open];
  return settled;
}

/** The probability of each part's likeliest label, `no_symbol` aside. */
function sureness(
  parts: readonly InkInPlace[],
  { classes, channels, classify }: SymbolClassifier,
  sheet: Sheet,
): number[] {
  const images = sheet.draw(parts, channels);
  const scores = classify(images, parts.length);
  return parts.map((_, i) => {
    let best = -Infinity;
    classes.forEach((label, c) => {
      if (label !== NO_SYMBOL) best = Math.max(best, scores[i * classes.length + c]);
    });
    return Math.exp(best);
  });
}

/** Ways to take a part apart. */
function cutsOf(part: Part, pen: number, unit: number): Part[][] {
  if (Math.max(widthOf(part.box), heightOf(part.box)) < 0.8 * unit) return [];
  const bar = alongBar(part, pen, unit);
  const cuts = [...(bar ? [bar] : []), ...downColumns(part, pen), ...(G.NOJ ? [] : atJunctions(part, pen))];
  const smallest = pen * pen;
  return cuts.filter((pieces) =>
    pieces.length > 1 && pieces.length < 4 && pieces.every(({ area }) => area >= smallest)
  );
}

/** Cuts where lines meet: one line, or two of four, from the others. */
function atJunctions({ box, ink }: Part, pen: number): Part[][] {
  const { width, height, pixels } = ink;
  const skeleton = thin(ink).pixels;
  const points: number[] = [];
  skeleton.forEach((value, at) => value && points.push(at));
  const near = (at: number, use: Uint8Array) => {
    const x = at % width, y = Math.floor(at / width), found: number[] = [];
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) {
        const nx = x + dx, ny = y + dy;
        if ((dx || dy) && nx >= 0 && ny >= 0 && nx < width && ny < height && use[ny * width + nx]) {
          found.push(ny * width + nx);
        }
      }
    }
    return found;
  };
  const junctions: { x: number; y: number }[] = [];
  for (const at of points) {
    if (near(at, skeleton).length < 3) continue;
    const x = at % width, y = Math.floor(at / width);
    if (!junctions.some((j) => Math.hypot(j.x - x, j.y - y) <= 2 * pen)) junctions.push({ x, y });
  }
  if (junctions.length > 12) return [];
  const cuts: Part[][] = [];
  for (const junction of junctions.slice(0, MOST_JUNCTIONS)) {
    const rest = skeleton.slice();
    for (const at of points) {
      if (Math.hypot(at % width - junction.x, Math.floor(at / width) - junction.y) <= 1.5 * pen) rest[at] = 0;
    }
    // Components of what is left.
    const owner = new Int16Array(width * height).fill(-1), sizes: number[] = [];
    for (const from of points) {
      if (!rest[from] || owner[from] >= 0) continue;
      const stack = [from];
      owner[from] = sizes.length;
      let count = 0;
      while (stack.length > 0) {
        const at = stack.pop()!;
        count++;
        for (const to of near(at, rest)) if (owner[to] < 0) owner[to] = sizes.length, stack.push(to);
      }
      sizes.push(count);
    }
    const arms = sizes.flatMap((count, k) => count >= 1.5 * pen ? [k] : []);
    if (arms.length < 2 || arms.length > 4) continue;
    const sides: number[][] = arms.length === 2 ? [[arms[0]]] : arms.map((k) => [k]);
    if (arms.length === 4) sides.push(...[1, 2, 3].map((k) => [arms[0], arms[k]]));
    for (const side of sides) {
      // Each pixel of ink goes where its nearest line goes; the place they meet to the longer side.
      const labels = new Int8Array(width * height).fill(-1);
      let queue: number[] = [];
      const length = [0, 0];
      for (const at of points) if (owner[at] >= 0) length[side.includes(owner[at]) ? 1 : 0]++;
      const longer = side.length === 2 ? 1 : arms.length > 2 ? 0 : length[1] > length[0] ? 1 : 0;
      for (const at of points) {
        labels[at] = owner[at] < 0 ? longer : side.includes(owner[at]) ? 1 : 0;
        queue.push(at);
      }
      while (queue.length > 0) {
        const next: number[] = [];
        for (const at of queue) {
          for (const to of near(at, pixels)) if (labels[to] < 0) labels[to] = labels[at], next.push(to);
        }
        queue = next;
      }
      cuts.push(
        [0, 1].flatMap((which) =>
          partsOf({
            width,
            height,
            pixels: pixels.map((value, at) => value && labels[at] === which ? 1 : 0),
          }, box)
        ),
      );
    }
  }
  return cuts;
}

/** Cuts where a column has little ink, each at the least of its neighbourhood. */
function downColumns({ box, ink }: Part, pen: number): Part[][] {
  const { width, height, pixels } = ink;
  const columns = new Uint32Array(width);
  for (let i = 0; i < pixels.length; i++) columns[i % width] += pixels[i];
  const margin = Math.ceil(1.5 * pen);
  const places: number[] = [];
  for (let x = margin; x < width - margin; x++) {
    const around = columns.subarray(x - margin, x + margin + 1);
    if (
      columns[x] <= THIN * pen && columns[x] === Math.min(...around) &&
      x - (places.at(-1) ?? -margin) >= margin
    ) {
      places.push(x);
    }
  }
  return places.sort((a, b) => columns[a] - columns[b]).slice(0, MOST_CUTS).map((place) =>
    [0, 1].flatMap((side) =>
      partsOf({
        width,
        height,
        pixels: pixels.map((value, i) => (i % width > place) === (side === 1) ? value : 0),
      }, box)
    )
  );
}

/** A long line from the left end to the right end, and what is left without it. */
function alongBar({ box, ink }: Part, pen: number, unit: number): Part[] | undefined {
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
  if (covered.reduce((a, b) => a + b, 0) < 0.95 * width) return undefined;
  const bar = pixels.map((value, i) => onBar(i) ? value : 0),
    rest = pixels.map((value, i) => onBar(i) ? 0 : value);
  return [...partsOf({ width, height, pixels: bar }, box), ...partsOf({ width, height, pixels: rest }, box)];
}
