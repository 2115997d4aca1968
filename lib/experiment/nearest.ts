import { closest } from "fastest-levenshtein";

/** The known name that takes the fewest single-letter changes to reach from `name`, letter case and dashes aside. */
export function nearest(name: string, known: readonly string[]): string {
  const plain = (text: string) => text.toLowerCase().replaceAll("-", "");
  const found = closest(plain(name), known.map(plain));
  return known.find((candidate) => plain(candidate) === found)!;
}
