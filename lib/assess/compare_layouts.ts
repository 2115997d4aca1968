import { distance } from "fastest-levenshtein";
import { placedSymbols, type RowNode } from "../expressions/mod.ts";

/** How two layouts differ. */
export interface LayoutDifference {
  /**
   * Fewest symbols to put in, take out or replace to make one of the other, when a symbol is what is written and where:
   * a 2 read as z is one error, so is one read beside its base that stands above it. 0 exactly where the
   * layouts are the same.
   */
  readonly errors: number;
  /** Whether the same places are filled, whatever with. */
  readonly sameStructure: boolean;
}

/** Compares an expression as read with the true one. */
export function compareLayouts(read: RowNode, truth: RowNode): LayoutDifference {
  const one = placedSymbols(read), other = placedSymbols(truth);
  const places = [one, other].map((symbols) => JSON.stringify(symbols.map(({ place }) => place)));
  return { errors: listDistance(one.map(keyOf), other.map(keyOf)), sameStructure: places[0] === places[1] };
}

const keyOf = ({ place, symbol }: { place: string; symbol: string }) => `${place} ${symbol}`;

/** Levenshtein's distance of two lists: each word a character of its own, from the area that Unicode leaves free. */
function listDistance(one: readonly string[], other: readonly string[]): number {
  const characters = new Map<string, string>();
  const spell = (words: readonly string[]) =>
    words.map((word) => {
      if (!characters.has(word)) characters.set(word, String.fromCharCode(0xe000 + characters.size));
      return characters.get(word);
    }).join("");
  return distance(spell(one), spell(other));
}
