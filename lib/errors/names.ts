import { closest } from "fastest-levenshtein";

/** A possible name (`dirichlet:A` if it needs a value), what it does, and an example with a value. */
export type NamedRow = readonly [name: string, does: string, example?: string];

/** The known name nearest to `name` by the number of single-letter changes, ignoring letter case and dashes. */
export function nearest(name: string, known: readonly string[]): string {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[-_]/g, "");
  const found = closest(plain(name), known.map(plain));
  return known.find((candidate) => plain(candidate) === found)!;
}

/**
 * The message for an unknown name: "There is no strategy "fedprx"; did you mean fedprox? There are fedavg, …".
 *
 * @param kind The kind of thing named: "strategy".
 * @param name The unknown name.
 * @param known The names that may be suggested.
 * @param all The names to list; default `known`.
 */
export function noSuch(kind: string, name: string, known: readonly string[], all = known): string {
  return `There is no ${kind} "${name}"; did you mean ${nearest(name, known)}? There are ${all.join(", ")}.`;
}

/**
 * The message for a text that should be one of some names, with its value after a colon.
 *
 * @param kind The kind of thing named: "codec".
 * @param text The text given.
 * @param rows The possible names.
 * @param rule What the values must be: "with S above 0 and up to 1".
 */
export function misnamed(kind: string, text: string, rows: readonly NamedRow[], rule: string): string {
  const names = rows.map(([name]) => name), [head, ...value] = text.split(":");
  const row = rows.find(([name]) => name.split(":")[0] === head);
  if (!row && head !== "") return noSuch(kind, head, names.map((name) => name.split(":")[0]), names);
  const example = row?.[2];
  if (example !== undefined && value.join("") === "") return `${head} needs a number, such as ${example}.`;
  if (row && !row[0].includes(":")) return `${head} takes no value, got "${text}".`;
  const article = /^[aeiou]/.test(kind) ? "An" : "A";
  return `${article} ${kind} is ${names.join(", ")}${rule && `, ${rule}`}, got "${text}".`;
}
