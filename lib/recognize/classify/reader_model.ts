import { existsSync } from "node:fs";
import * as v from "valibot";
import { LABELS, READER_CLASSES } from "../../symbols/mod.ts";
import { readText } from "../../files/mod.ts";
import { ModelError } from "../../model/mod.ts";
import { loadClassifier, type SymbolClassifier } from "./classifier.ts";
import type { Grammar } from "../layout/grammar.ts";
import { learnedGrammar } from "../layout/learned_grammar.ts";
import { ReadingError } from "../reading_error.ts";
import { writtenGrammar } from "../layout/written_grammar.ts";

/** What pictures are read with. */
export interface ReaderModel {
  /** Tells single symbols. */
  readonly classifier: SymbolClassifier;
  /** Knows how symbols follow each other. */
  readonly grammar: Grammar;
}

/**
 * The reader in a folder: a network in tfjs's layers format, and in grammar.json what was counted in the LaTeX of its
 * training expressions; without that file the grammar written by hand.
 *
 * @throws ModelError or TopologyError where the network cannot be used or has a class that no reader knows, ReadingError
 * or FileError where the grammar cannot be.
 */
export async function loadReaderModel(folder: string): Promise<ReaderModel> {
  const classifier = await loadClassifier(folder);
  checkClasses(folder, classifier.classes);
  return { classifier, grammar: loadGrammar(`${folder}/grammar.json`) };
}

/** What a reader's network may tell apart: the labels, also in their own case, and ink that is no symbol. */
const KNOWN: ReadonlySet<string> = new Set([...LABELS, ...READER_CLASSES]);

/** A class is a symbol whose place, LaTeX and value are known here, not a word of somebody else's. */
function checkClasses(folder: string, classes: readonly string[]): void {
  const unknown = classes.find((name) => !KNOWN.has(name));
  if (unknown !== undefined) {
    throw new ModelError(
      `${folder}/model.json cannot read expressions: its class ${
        JSON.stringify(unknown)
      } is no symbol that a reader ` +
        `knows. Those of a model trained with --images reader are known.`,
    );
  }
  const twice = classes.find((name, i) => classes.indexOf(name) !== i);
  if (twice !== undefined) throw new ModelError(`${folder}/model.json has the class ${twice} twice.`);
}

/** Of grammar.json; one learned of all of CROHME has 100 KiB. */
const MOST_GRAMMAR_BYTES = 2 ** 22;

const COUNT = v.pipe(v.number(), v.finite(), v.minValue(0));
const COUNTS = v.object({
  follows: v.record(v.string(), v.record(v.string(), COUNT)),
  scripts: v.record(v.string(), v.tuple([COUNT, COUNT, COUNT])),
});

function loadGrammar(path: string): Grammar {
  if (!existsSync(path)) return writtenGrammar();
  let counts: unknown;
  try {
    counts = JSON.parse(readText(path, MOST_GRAMMAR_BYTES));
  } catch (error) {
    throw error instanceof SyntaxError ? new ReadingError(`${path} is no JSON.`) : error;
  }
  if (!v.is(COUNTS, counts)) {
    throw new ReadingError(
      `${path} must hold an object with "follows", numbers by two symbols, and "scripts", three numbers by a symbol.`,
    );
  }
  return learnedGrammar(counts);
}
