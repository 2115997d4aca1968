import { normal, type Random, stream } from "../../random/mod.ts";
import { NO_SYMBOL, READER_CLASS_INDEX, READER_CLASSES, symbolOf } from "../../symbols/mod.ts";
import { allocateDataset, type Dataset } from "../dataset.ts";
import {
  boxOfStrokes,
  heightOf,
  IMAGE_BYTES,
  IMAGE_SIZE,
  type Ink,
  inkOf,
  READER_CHANNELS,
  type Stroke,
  Surroundings,
  symbolImage,
  widthOf,
} from "../../drawing/mod.ts";
import type { ReaderImages } from "../source.ts";
import { distort } from "./distort.ts";
import { type Page, typicalSize, unitOf } from "./page.ts";
import { type Sample, samplesOf } from "./samples.ts";

/** Part of the fingerprint: raised whenever the same pages give other images. */
const VERSION = 3;

/** What a reader's images depend on beside the pages. */
export function readerFingerprint(
  { copies, surroundings }: ReaderImages,
  seed: number,
  penWidth?: number,
): string {
  const pen = penWidth === undefined ? "" : ` pen ${penWidth}`;
  return `reader ${VERSION} copies ${copies}${surroundings ? " surroundings" : ""} seed ${seed}${pen}`;
}

/** What was drawn, for the user. */
export function readerNote({ labels }: Dataset, { copies }: ReaderImages): string {
  const wrong = labels.filter((label) => label === READER_CLASS_INDEX.get(NO_SYMBOL)).length;
  return `${labels.length} images for a reader, ${wrong} of them of no symbol; ${copies} distorted copies of ` +
    `each symbol trained on${copies > 0 ? ", of rare ones more" : ""}`;
}

/** Size and pen width of symbols drawn as they were written, in pixels. */
const PLAIN_SIZE = 40, PLAIN_PEN = 3;

/** Least and greatest size of copies, in pixels, and width of their pens, as a share of the size. */
const SIZES = [14, 70] as const, PENS = [0.04, 0.15] as const;

/** The thinnest pen and the smallest symbol other than a mark, in pixels. */
const THINNEST_PEN = 1.2, SMALLEST = 10;

/** Most pages whose surroundings are kept for the next symbol on them. */
const MOST_PAGES = 500;

/** Standard deviation of the logarithm of the error in the symbol size that a reader assumes. */
const UNIT = 0.15;

/**
 * The images that a reader's network is trained on: each symbol of the pages, drawn in some size with some pen and
 * brought to 45 × 45 by `symbolImage`, as ink read from a picture is; and wrong groups of strokes, labelled `no_symbol`.
 * With surroundings, each image has a second channel that shows the symbol in its `Surroundings`, and pieces of symbols
 * are labelled `no_symbol` too. An image depends only on the seed, the position of its page and symbol, the number of
 * its copy, and how many symbols share its label.
 *
 * @param count Images at most; default all.
 * @param penWidth Pen width of all symbols, in pixels of a drawing of 45 × 45. Default: 3 pixels at a size of 40 for symbols
 * drawn as they were written, at random for the others.
 */
export function readerImages(
  pages: readonly Page[],
  writerNames: readonly string[],
  { seed, count, penWidth, ...images }: ReaderImages & {
    readonly seed: number;
    readonly count?: number;
    readonly penWidth?: number;
  },
): Dataset {
  const samples = [...samplesOf(pages, images, seed).take(count ?? Infinity)];
  const channels = images.surroundings ? READER_CHANNELS : 1;
  const dataset = allocateDataset({
    n: samples.length,
    classes: READER_CLASSES,
    writerNames,
    official: true,
    channels,
  });
  const surroundings = new PageSurroundings(pages, seed);
  samples.forEach((sample, i) => {
    const { label, page, own, others, copy, key } = sample;
    const random = stream(seed, "reader image", ...key);
    const varied = copy > 0 || page.synthetic === true;
    const drawn = varied && !page.synthetic ? distort(own, random) : own;
    const at = i * IMAGE_BYTES * channels;
    const ink = inkAsWritten({ ...sample, own: drawn }, varied, random, penWidth);
    symbolImage(ink, dataset.images, at, channels);
    if (channels > 1) surroundings.of(page, copy > 0).draw(drawn, others, dataset.images, at + 1, channels);
    dataset.labels[i] = READER_CLASS_INDEX.get(label)!;
    dataset.writers![i] = page.writer;
    dataset.official![i] = page.official;
  });
  return dataset;
}

/** The ink of a sample on paper, in some size and with some pen. */
function inkAsWritten(
  { own, label, page }: Sample,
  varied: boolean,
  random: Random,
  pen?: number,
): Ink {
  const pixels = varied ? logUniform(SIZES, random) : PLAIN_SIZE;
  const usual = varied ? pixels * logUniform(PENS, random) : PLAIN_PEN;
  const penWidth = Math.max(THINNEST_PEN, pen === undefined ? usual : pen * pixels / IMAGE_SIZE);
  const box = boxOfStrokes(own), extent = Math.max(widthOf(box), heightOf(box));
  const least = symbolOf(label).isMark || extent === 0 ? 0 : SMALLEST / extent;
  return inkOf(own, { scale: Math.max(pixels / typicalSize(page), least), penWidth });
}

/** The surroundings of the pages asked for last: exact, and for copies scaled as if a reader had misjudged the size. */
class PageSurroundings {
  readonly #seed: number;
  readonly #numbers: ReadonlyMap<Page, number>;
  readonly #plain = new Map<Page, Surroundings<Stroke>>();
  readonly #varied = new Map<Page, Surroundings<Stroke>>();

  constructor(pages: readonly Page[], seed: number) {
    this.#seed = seed;
    this.#numbers = new Map(pages.map((page, number) => [page, number]));
  }

  of(page: Page, varied: boolean): Surroundings<Stroke> {
    const kind = varied ? this.#varied : this.#plain;
    let known = kind.get(page);
    if (!known) {
      if (kind.size === MOST_PAGES) kind.clear();
      const error = varied
        ? Math.exp(UNIT * normal(stream(this.#seed, "unit", this.#numbers.get(page)!)))
        : 1;
      known = new Surroundings((stroke) => [stroke], unitOf(page) * error);
      kind.set(page, known);
    }
    return known;
  }
}

function logUniform([least, most]: readonly [number, number], random: Random): number {
  return least * (most / least) ** random();
}
