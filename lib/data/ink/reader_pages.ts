import { stream } from "../../random/mod.ts";
import { OFFICIAL } from "../dataset.ts";
import type { Page } from "../reader_images/page.ts";
import { Hand } from "./hand.ts";
import { PAGE_SYMBOLS, writePage } from "./write_page.ts";

/** Pages of synthetic handwriting with `count` symbols in all, or up to three more, for a reader's images. */
export function inkPages(
  { count, seed, writers }: { readonly count: number; readonly seed: number; readonly writers: number },
): { readonly pages: readonly Page[]; readonly writerNames: readonly string[] } {
  const hands = Array.from({ length: writers }, (_, writer) => new Hand(seed, writer));
  const pages = Array.from({ length: Math.ceil(count / PAGE_SYMBOLS) }, (_, number): Page => {
    const random = stream(seed, "ink page", number);
    const writer = Math.floor(writers * random());
    return { symbols: writePage(hands[writer], random), writer, official: OFFICIAL.train, synthetic: true };
  });
  return { pages, writerNames: hands.map((_, writer) => `ink-${writer}`) };
}
