import { drawExpression, type Drawing, type DrawnExpression, loadExpressions } from "../data/crohme/mod.ts";
import { DataError } from "../data/source.ts";
import { stream } from "../random/mod.ts";
import { compose } from "./compose.ts";
import { canonicalLatex, LatexError, parseLatex, type RowNode } from "../expressions/mod.ts";
import { type Camera, photograph } from "./photograph.ts";
import { randomArithmetic } from "./random_arithmetic.ts";
import type { Subset } from "./subset.ts";
import { loadSymbolPictures } from "./symbol_pictures.ts";
import { truthLatex } from "./truth_latex.ts";

/** Where expressions to be read come from, and how they are put on paper. */
export interface TestSource {
  /** Where they come from. */
  readonly origin:
    /** The expressions of one set in a folder, archive or file; those without a LaTeX truth are left out. */
    | { readonly kind: "crohme"; readonly path: string; readonly set: string; readonly drawing: Drawing }
    /** Arithmetic put together from labelled pictures of symbols, as many of each subset. */
    | { readonly kind: "pictures"; readonly path: string; readonly count: number };
  /** Photographed with this camera, where there is one. */
  readonly camera?: Camera;
  /** Seeds what is composed and photographed. */
  readonly seed: number;
}

/** One expression to be read. */
export interface TestExpression {
  /** Its name in its set. */
  readonly id: string;
  /** Its LaTeX truth, slips mended. */
  readonly latex: string;
  /** Its layout; undefined where the truth cannot be parsed, which no reading can match. */
  readonly truth: RowNode | undefined;
  /** Its picture. OpenCV must have been started where there is a camera. */
  draw(): DrawnExpression;
}

/**
 * The expressions of a source.
 *
 * @throws {DataError} where there are none.
 */
export async function loadTestExpressions({ origin, camera, seed }: TestSource): Promise<TestExpression[]> {
  const plain = origin.kind === "crohme" ? await ofCrohme(origin) : await ofPictures(origin, seed);
  if (!camera) return plain;
  return plain.map((expression, i) => ({
    ...expression,
    draw: () => photograph(expression.draw(), camera, stream(seed, "photograph", i)),
  }));
}

async function ofCrohme({ path, set, drawing }: { path: string; set: string; drawing: Drawing }) {
  const { expressions } = await loadExpressions(path);
  const chosen = expressions.filter(({ split, latex }) => split === set && latex.trim() !== "");
  if (chosen.length === 0) {
    const sets = [...new Set(expressions.map(({ split }) => split))].sort();
    throw new DataError(`${path} has no set "${set}" with LaTeX truths, its sets are ${sets.join(", ")}.`);
  }
  return chosen.map((expression): TestExpression => {
    const latex = truthLatex(expression);
    return {
      id: expression.id,
      latex,
      truth: parsed(latex),
      draw: () => drawExpression(expression, drawing),
    };
  });
}

function parsed(latex: string): RowNode | undefined {
  try {
    return parseLatex(latex);
  } catch (error) {
    if (error instanceof LatexError) return undefined;
    throw error;
  }
}

const KINDS: readonly Subset[] = ["line", "scripts", "nested"];

async function ofPictures({ path, count }: { path: string; count: number }, seed: number) {
  const pictures = await loadSymbolPictures(path);
  return Array.from({ length: count }, (_, i): TestExpression => {
    const truth = randomArithmetic(KINDS[i % KINDS.length], stream(seed, "arithmetic", i));
    return {
      id: `composed ${i}`,
      latex: canonicalLatex(truth),
      truth,
      draw: () => compose(truth, pictures, stream(seed, "compose", i)),
    };
  });
}
