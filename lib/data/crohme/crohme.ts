import { allocateDataset, type Dataset } from "../dataset.ts";
import { fingerprintFiles } from "../fingerprint.ts";
import { LABEL_INDEX } from "../labels.ts";
import { rasterize } from "../raster.ts";
import { SkipList } from "../skip_list.ts";
import { DataError, type Loaded, type LoadOptions, type Source } from "../source.ts";
import { isExpressionFile, loadExpressions, rootFolder } from "./expressions.ts";
import type { Expression, InkSymbol } from "./expression.ts";
import { officialPart } from "./sets.ts";

/** Part of the fingerprint: raised whenever the same files give other images. */
const VERSION = 1;

const PEN_WIDTH = 2;

/** Writers are indices of 16 bits. */
const MOST_WRITERS = 65_536;

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

  async fingerprint(options: LoadOptions): Promise<string> {
    const path = requirePath(options);
    const files = await fingerprintFiles(path, isExpressionFile);
    return `crohme ${VERSION} pen ${options.penWidth ?? PEN_WIDTH} in ${rootFolder(path)} ${files}`;
  },

  async load(options: LoadOptions): Promise<Loaded> {
    const path = requirePath(options);
    const { expressions, skips } = await loadExpressions(path);
    const leftOut = new SkipList();
    const symbols = expressions.flatMap((expression) => labelledSymbols(expression, leftOut));
    if (symbols.length === 0) {
      throw new DataError(`${path} holds no symbol with a label among the 82. Left out: ${leftOut}.`);
    }
    const withoutWriter = expressions.filter(({ writer }) => writer === null).length;
    const notes = [
      `${expressions.length} expressions, ${symbols.length} symbols, drawn with a pen of ${
        options.penWidth ?? PEN_WIDTH
      } px`,
    ];
    if (withoutWriter > 0) {
      notes.push(`${withoutWriter} expressions name no writer: each counts as a writer of its own`);
    }
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
  const writers = new Map<string, number>();
  const ofSymbol = symbols.map(({ expression: { writer, split, id } }) => {
    const name = writer ?? `unknown/${split}/${id}`;
    if (!writers.has(name)) writers.set(name, writers.size);
    return writers.get(name)!;
  });
  if (writers.size > MOST_WRITERS) {
    throw new DataError(`A data set has at most ${MOST_WRITERS} writers, these files have ${writers.size}.`);
  }
  const dataset = allocateDataset({ n: symbols.length, writerNames: [...writers.keys()], official: true });
  const imageBytes = dataset.images.length / symbols.length;
  dataset.writers!.set(ofSymbol);
  symbols.forEach(({ symbol, expression }, i) => {
    rasterize(symbol.strokes, dataset.images, i * imageBytes, { width: penWidth });
    dataset.labels[i] = LABEL_INDEX.get(symbol.label!)!;
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
