import { SYMBOLS } from "./symbol_of.ts";
import { TOKEN_CLASSES, type TokenClass } from "./symbol_row.ts";

const SIZES: ReadonlyMap<TokenClass, number> = new Map(
  TOKEN_CLASSES.map((name) => [name, SYMBOLS.filter(({ token }) => token === name).length]),
);

/** How many symbols a class has; of letters, Latin in both cases and Greek, about 60. */
export function classSize(name: TokenClass): number {
  return name === "letter" ? 60 : SIZES.get(name)!;
}
