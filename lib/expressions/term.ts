/** What an expression is worth, step by step: a number, a name that wants one, or an operation on such. */
export type Term =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "operation"; readonly of: Operation; readonly terms: readonly Term[] };

/** Numbers to a number; NaN where that is none, an error where it is known why. */
export type Operation = (...values: number[]) => number;

/** Numbers that letters stand for. */
const CONSTANTS: ReadonlyMap<string, number> = new Map([["pi", Math.PI], ["e", Math.E]]);

/** A term of a number. */
export const numberTerm = (value: number): Term => ({ kind: "number", value });

/** A term of a letter, with its index if it has one: a constant or a variable. */
export function nameTerm(name: string): Term {
  const value = CONSTANTS.get(name);
  return value === undefined ? { kind: "name", name } : numberTerm(value);
}

/** An operation on terms. */
export const operation = (of: Operation, ...terms: readonly Term[]): Term => ({
  kind: "operation",
  of,
  terms,
});

/** The variables of a term, each as often as it stands there. */
export function variablesOf(term: Term): string[] {
  if (term.kind === "operation") return term.terms.flatMap(variablesOf);
  return term.kind === "name" ? [term.name] : [];
}

/** The value of a term without variables. Throws what its operations throw. */
export function valueOf(term: Term): number {
  if (term.kind === "operation") return term.of(...term.terms.map(valueOf));
  return term.kind === "number" ? term.value : NaN;
}
