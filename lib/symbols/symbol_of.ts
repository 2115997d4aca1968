import { ALPHABET } from "./alphabet.ts";
import type { SymbolRow } from "./symbol_row.ts";

/** A symbol of the alphabet: its row with the defaults filled in, lists of words in place of texts of several words. */
export interface MathSymbol extends
  Required<
    Omit<
      SymbolRow,
      "drawnAs" | "operator" | "noValue" | "looksLike" | "share" | "spellings" | "folders" | "madeOf"
    >
  >,
  Pick<SymbolRow, "drawnAs" | "operator" | "noValue" | "looksLike" | "share"> {
  /** Its other spellings in LaTeX and in CROHME's InkML files. */
  readonly spellings: readonly string[];
  /** What people call a folder of its images, in lower case. */
  readonly folders: readonly string[];
  /** The names of the symbols that are this one where they stand side by side; empty where it has no such spelling. */
  readonly madeOf: readonly string[];
}

/** All symbols, in the order of the alphabet's rows. */
export const SYMBOLS: readonly MathSymbol[] = ALPHABET.map(withDefaults);

const BY_NAME: ReadonlyMap<string, MathSymbol> = new Map(SYMBOLS.map((symbol) => [symbol.name, symbol]));

/**
 * The symbol of a cased label. What is not in the alphabet is taken for a letter as high as a capital; it may be given by
 * its LaTeX, such as `\Omega`.
 */
export function symbolOf(name: string): MathSymbol {
  return BY_NAME.get(name) ?? withDefaults({ name });
}

function withDefaults(row: SymbolRow): MathSymbol {
  const { name } = row;
  return {
    folded: name,
    latex: /^\w\w/.test(name) ? `\\${name}` : name,
    text: name,
    shape: "ascender",
    hangs: "scripts",
    token: "letter",
    parts: "one",
    isMark: false,
    isPlain: false,
    merges: "stacked",
    swaps: true,
    perMille: 1,
    ...row,
    spellings: words(row.spellings),
    folders: words(row.folders),
    madeOf: words(row.madeOf),
  };
}

function words(text = ""): string[] {
  return text === "" ? [] : text.split(" ");
}
