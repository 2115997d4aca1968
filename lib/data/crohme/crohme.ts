import { allocateDataset, type Dataset } from "../dataset.ts";
import { fingerprintFiles } from "../files/fingerprint.ts";
import { LABEL_INDEX } from "../../symbols/mod.ts";
import { readerFingerprint, readerImages, readerNote } from "../reader_images/reader_images.ts";
import { rasterize } from "../../drawing/mod.ts";
import { SkipList } from "../skip_list.ts";
import { DataError, type Loaded, type LoadOptions, type Source } from "../source.ts";
import { isExpressionFile, loadExpressions, rootFolder } from "./expressions.ts";
import type { Expression, InkSymbol } from "./expression.ts";
import { readerPages } from "./reader_pages.ts";
import { officialPart } from "./sets.ts";
import { writersOf } from "./writers_of.ts";

/** Part of the fingerprint: raised whenever the same files give other images. */
const VERSION = 2;

const PEN_WIDTH = 2;

/**
 * Handwriting of the CROHME competitions, drawn from its strokes: every symbol of the 82 labels in a folder,
 * archive or file of raw InkML or packed lines. An expression that names no writer counts as a writer of its
 * own, since nothing says that another wrote it too: a split by writer then keeps its symbols together and
 * claims no more.
 */
export const crohmeSource: Source = {
  name: "crohme",
  summary:
    "CROHME handwriting: a folder, archive or file of InkML (.inkml) or packed expressions (.jsonl.gz)",
  licence: "research use only, as the CROHME packages state (CROHME 2023: CC BY-NC-SA 3.0)",
  path: "required",
  heeds: ["penWidth"],

  async fingerprint(options: LoadOptions): Promise<string> {
    const path = requirePath(options);
    const files = await fingerprintFiles(path, isExpressionFile);
    const images = options.reader
      ? readerFingerprint(options.reader, options.seed, options.penWidth)
      : `pen ${options.penWidth ?? PEN_WIDTH}`;
    return `crohme ${VERSION} ${images} in ${rootFolder(path)} ${files}`;
  },

  async load(options: LoadOptions): Promise<Loaded> {
    const path = requirePath(options);
    const { expressions, skips } = await loadExpressions(path);
    const withoutWriter = expressions.filter(({ writer }) => writer === null).length;
    const notes = withoutWriter > 0
      ? [`${withoutWriter} expressions name no writer: each counts as a writer of its own`]
      : [];
    const leftOut = new SkipList();
    if (options.reader) {
      const { pages, writerNames } = readerPages(expressions, leftOut);
      const dataset = readerImages(pages, writerNames, {
        ...options.reader,
        seed: options.seed,
        penWidth: options.penWidth,
      });
      notes.unshift(`${expressions.length} expressions, ${readerNote(dataset, options.reader)}`);
      return { dataset, skips: [...skips, ...leftOut.list()], notes };
    }
    const symbols = expressions.flatMap((expression) => labelledSymbols(expression, leftOut));
    if (symbols.length === 0) {
      throw new DataError(`${path} holds no symbol with a label among the 82. Left out: ${leftOut}.`);
    }
    const pen = options.penWidth ?? PEN_WIDTH;
    notes.unshift(
      `${expressions.length} expressions, ${symbols.length} symbols, drawn with a pen of ${pen} px`,
    );
    return { dataset: draw(symbols, options), skips: [...skips, ...leftOut.list()], notes };
  },
};

interface Labelled {
  readonly symbol: InkSymbol;
  readonly expression: Expression;
}

function labelledSymbols(expression: Expression, leftOut: SkipList): Labelled[] {
  return expression.symbols.flatMap((symbol) => {
    if (symbol.label !== null && symbol.strokes.length > 0) return [{ symbol, expression }];
    const reason = symbol.label === null
      ? `symbol without a label among the 82: ${symbol.raw}`
      : "symbol without ink";
    leftOut.add(reason, expression.origin);
    return [];
  });
}

function draw(symbols: readonly Labelled[], { penWidth = PEN_WIDTH }: LoadOptions): Dataset {
  const { writerNames, writerOf } = writersOf(symbols.map(({ expression }) => expression));
  const dataset = allocateDataset({ n: symbols.length, writerNames, official: true });
  const imageBytes = dataset.images.length / symbols.length;
  symbols.forEach(({ symbol, expression }, i) => {
    rasterize(symbol.strokes, dataset.images, i * imageBytes, { width: penWidth });
    dataset.labels[i] = LABEL_INDEX.get(symbol.label!)!;
    dataset.writers![i] = writerOf(expression);
    dataset.official![i] = officialPart(expression.split);
  });
  return dataset;
}

function requirePath({ path }: LoadOptions): string {
  if (path) return path;
  throw new DataError(
    "The source crohme needs a path: crohme:FOLDER, or a .zip, .tar.gz, .inkml or .jsonl.gz file.",
  );
}
