import { type Expression, readExpressions, SkipList } from "../../lib/data/crohme/mod.ts";
import { officialPart } from "../../lib/data/crohme/sets.ts";
import { OFFICIAL } from "../../lib/data/mod.ts";
import { UsageError } from "../../lib/errors/mod.ts";
import { userPath } from "../../lib/files/mod.ts";

/**
 * The PATH of `--data crohme:PATH`.
 *
 * @throws {UsageError} Any other source, or none.
 */
export function crohmePath(data = ""): string {
  const path = /^crohme:(.+)$/.exec(data)?.[1];
  if (!path) throw new UsageError(`--data must be crohme:PATH, got "${data}".`);
  return userPath(path);
}

/** The expressions of CROHME's training sets in a file or folder, without MathBrush, whose formulas are random. */
export async function* trainingExpressions(path: string): AsyncGenerator<Expression> {
  for await (const expression of readExpressions(path, new SkipList())) {
    const { split } = expression;
    if (officialPart(split) === OFFICIAL.train && !split.endsWith("mathbrush")) yield expression;
  }
}
