import { closest } from "fastest-levenshtein";

/** A name that can be given, `dirichlet:A` where a value belongs to it; what it does; an example with such a value. */
export type NamedRow = readonly [name: string, does: string, example?: string];

/** The known name that takes the fewest single-letter changes to reach from `name`, letter case and dashes aside. */
export function nearest(name: string, known: readonly string[]): string {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[-_]/g, "");
  const found = closest(plain(name), known.map(plain));
  return known.find((candidate) => plain(candidate) === found)!;
}

/** "There is no strategy "fedprx"; did you mean fedprox? There are fedavg, …" */
export function noSuch(kind: string, name: string, known: readonly string[], all = known): string {
  return `There is no ${kind} "${name}"; did you mean ${nearest(name, known)}? There are ${all.join(", ")}.`;
}

/**
 * What is wrong with a text that should be one of these names, with its value after a colon.
 *
 * @param kind What is named: "codec".
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
