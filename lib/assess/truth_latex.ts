import type { Expression } from "../data/crohme/mod.ts";
import { WORDS } from "../symbols/mod.ts";

/** Names that some truths write as letters though the ink's label is the one sign. */
const NAMES = [...WORDS, "div"];

/**
 * The LaTeX truth of an expression with CROHME's slips of the keyboard mended, where what was meant is beyond
 * doubt: `\ltq` is `\lt q`; a brace that closes nothing is left out; `sin x` is `\sin x` where the symbols hold
 * more `\sin` than the LaTeX.
 */
export function truthLatex({ latex, symbols }: Pick<Expression, "latex" | "symbols">): string {
  let mended = withoutStrayBraces(latex.replace(/\\(lt|gt)(?=[A-Za-z])/g, "\\$1 "));
  for (const name of NAMES) {
    const command = `\\${name}`;
    const written = symbols.filter(({ raw }) => raw === command).length;
    const typed = mended.match(new RegExp(`\\\\${name}(?![A-Za-z])`, "g"))?.length ?? 0;
    if (written <= typed) continue;
    const letters = new RegExp(`(?<![\\\\A-Za-z])${[...name].join("\\s*")}(?![A-Za-z])`, "g");
    mended = mended.replace(letters, command);
  }
  return mended;
}

/** LaTeX without the closing braces that no brace opened. */
function withoutStrayBraces(latex: string): string {
  let depth = 0;
  return latex.replace(/\\.|[{}]/g, (token) => {
    if (token === "{") depth++;
    if (token !== "}") return token;
    if (depth === 0) return "";
    depth--;
    return token;
  });
}
