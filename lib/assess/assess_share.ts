import { assess, type Assessment } from "./assess.ts";
import { openReader, type Pipeline } from "../recognize/mod.ts";
import { loadTestExpressions, type TestSource } from "./trial.ts";

/** What is to be read, by what. */
export interface Trial {
  /** The expressions. */
  readonly source: TestSource;
  /** Reads the first so many only. */
  readonly limit?: number;
  /** The folder of a classifier. */
  readonly model: string;
  /** How pictures are read. */
  readonly pipeline: Pipeline;
}

/** One share of the work: the expressions whose number leaves `index` when divided by `of`. */
export interface Share {
  /** Which share, from 0. */
  readonly index: number;
  /** How many shares there are. */
  readonly of: number;
}

/** An expression that has been read: which one of how many. */
export interface Assessed {
  /** Its number, from 0. */
  readonly index: number;
  /** How many expressions there are. */
  readonly of: number;
  /** How it was read. */
  readonly assessment: Assessment;
}

/**
 * Reads a share of a trial's expressions one by one, after one that warms the compiler up and does not count.
 *
 * @throws {DataError} where there are no expressions.
 * @throws {ModelError} where the folder holds no model that can read.
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
