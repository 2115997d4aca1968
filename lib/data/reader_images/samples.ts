import { type Random, stream } from "../../random/mod.ts";
import { NO_SYMBOL } from "../../symbols/mod.ts";
import { OFFICIAL } from "../dataset.ts";
import type { ReaderImages } from "../source.ts";
import type { Stroke } from "../../drawing/mod.ts";
import { inPlaceOf } from "./in_place_of.ts";
import { type Page, typicalSize } from "./page.ts";
import { pieceOf } from "./piece.ts";
import { wrongGroup } from "./wrong_group.ts";
import { sum } from "../../numbers/mod.ts";

/** What one training image of a reader shows. */
export interface Sample {
  /** Its class: a cased label, or `no_symbol`. */
  readonly label: string;
  /** The page it is on. */
  readonly page: Page;
  /** Its strokes. */
  readonly own: readonly Stroke[];
  /** All other strokes of the page. */
  readonly others: readonly Stroke[];
  /** 0 for the symbol as it was written; higher numbers are distorted copies. */
  readonly copy: number;
  /** The number of the image, from which its random stream is seeded. */
  readonly key: readonly number[];
}

/** Number of symbols for each image of a wrong group and, with surroundings, for each image of a piece of a symbol. */
const SYMBOLS_A_WRONG_GROUP = 7;

/** A label with n times fewer training symbols than the average label gets n^EVEN times as many images of each. */
const EVEN = 2 / 3;

/** With surroundings, the share of the copies that are put in the place of another symbol. */
const MOVED = 0.5;

/** The samples of all pages, in the order of pages and symbols. */
export function* samplesOf(
  pages: readonly Page[],
  { copies, surroundings }: ReaderImages,
  seed: number,
): Generator<Sample> {
  const training = pages.filter(({ official }) => official === OFFICIAL.train);
  const counts = new Map<string | null, number>();
  for (const { symbols } of training) {
    for (const { label } of symbols) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  const mean = sum(counts.values()) / counts.size;
  const pagesOf = Map.groupBy(training, ({ writer }) => writer);
  for (const [number, page] of pages.entries()) {
    const size = typicalSize(page), strokesOfPage = page.symbols.flatMap(({ strokes }) => strokes);
    const without = (strokes: readonly Stroke[]) =>
      strokesOfPage.filter((stroke) => !strokes.includes(stroke));
    for (const [at, symbol] of page.symbols.entries()) {
      const { label, strokes } = symbol;
      if (strokes.length === 0) continue;
      const usual = page.official === OFFICIAL.train ? copies : 0;
      const rarity = usual === 0 ? 1 : Math.max(1, mean / counts.get(label)!);
      const most = Math.round((1 + usual) * rarity ** EVEN) - 1;
      for (let copy = 0; copy <= most; copy++) {
        const key = [number, at, copy];
        if (label !== null) {
          const random = stream(seed, "place", ...key);
          const placing = surroundings && copy > 0 && random() < MOVED
            ? inPlaceOf(symbol, pagesOf.get(page.writer)!, random)
            : null;
          yield placing
            ? {
              label,
              page: placing.page,
              own: placing.strokes,
              others: placing.page.symbols.flatMap((other) => other === placing.host ? [] : other.strokes),
              copy,
              key,
            }
            : { label, page, own: strokes, others: without(strokes), copy, key };
        }
        if (copy > usual) continue;
        if (surroundings && label !== null && chosen(stream(seed, "piece", ...key))) {
          const piece = pieceOf(strokes, stream(seed, "which piece", ...key));
          if (piece) {
            const others = [...without(strokes), ...piece.rest];
            yield { label: NO_SYMBOL, page, own: piece.own, others, copy, key: [...key, 2] };
          }
        }
        const random = stream(seed, "wrong group", ...key);
        const group = chosen(random) ? wrongGroup(page.symbols, at, size, random) : null;
        if (group) {
          yield { label: NO_SYMBOL, page, own: group, others: without(group), copy, key: [...key, 1] };
        }
      }
    }
  }
}

function chosen(random: Random): boolean {
  return random() < 1 / SYMBOLS_A_WRONG_GROUP;
}
