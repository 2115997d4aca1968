/**
 * The alphabet: what symbols there are, how each is named, written and read.
 * @module
 */
export { ALPHABET } from "./alphabet.ts";
export { bothCasesNote, displayName, displayNames } from "./display_name.ts";
export {
  CASED_LABELS,
  DOT,
  FRACTION,
  LABEL_INDEX,
  LABELS,
  LOOK_ALIKE_GROUPS,
  NO_SYMBOL,
  READER_CLASS_INDEX,
  READER_CLASSES,
  WORDS,
} from "./labels.ts";
export { logPartCount } from "./part_count.ts";
export { canonicalSymbol, casedLabel, foldLabel, symbolLabel, symbolName } from "./spelled.ts";
export { type MathSymbol, symbolOf, SYMBOLS } from "./symbol_of.ts";
export {
  type Hanging,
  type Shape,
  type SymbolRow,
  TOKEN_CLASSES,
  type TokenClass,
  type UsualParts,
} from "./symbol_row.ts";
export { classSize } from "./token_class.ts";
