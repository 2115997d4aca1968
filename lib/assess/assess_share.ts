import { assess, type Assessment } from "./assess.ts";
import { openReader, type Pipeline } from "../recognize/mod.ts";
import { loadTestExpressions, type TestSource } from "./trial.ts";

/** The expressions to read and the reader. */
export interface Trial {
  /** The expressions. */
  readonly source: TestSource;
  /** Number of expressions to read, from the first. */
  readonly limit?: number;
  /** The folder of a classifier. */
  readonly model: string;
  /** Options for reading pictures. */
  readonly pipeline: Pipeline;
}

/** One share of the work: the expressions whose index modulo `of` is `index`. */
export interface Share {
  /** Which share, from 0. */
  readonly index: number;
  /** How many shares there are. */
  readonly of: number;
}

/** One expression that has been read. */
export interface Assessed {
  /** Its index, from 0. */
  readonly index: number;
  /** How many expressions there are. */
  readonly of: number;
  /** The result. */
  readonly assessment: Assessment;
}

/**
 * Reads a share of a trial's expressions one by one, after one reading that warms up the compiler and
 * is not counted.
 *
 * @throws {DataError} if there are no expressions.
 * @throws {ModelError} if the folder holds no model that can read.
 */
export async function* assessShare(
  { source, limit, model, pipeline }: Trial,
  { index, of }: Share,
): AsyncGenerator<Assessed> {
  const reader = await openReader(model, pipeline);
  const tests = (await loadTestExpressions(source)).slice(0, limit);
  if (tests.length > 0) assess(tests[0], reader);
  for (let i = index; i < tests.length; i += of) {
    yield { index: i, of: tests.length, assessment: assess(tests[i], reader) };
  }
}
