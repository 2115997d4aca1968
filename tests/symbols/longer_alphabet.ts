/** Stands in for lib/symbols/alphabet.ts in `invented_symbol.ts`: the same rows and one more. */
import { ALPHABET as ROWS } from "../../lib/symbols/alphabet.ts";
import type { SymbolRow } from "../../lib/symbols/symbol_row.ts";

export const ALPHABET: readonly SymbolRow[] = [...ROWS, {
  name: "bowtie",
  folded: null,
  latex: "\\bowtie",
  spellings: "⋈ \\Join",
  text: "⋈",
  token: "relation",
  shape: "operator",
  hangs: "limits",
  noValue: "tables have no value",
}];
