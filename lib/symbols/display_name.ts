import { LABELS, NO_SYMBOL } from "./labels.ts";
import { symbolOf } from "./symbol_of.ts";

/**
 * A label as a person reads it: × for `times`, | for `ascii_124`, √ for `sqrt`. What is not in the alphabet, such as the
 * folder names of somebody's own images, stays as it is. Files for programs (CSV, JSON, saved models) keep the labels.
 *
 * @example
 * ```ts
 * import { displayName } from "@fedink/fedink/symbols";
 *
 * console.log(["times", "alpha", "X"].map(displayName).join(" ")); // × α X
 * ```
 */
export function displayName(label: string): string {
  return label === NO_SYMBOL ? "no symbol" : symbolOf(label).text;
}

/**
 * The display names of a data set's classes, in their order, no two alike: where the names of two classes would be the
 * same, as with folders called `times` and `×`, those classes keep their labels.
 *
 * @param classes Labels, no two alike.
 */
export function displayNames(classes: readonly string[]): string[] {
  const names = classes.map(displayName);
  const isTwice = (name: string) => names.indexOf(name) !== names.lastIndexOf(name);
  return classes.map((label, i) => isTwice(names[i]) ? label : names[i]);
}

/** For readers of a page or chart with the 82 labels: that a letter is both its cases; undefined for other classes. */
export function bothCasesNote(classes: readonly string[]): string | undefined {
  if (String(classes) !== String(LABELS)) return undefined;
  return "A letter stands for both its cases: C is c and C, b is b and B.";
}
