import { distance } from "fastest-levenshtein";
import { placedSymbols, type RowNode } from "../expressions/mod.ts";

/** How two layouts differ. */
export interface LayoutDifference {
  /**
   * Least number of symbols to insert, delete or replace to turn one layout into the other. A symbol is a label and a
   * place: a 2 read as z is one error, and so is an exponent read on the line of its base. 0 exactly if the layouts are
   * the same.
   */
  readonly errors: number;
  /** Whether the same places are filled, with any symbols. */
  readonly sameStructure: boolean;
}

/** Compares the reading of an expression with the truth. */
export function compareLayouts(read: RowNode, truth: RowNode): LayoutDifference {
  const one = placedSymbols(read), other = placedSymbols(truth);
  const places = [one, other].map((symbols) => JSON.stringify(symbols.map(({ place }) => place)));
  return { errors: listDistance(one.map(keyOf), other.map(keyOf)), sameStructure: places[0] === places[1] };
}

const keyOf = ({ place, symbol }: { place: string; symbol: string }) => `${place} ${symbol}`;

/** Levenshtein distance of two lists of words: each word is mapped to one character of Unicode's private use area. */
function listDistance(one: readonly string[], other: readonly string[]): number {
  const characters = new Map<string, string>();
  const spell = (words: readonly string[]) =>
    words.map((word) => {
      if (!characters.has(word)) characters.set(word, String.fromCharCode(0xe000 + characters.size));
      return characters.get(word);
    }).join("");
  return distance(spell(one), spell(other));
}
