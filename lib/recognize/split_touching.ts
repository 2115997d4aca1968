import { IMAGE_BYTES, NO_SYMBOL, symbolImage } from "../data/mod.ts";
import { heightOf, widthOf } from "./box.ts";
import type { SymbolClassifier } from "./classifier.ts";
import { type Part, partsOf } from "./parts.ts";

/**
 * A part whose likeliest label is less likely is looked at for symbols that touch; it is taken apart where the label of
 * each piece is likelier than `SURE`. Tuned on CROHME's 2013 test set, where 3 % of symbols touch another.
 */
const DOUBT = 0.3, SURE = 0.8;
/** A cut crosses lines of ink no wider than so many pens. */
const THIN = 1.6;
/** Cuts tried of a part, and how often the pieces of a cut are looked at again. */
const MOST_CUTS = 6, ROUNDS = 3;

/**
 * Parts with those taken apart that are several symbols touching: the classifier is in doubt about the whole and surer
 * of its pieces. A cut is down a column of little ink, or along a bar from end to end.
 *
 * @param pen Width of the pen, in pixels.
 * @param unit Size of a symbol, in pixels.
 */
export function splitTouching(
  parts: readonly Part[],
  classifier: SymbolClassifier,
  { pen, unit }: { readonly pen: number; readonly unit: number },
): Part[] {
  let settled: Part[] = [], open = [...parts];
  for (let round = 0; round < ROUNDS && open.length > 0; round++) {
    const sure = sureness(open, classifier);
    const doubtful = open.map((part, i) => sure[i] < DOUBT ? cutsOf(part, pen, unit) : []);
    const pieces = doubtful.flat(2), ofPieces = sureness(pieces, classifier);
    let at = 0;
    const next: Part[] = [];
    open.forEach((part, i) => {
      let best: { readonly pieces: Part[]; readonly sure: number } | undefined;
      for (const cut of doubtful[i]) {
        // The least sure piece counts: a cut is right if all of its pieces are symbols.
        const least = Math.min(...ofPieces.slice(at, at += cut.length));
        if (least > SURE && least > (best?.sure ?? 0)) best = { pieces: cut, sure: least };
      }
      if (best) next.push(...best.pieces);
      else settled.push(part);
    });
    open = next;
  }
  settled = [...settled, ...open];
  return settled;
}

/** The probability of each part's likeliest label, `no_symbol` aside. */
function sureness(parts: readonly Part[], { classes, classify }: SymbolClassifier): number[] {
  const images = new Uint8Array(parts.length * IMAGE_BYTES);
  parts.forEach(({ ink }, i) => symbolImage(ink, images, i * IMAGE_BYTES));
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
  const cuts = [...(bar ? [bar] : []), ...downColumns(part, pen)];
  const smallest = pen * pen;
  return cuts.filter((pieces) => pieces.length > 1 && pieces.every(({ area }) => area >= smallest));
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
