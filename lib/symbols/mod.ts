/**
 * The alphabet: what symbols there are, how each is named, written and read.
 * @module
 */
export { canonicalSymbol } from "./canonical_symbol.ts";
export {
  CASED_LABELS,
  casedLabel,
  DOT,
  foldLabel,
  NO_SYMBOL,
  READER_CLASS_INDEX,
  READER_CLASSES,
} from "./cased_labels.ts";
export { LABEL_INDEX, LABELS } from "./labels.ts";
export { logPartCount } from "./part_count.ts";
export { symbolLabel } from "./symbol_labels.ts";
export { classSize, TOKEN_CLASSES, type TokenClass, tokenClass } from "./token_class.ts";
