import { type Random, stream } from "../../random/stream.ts";
import { NO_SYMBOL, READER_CLASS_INDEX, READER_CLASSES } from "../cased_labels.ts";
import { allocateDataset, type Dataset, IMAGE_BYTES, OFFICIAL } from "../dataset.ts";
import { inkOf } from "../ink_mask.ts";
import type { ReaderImages } from "../source.ts";
import { boxOfStrokes, type Stroke } from "../stroke.ts";
import { symbolImage } from "../symbol_image.ts";
import { distort } from "./distort.ts";
import { type PlacedSymbol, wrongGroup } from "./wrong_group.ts";

/** A page of handwriting: symbols placed beside each other, by one writer. */
export interface Page {
  /** The symbols. */
  readonly symbols: readonly PlacedSymbol[];
  /** Index of who wrote it. */
  readonly writer: number;
  /** Which part of the official split it is in. */
  readonly official: number;
  /** Whether a program wrote it, with all the variation that handwriting has: it is not distorted once more. */
  readonly synthetic?: boolean;
}

/** Part of the fingerprint: raised whenever the same pages give other images. */
const VERSION = 2;

/** What a reader's images depend on beside the pages. */
export function readerFingerprint({ copies }: ReaderImages, seed: number): string {
  return `reader ${VERSION} copies ${copies} seed ${seed}`;
}

/** What was drawn, for the user. */
export function readerNote({ labels }: Dataset, { copies }: ReaderImages): string {
  const wrong = labels.filter((label) => label === READER_CLASS_INDEX.get(NO_SYMBOL)).length;
  return `${labels.length} images for a reader, ${wrong} of them of no symbol; ${copies} distorted copies of ` +
    "each symbol trained on";
}

/** For so many symbols there is one image of a wrong group. */
const SYMBOLS_A_WRONG_GROUP = 7;

/** A symbol as it was written is drawn so large and with such a pen, in pixels. */
const PLAIN_SIZE = 40, PLAIN_PEN = 3;

/** Copies are drawn in sizes and with pens between these: pixels, and shares of the size. */
const SIZES = [14, 70] as const, PENS = [0.04, 0.15] as const;

/** No pen is thinner, no symbol but a mark smaller, in pixels. */
const THINNEST_PEN = 1.2, SMALLEST = 10;

/** Small by nature: drawn as small as their page has them. */
const MARKS: ReadonlySet<string> = new Set(["dot", ",", "prime", "-", "ldots"]);

/**
 * The images a network of a reader is trained on: each symbol of the pages drawn in some size with some pen, and brought
 * to 45 × 45 by `symbolImage` as ink read from a picture is; and wrong groups as `no_symbol`. An image depends on
 * the seed, its page's and symbol's place and the number of the copy only.
 *
 * @param count Images at most; default all.
 */
export function readerImages(
  pages: readonly Page[],
  writerNames: readonly string[],
  { copies, seed, count }: ReaderImages & { readonly seed: number; readonly count?: number },
): Dataset {
  const items = [...itemsOf(pages, copies, seed)].slice(0, count);
  const dataset = allocateDataset({ n: items.length, classes: READER_CLASSES, writerNames, official: true });
  items.forEach(({ page, label, strokes, copy, key }, i) => {
    const random = stream(seed, "reader image", ...key);
    const varied = copy > 0 || page.synthetic === true;
    const drawn = varied && !page.synthetic ? distort(strokes, random) : strokes;
    drawItem(
      { strokes: drawn, label, size: typicalSize(page), varied },
      random,
      dataset.images,
      i * IMAGE_BYTES,
    );
    dataset.labels[i] = READER_CLASS_INDEX.get(label)!;
    dataset.writers![i] = page.writer;
    dataset.official![i] = page.official;
  });
  return dataset;
}

interface Item {
  readonly page: Page;
  readonly label: string;
  readonly strokes: readonly Stroke[];
  readonly copy: number;
  readonly key: readonly number[];
}

function* itemsOf(pages: readonly Page[], copies: number, seed: number): Generator<Item> {
  for (const [number, page] of pages.entries()) {
    const size = typicalSize(page), most = page.official === OFFICIAL.train ? copies : 0;
    for (const [at, { label, strokes }] of page.symbols.entries()) {
      if (strokes.length === 0) continue;
      for (let copy = 0; copy <= most; copy++) {
        const key = [number, at, copy];
        if (label !== null) yield { page, label, strokes, copy, key };
        const random = stream(seed, "wrong group", ...key);
        if (random() >= 1 / SYMBOLS_A_WRONG_GROUP) continue;
        const group = wrongGroup(page.symbols, at, size, random);
        if (group) yield { page, label: NO_SYMBOL, strokes: group, copy, key: [...key, 1] };
      }
    }
  }
}

function drawItem(
  { strokes, label, size, varied }: Pick<Item, "strokes" | "label"> & {
    readonly size: number;
    readonly varied: boolean;
  },
  random: Random,
  out: Uint8Array,
  offset: number,
): void {
  const pixels = varied ? logUniform(SIZES, random) : PLAIN_SIZE;
  const penWidth = varied ? Math.max(THINNEST_PEN, pixels * logUniform(PENS, random)) : PLAIN_PEN;
  const { width, height } = boxOfStrokes(strokes);
  const extent = Math.max(width, height);
  const least = MARKS.has(label) || extent === 0 ? 0 : SMALLEST / extent;
  symbolImage(inkOf(strokes, { scale: Math.max(pixels / size, least), penWidth }), out, offset);
}

/** The median of the longer sides of a page's symbols, those aside that are long or small by nature. */
export function typicalSize({ symbols }: Pick<Page, "symbols">): number {
  const usual = symbols.filter(({ label }) => label !== "sqrt" && !MARKS.has(label ?? "dot"));
  const sizes = (usual.length > 0 ? usual : symbols).filter(({ strokes }) => strokes.length > 0).map(
    ({ strokes }) => {
      const { width, height } = boxOfStrokes(strokes);
      return Math.max(width, height);
    },
  ).sort((a, b) => a - b);
  return sizes[sizes.length >> 1] || 1;
}

function logUniform([least, most]: readonly [number, number], random: Random): number {
  return least * (most / least) ** random();
}
