import type { Helpers } from "../helpers/share_out.ts";
import type { Loaded, LoadOptions, ReaderLoadOptions, Source } from "../source.ts";
import { PEN_WIDTH, WRITERS } from "./ink_options.ts";

/** Part of the fingerprint: raised whenever the same options give other images. */
const VERSION = 5;

const COUNT = 10_000;

/** Writers of a reader's images: more than usual, since it is to read anybody's handwriting. */
const READER_WRITERS = 500;

/**
 * Public ink, for training a model before any client takes part; `drawInk` keeps it apart from all other ink. It takes a
 * seed and a count, and cannot be chosen with `--data`.
 */
export const publicInkSource: Source = {
  name: "public-ink",
  summary: `synthetic handwriting by ${WRITERS} other made-up writers than those of ink`,
  licence: "the project's own (MIT)",
  path: "none",
  heeds: ["seed"],

  fingerprint({ seed, count = COUNT }: LoadOptions): Promise<string> {
    return Promise.resolve(`public ink ${VERSION} seed ${seed} count ${count} writers ${WRITERS}`);
  },

  async load({ seed, count = COUNT }: LoadOptions, helpers?: Helpers): Promise<Loaded> {
    const { drawInkShared } = await import("./draw_ink.ts");
    const dataset = await drawInkShared({ count, seed, isPublic: true }, helpers);
    return { dataset, skips: [], notes: [`public ink from seed ${seed}`] };
  },
};

/**
 * Synthetic handwriting of all 82 labels, drawn from the seed: nothing is downloaded. What draws is loaded only where
 * no images are prepared.
 */
export const inkSource: Source = {
  name: "ink",
  summary: `synthetic handwriting of all 82 labels by ${WRITERS} made-up writers: no file, no network`,
  licence: "the project's own (MIT)",
  path: "none",
  heeds: ["seed", "penWidth"],

  fingerprint({ seed, count = COUNT, penWidth = PEN_WIDTH }: LoadOptions): Promise<string> {
    return Promise.resolve(`ink ${VERSION} seed ${seed} count ${count} writers ${WRITERS} pen ${penWidth}`);
  },

  async load(
    { seed, count = COUNT, penWidth = PEN_WIDTH }: LoadOptions,
    helpers?: Helpers,
  ): Promise<Loaded> {
    const { drawInkShared } = await import("./draw_ink.ts");
    const dataset = await drawInkShared({ count, seed, penWidth }, helpers);
    const notes = [`drawn by ${WRITERS} made-up writers from seed ${seed}, pen about ${penWidth} px`];
    return { dataset, skips: [], notes };
  },

  forReader: {
    async fingerprint({ seed, count = COUNT, penWidth, ...images }: ReaderLoadOptions): Promise<string> {
      const { readerFingerprint } = await import("../reader_images/reader_images.ts");
      const drawn = readerFingerprint(images, seed, penWidth);
      return `ink ${VERSION} count ${count} writers ${READER_WRITERS} ${drawn}`;
    },

    async load({ seed, count = COUNT, penWidth, ...images }: ReaderLoadOptions): Promise<Loaded> {
      const { readerImages, readerNote } = await import("../reader_images/reader_images.ts");
      const { inkPages } = await import("./reader_pages.ts");
      const { pages, writerNames } = inkPages({ count, seed, writers: READER_WRITERS });
      const { surroundings } = images;
      const dataset = readerImages(pages, writerNames, { copies: 0, surroundings, seed, count, penWidth });
      const notes = [
        `drawn by ${READER_WRITERS} made-up writers from seed ${seed}, ${readerNote(dataset, images)}`,
      ];
      return { dataset, skips: [], notes };
    },
  },
};
