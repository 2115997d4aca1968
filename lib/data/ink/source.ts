import type { Loaded, LoadOptions, Source } from "../source.ts";
import { readerFingerprint, readerImages, readerNote } from "../reader/reader_images.ts";
import { drawInk, PEN_WIDTH, WRITERS } from "./draw_ink.ts";
import { inkPages } from "./reader_pages.ts";

/** Part of the fingerprint: raised whenever the same options give other images. */
const VERSION = 5;

const COUNT = 10_000;

/** A reader is to read anyone's hand: more of them. */
const READER_WRITERS = 500;

/** Synthetic handwriting of all 82 labels, drawn from the seed: nothing to download, no licence to mind. */
export const inkSource: Source = {
  name: "ink",
  summary: `synthetic handwriting of all 82 labels by ${WRITERS} made-up writers: no file, no network`,
  licence: "the project's own (MIT)",
  path: "none",

  fingerprint({ seed, count = COUNT, penWidth = PEN_WIDTH, reader }: LoadOptions): Promise<string> {
    if (reader) {
      const images = readerFingerprint(reader, seed);
      return Promise.resolve(`ink ${VERSION} count ${count} writers ${READER_WRITERS} ${images}`);
    }
    return Promise.resolve(`ink ${VERSION} seed ${seed} count ${count} writers ${WRITERS} pen ${penWidth}`);
  },

  load({ seed, count = COUNT, penWidth = PEN_WIDTH, reader }: LoadOptions): Promise<Loaded> {
    if (reader) {
      const { pages, writerNames } = inkPages({ count, seed, writers: READER_WRITERS });
      const dataset = readerImages(pages, writerNames, { ...reader, copies: 0, seed, count });
      const notes = [
        `drawn by ${READER_WRITERS} made-up writers from seed ${seed}, ${readerNote(dataset, reader)}`,
      ];
      return Promise.resolve({ dataset, skips: [], notes });
    }
    const dataset = drawInk({ count, seed, penWidth });
    const notes = [`drawn by ${WRITERS} made-up writers from seed ${seed}, pen about ${penWidth} px`];
    return Promise.resolve({ dataset, skips: [], notes });
  },
};
