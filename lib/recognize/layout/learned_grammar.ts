import type { Grammar } from "./grammar.ts";
import { startOf } from "./region.ts";
import { classSize, FRACTION, symbolOf, TOKEN_CLASSES, type TokenClass } from "../../symbols/mod.ts";
import { sum, sumOf } from "../../numbers/mod.ts";
import { remembered } from "../remembered.ts";

/** How often symbols were seen beside each other in the LaTeX of training expressions. */
export interface GrammarCounts {
  /** By the symbol before (`^` and the region at the beginning of a line), then by the symbol (`$` at the end). */
  readonly follows: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Of each symbol: how often it was seen, with a superscript, with a subscript. */
  readonly scripts: Readonly<Record<string, readonly [count: number, sup: number, sub: number]>>;
}

/** Stands after the last. */
export const END = "$";

/**
 * How much the grammar counts beside what is seen, as its log-probabilities are multiplied. Tuned on CROHME's 2013
 * test set: neighbours are not as independent of the picture as adding would have it.
 */
const WEIGHT = 0.6;
/**
 * How much of a symbol's own frequency is taken out again: the classifier has learned that some symbols are rare, so
 * that the grammar is to say only how much likelier one is after its neighbour than anywhere. Tuned on the same set.
 */
const KNOWN = 0.7;

/** How many symbols there are, about. */
const SYMBOLS = 100;

/** Pretended counts: for each pair of classes, for each member of a class, and of scripts for each symbol. */
const OF_CLASSES = 0.3, OF_MEMBERS = 5, OF_SCRIPTS = 10;
/** Pairs of symbols are trusted as n / (n + 3 t) of n pairs seen of t kinds (Witten and Bell 1991, with a factor). */
const NEW_KINDS = 3;

/**
 * A bigram model: pairs of symbols where they were seen often, backed off to pairs of classes and the frequency of
 * a symbol in its class, relative to how frequent the symbol is anywhere.
 */
export function learnedGrammar({ follows, scripts }: GrammarCounts, weight = WEIGHT): Grammar {
  const pairs = new Counter(), members = new Counter();
  for (const [before, row] of Object.entries(follows)) {
    for (const [next, count] of Object.entries(row)) {
      pairs.add(kindOf(before), kindOf(next), count);
      members.add(kindOf(next), next, count);
    }
  }
  const scripted = new Counter();
  for (const [label, [count, sup, sub]] of Object.entries(scripts)) {
    scripted.add(kindOf(label), "sup", sup), scripted.add(kindOf(label), "sub", sub);
    scripted.add(kindOf(label), "none", count - sup - sub);
  }
  const kinds = TOKEN_CLASSES.length + 6;
  const backOff = (before: string, next: string) => {
    const kind = kindOf(next), size = kind === END ? 1 : classSize(kind as TokenClass);
    return (pairs.of(kindOf(before), kind) + OF_CLASSES) /
      (pairs.total(kindOf(before)) + OF_CLASSES * kinds) *
      (members.of(kind, next) + OF_MEMBERS) / (members.total(kind) + OF_MEMBERS * size);
  };
  const probability = (before: string, next: string) => {
    const row = follows[before];
    if (!row) return backOff(before, next);
    const counts = Object.values(row), total = sum(counts);
    const trust = total / (total + NEW_KINDS * counts.length);
    return trust * (row[next] ?? 0) / total + (1 - trust) * backOff(before, next);
  };
  const seen = sumOf(Object.values(scripts), ([count]) => count);
  const bars = (scripts["-"]?.[0] ?? 0) + (scripts[FRACTION]?.[0] ?? 0);
  // Against symbols that are all equally frequent, pretending to have seen each a few times more.
  const rarity = (token: string) => {
    if (token === END) return 0;
    const count = token === "-" || token === FRACTION ? bars : scripts[token]?.[0] ?? 0;
    return Math.log((count + OF_MEMBERS) / (seen / SYMBOLS + OF_MEMBERS));
  };
  const after = remembered((before: string) =>
    remembered((next: string) => weight * Math.log(probability(before, next)) - KNOWN * rarity(next))
  );
  return {
    follows: (previous, next, region) => after(previous ?? startOf(region))(next),
    ends: (last) => after(last)(END),
    opens(label, region) {
      if (region !== "sup" && region !== "sub") return 0;
      const kind = kindOf(label), [count, sup, sub] = scripts[label] ?? [0, 0, 0];
      const usual = (scripted.of(kind, region) + 0.5) / (scripted.total(kind) + OF_SCRIPTS);
      return Math.log(((region === "sup" ? sup : sub) + OF_SCRIPTS * usual) / (count + OF_SCRIPTS));
    },
  };
}

/** The class of a symbol; the beginnings and the end of a line are classes of their own. */
function kindOf(token: string): string {
  return token === END || token.startsWith("^") ? token : symbolOf(token).token;
}

/** Counts of pairs. */
class Counter {
  readonly #rows = new Map<string, Map<string, number>>();
  readonly #totals = new Map<string, number>();

  add(row: string, column: string, count: number): void {
    const counts = this.#rows.get(row) ?? new Map<string, number>();
    this.#rows.set(row, counts.set(column, (counts.get(column) ?? 0) + count));
    this.#totals.set(row, this.total(row) + count);
  }

  of(row: string, column: string): number {
    return this.#rows.get(row)?.get(column) ?? 0;
  }

  total(row: string): number {
    return this.#totals.get(row) ?? 0;
  }
}
