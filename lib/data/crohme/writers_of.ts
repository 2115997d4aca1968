import { DataError } from "../source.ts";
import type { Expression } from "./expression.ts";

/** Most writers: their indices have 16 bits. */
const MOST_WRITERS = 65_536;

/** The writers of some expressions. */
export interface Writers {
  /** Their names, in the order in which they first appear. */
  readonly writerNames: readonly string[];
  /** The index of an expression's writer. */
  writerOf(expression: Expression): number;
}

/**
 * The writers of some expressions; an expression that names none gets a writer of its own.
 *
 * @throws {DataError} There are more than 65,536.
 */
export function writersOf(expressions: readonly Expression[]): Writers {
  const nameOf = ({ writer, split, id }: Expression) => writer ?? `unknown/${split}/${id}`;
  const writers = new Map<string, number>();
  for (const expression of expressions) {
    const name = nameOf(expression);
    if (!writers.has(name)) writers.set(name, writers.size);
  }
  if (writers.size > MOST_WRITERS) {
    throw new DataError(`A data set has at most ${MOST_WRITERS} writers, these files have ${writers.size}.`);
  }
  return { writerNames: [...writers.keys()], writerOf: (expression) => writers.get(nameOf(expression))! };
}
