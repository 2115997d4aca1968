import * as v from "valibot";
import { LABELS, READER_CLASSES } from "../../symbols/mod.ts";
import { type Model, ModelError } from "../../model/portable.ts";
import { classifierOf, type SymbolClassifier } from "./classifier.ts";
import type { Grammar } from "../layout/grammar.ts";
import { learnedGrammar } from "../layout/learned_grammar.ts";
import { ReadingError } from "../reading_error.ts";
import { symbolModelOf } from "./symbol_model.ts";
import { writtenGrammar } from "../layout/written_grammar.ts";

/** What pictures are read with. */
export interface ReaderModel {
  /** Tells single symbols. */
  readonly classifier: SymbolClassifier;
  /** Knows how symbols follow each other. */
  readonly grammar: Grammar;
}

/**
 * A reader of a network and of what was counted in the LaTeX of its training expressions.
 *
 * @param model A network in tfjs's layers format that takes images of symbols.
 * @param grammar The counts as JSON, the text of grammar.json; undefined: the grammar written by hand.
 * @param from The folder or address they were read from, for messages.
 * @throws {ModelError} The network takes other images, or has a class that no reader knows.
 * @throws {TopologyError} The engine does not know one of its layers.
 * @throws {ReadingError} The grammar is damaged.
 */
export async function readerModelOf(
  model: Model,
  grammar: string | undefined,
  from: string,
): Promise<ReaderModel> {
  const classifier = await classifierOf(symbolModelOf(model, from));
  checkClasses(from, classifier.classes);
  return {
    classifier,
    grammar: grammar === undefined ? writtenGrammar() : parseGrammar(grammar, `${from}/grammar.json`),
  };
}

/** What a reader's network may tell apart: the labels, also in their own case, and ink that is no symbol. */
const KNOWN: ReadonlySet<string> = new Set([...LABELS, ...READER_CLASSES]);

/** A class is a symbol whose place, LaTeX and value are known here, not a word of somebody else's. */
function checkClasses(from: string, classes: readonly string[]): void {
  const unknown = classes.find((name) => !KNOWN.has(name));
  if (unknown !== undefined) {
    throw new ModelError(
      `${from}/model.json cannot read expressions: its class ${
        JSON.stringify(unknown)
      } is not a symbol that a reader ` +
        `knows. Those of a model trained with --images reader are known.`,
    );
  }
  const twice = classes.find((name, i) => classes.indexOf(name) !== i);
  if (twice !== undefined) throw new ModelError(`${from}/model.json has the class ${twice} twice.`);
}

const COUNT = v.pipe(v.number(), v.finite(), v.minValue(0));
const COUNTS = v.object({
  follows: v.record(v.string(), v.record(v.string(), COUNT)),
  scripts: v.record(v.string(), v.tuple([COUNT, COUNT, COUNT])),
});

function parseGrammar(text: string, path: string): Grammar {
  let counts: unknown;
  try {
    counts = JSON.parse(text);
  } catch (error) {
    throw error instanceof SyntaxError ? new ReadingError(`${path} is not JSON.`) : error;
  }
  if (!v.is(COUNTS, counts)) {
    throw new ReadingError(
      `${path} must hold an object with "follows", numbers by two symbols, and "scripts", three numbers by a symbol.`,
    );
  }
  return learnedGrammar(counts);
}
