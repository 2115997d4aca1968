import type { Loaded, LoadOptions, Source } from "../source.ts";
import { drawInk, PEN_WIDTH, WRITERS } from "./draw_ink.ts";

/** Part of the fingerprint: raised whenever the same options give other images. */
const VERSION = 5;

const COUNT = 10_000;

/** Synthetic handwriting of all 82 labels, drawn from the seed: nothing to download, no licence to mind. */
export const inkSource: Source = {
  name: "ink",
  summary: `synthetic handwriting of all 82 labels by ${WRITERS} made-up writers: no file, no network`,
  licence: "the project's own (MIT)",
  path: "none",

  fingerprint({ seed, count = COUNT, penWidth = PEN_WIDTH }: LoadOptions): Promise<string> {
    return Promise.resolve(`ink ${VERSION} seed ${seed} count ${count} writers ${WRITERS} pen ${penWidth}`);
  },

  load({ seed, count = COUNT, penWidth = PEN_WIDTH }: LoadOptions): Promise<Loaded> {
    const dataset = drawInk({ count, seed, penWidth });
    const notes = [`drawn by ${WRITERS} made-up writers from seed ${seed}, pen about ${penWidth} px`];
    return Promise.resolve({ dataset, skips: [], notes });
  },
};
