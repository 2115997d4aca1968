import { casedLabel } from "../../symbols/mod.ts";
import type { Page } from "../reader_images/page.ts";
import type { SkipList } from "../skip_list.ts";
import type { Expression } from "./expression.ts";
import { officialPart } from "./sets.ts";
import { writersOf } from "./writers_of.ts";

/**
 * Turns expressions into pages for a reader's images, with the names of their writers. Symbols without a cased label are
 * counted in `leftOut`.
 */
export function readerPages(
  expressions: readonly Expression[],
  leftOut: SkipList,
): { readonly pages: readonly Page[]; readonly writerNames: readonly string[] } {
  const { writerNames, writerOf } = writersOf(expressions);
  const pages = expressions.map((expression): Page => ({
    symbols: expression.symbols.filter(({ strokes }) => strokes.length > 0).map(({ raw, strokes }) => {
      const label = casedLabel(raw);
      if (label === null) leftOut.add(`symbol without a cased label: ${raw}`, expression.origin);
      return { label, strokes };
    }),
    writer: writerOf(expression),
    official: officialPart(expression.split),
  }));
  return { pages, writerNames };
}
