import { existsSync } from "node:fs";
import { readText } from "../../files/mod.ts";
import { loadModel } from "../../model/mod.ts";
import { classifierOf, type SymbolClassifier } from "./classifier.ts";
import { type ReaderModel, readerModelOf } from "./reader_model.ts";
import { type SymbolModel, symbolModelOf } from "./symbol_model.ts";

/**
 * Reads a saved model that takes images of symbols: 45 × 45 grey pixels, or pixels of two channels as a reader's.
 *
 * @throws {ModelError} A file is missing or damaged, the weights do not fit the layers, or the model takes other images.
 * @throws {TopologyError} The engine does not know one of its layers.
 */
export async function loadSymbolModel(folder: string): Promise<SymbolModel> {
  return symbolModelOf(await loadModel(folder), folder);
}

/**
 * A classifier of the network in a folder: model.json and weights in tfjs's layers format.
 *
 * @throws {ModelError} A file is missing or damaged, the weights do not fit the layers, or the model takes other images.
 * @throws {TopologyError} The engine does not know one of its layers.
 */
export async function loadClassifier(folder: string): Promise<SymbolClassifier> {
  return classifierOf(await loadSymbolModel(folder));
}

/** How large grammar.json may be; one learned from all of CROHME has 100 KiB. */
const MOST_GRAMMAR_BYTES = 2 ** 22;

/**
 * The reader in a folder: a network in tfjs's layers format, and in grammar.json what was counted in the LaTeX of its
 * training expressions; without that file the grammar written by hand.
 *
 * @throws {ModelError} The network cannot be used, or has a class that no reader knows.
 * @throws {TopologyError} The engine does not know one of its layers.
 * @throws {ReadingError} The grammar is damaged.
 * @throws {FileError} grammar.json cannot be read.
 */
export async function loadReaderModel(folder: string): Promise<ReaderModel> {
  const path = `${folder}/grammar.json`;
  const model = await loadModel(folder);
  return readerModelOf(model, existsSync(path) ? readText(path, MOST_GRAMMAR_BYTES) : undefined, folder);
}
