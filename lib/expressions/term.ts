/** An expression to be computed: a number, a variable, or an operation on terms. */
export type Term =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "operation"; readonly of: Operation; readonly terms: readonly Term[] };

/** A function of numbers; NaN if the result is not a real number, an error if the reason is known. */
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

/** The variables of a term, each as often as it occurs. */
export function variablesOf(term: Term): string[] {
  if (term.kind === "operation") return term.terms.flatMap(variablesOf);
  return term.kind === "name" ? [term.name] : [];
}

/**
 * The value of a term without variables.
 *
 * @throws {NoValue} if one of its operations has no value.
 */
export function valueOf(term: Term): number {
  if (term.kind === "operation") return term.of(...term.terms.map(valueOf));
  return term.kind === "number" ? term.value : NaN;
}
