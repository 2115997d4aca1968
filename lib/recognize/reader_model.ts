import { loadClassifier, type SymbolClassifier } from "./classifier.ts";
import type { Grammar } from "./grammar.ts";
import { type GrammarCounts, learnedGrammar } from "./learned_grammar.ts";
import { ReadingError } from "./reading_error.ts";
import { writtenGrammar } from "./written_grammar.ts";

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
 * @throws ModelError or TopologyError where the network cannot be used, ReadingError where the grammar cannot.
 */
export async function loadReaderModel(folder: string): Promise<ReaderModel> {
  return { classifier: await loadClassifier(folder), grammar: await loadGrammar(`${folder}/grammar.json`) };
}

async function loadGrammar(path: string): Promise<Grammar> {
  let text: string;
  try {
    text = await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return writtenGrammar();
    throw error;
  }
  let counts: Partial<GrammarCounts>;
  try {
    counts = JSON.parse(text);
  } catch {
    throw new ReadingError(`${path} is no JSON.`);
  }
  if (typeof counts?.follows !== "object" || typeof counts.scripts !== "object") {
    throw new ReadingError(`${path} must hold an object with "follows" and "scripts".`);
  }
  return learnedGrammar(counts as GrammarCounts);
}
