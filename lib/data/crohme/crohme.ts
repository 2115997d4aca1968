import { allocateDataset, type Dataset } from "../dataset.ts";
import { fingerprintFiles } from "../files/fingerprint.ts";
import { LABEL_INDEX } from "../../symbols/mod.ts";
import { readerFingerprint, readerImages, readerNote } from "../reader_images/reader_images.ts";
import { type Helpers, shareOut } from "../helpers/share_out.ts";
import { SkipList } from "../skip_list.ts";
import { DataError, type Loaded, type LoadOptions, type ReaderLoadOptions, type Source } from "../source.ts";
import { isExpressionFile, rootFolder } from "./expression_file.ts";
import { loadExpressions } from "./expressions.ts";
import { drawSymbols, type SymbolsTask } from "./draw_symbols.ts";
import type { Expression, InkSymbol } from "./expression.ts";
import { packStrokes } from "./packed_strokes.ts";
import { readerPages } from "./reader_pages.ts";
import { officialPart } from "./sets.ts";
import { writersOf } from "./writers_of.ts";

/** Part of the fingerprint: raised whenever the same files give other images. */
const VERSION = 2;

/** Line width of plain images, in pixels. */
const PEN_WIDTH = 2;

/**
 * Handwriting of the CROHME competitions, drawn from its strokes: every symbol of the 82 labels in a folder, archive or
 * file of raw InkML or packed lines. An expression that names no writer counts as a writer of its own, because nothing
 * shows that the same person wrote another: a split by writer then keeps its symbols together and claims nothing more.
 */
export const crohmeSource: Source = {
  name: "crohme",
  summary:
    "CROHME handwriting: a folder, archive or file of InkML (.inkml) or packed expressions (.jsonl.gz)",
  licence: "research use only, as the CROHME packages state (CROHME 2023: CC BY-NC-SA 3.0)",
  path: "required",
  heeds: ["penWidth"],

  fingerprint({ penWidth = PEN_WIDTH, path }: LoadOptions): Promise<string> {
    return fingerprintOf(path, `pen ${penWidth}`);
  },

  async load({ penWidth = PEN_WIDTH, path }: LoadOptions, helpers?: Helpers): Promise<Loaded> {
    const { expressions, skips } = await loadExpressions(requirePath(path), helpers);
    const leftOut = new SkipList();
    const symbols = expressions.flatMap((expression) => labelledSymbols(expression, leftOut));
    if (symbols.length === 0) {
      throw new DataError(`${path} holds no symbol with a label among the 82. Left out: ${leftOut}.`);
    }
    const drawn = `${symbols.length} symbols, drawn with a pen of ${penWidth} px`;
    return {
      dataset: await draw(symbols, penWidth, helpers),
      skips: [...skips, ...leftOut.list()],
      notes: notesOn(expressions, drawn),
    };
  },

  forReader: {
    fingerprint({ seed, penWidth, path, ...images }: ReaderLoadOptions): Promise<string> {
      return fingerprintOf(path, readerFingerprint(images, seed, penWidth));
    },

    async load(
      { seed, penWidth, path, copies, surroundings }: ReaderLoadOptions,
      helpers?: Helpers,
    ): Promise<Loaded> {
      const { expressions, skips } = await loadExpressions(requirePath(path), helpers);
      const leftOut = new SkipList();
      const { pages, writerNames } = readerPages(expressions, leftOut);
      const images = { copies, surroundings };
      const dataset = readerImages(pages, writerNames, { ...images, seed, penWidth });
      return {
        dataset,
        skips: [...skips, ...leftOut.list()],
        notes: notesOn(expressions, readerNote(dataset, images)),
      };
    },
  },
};

/** The fingerprint of the files at a path, drawn as `images` says. */
async function fingerprintOf(path: string | undefined, images: string): Promise<string> {
  const there = requirePath(path);
  const files = await fingerprintFiles(there, isExpressionFile);
  return `crohme ${VERSION} ${images} in ${rootFolder(there)} ${files}`;
}

function notesOn(expressions: readonly Expression[], drawn: string): string[] {
  const withoutWriter = expressions.filter(({ writer }) => writer === null).length;
  return [
    `${expressions.length} expressions, ${drawn}`,
    ...(withoutWriter > 0
      ? [`${withoutWriter} expressions name no writer: each counts as a writer of its own`]
      : []),
  ];
}

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

async function draw(symbols: readonly Labelled[], penWidth: number, helpers?: Helpers): Promise<Dataset> {
  const { writerNames, writerOf } = writersOf(symbols.map(({ expression }) => expression));
  const dataset = allocateDataset({ n: symbols.length, writerNames, official: true });
  symbols.forEach(({ symbol, expression }, i) => {
    dataset.labels[i] = LABEL_INDEX.get(symbol.label!)!;
    dataset.writers![i] = writerOf(expression);
    dataset.official![i] = officialPart(expression.split);
  });
  let at = 0;
  for await (const { images } of shareOut(drawingTasks(symbols, penWidth), drawSymbols, helpers)) {
    dataset.images.set(images, at);
    at += images.length;
  }
  return dataset;
}

/** Symbols that are drawn in one go. */
const DRAWN_TOGETHER = 1000;

function* drawingTasks(symbols: readonly Labelled[], penWidth: number): Generator<SymbolsTask> {
  for (let from = 0; from < symbols.length; from += DRAWN_TOGETHER) {
    const together = symbols.slice(from, from + DRAWN_TOGETHER);
    yield { kind: "symbols", symbols: packStrokes(together.map(({ symbol }) => symbol.strokes)), penWidth };
  }
}

function requirePath(path: string | undefined): string {
  if (path) return path;
  throw new DataError(
    "The source crohme needs a path: crohme:FOLDER, or a .zip, .tar.gz, .inkml or .jsonl.gz file.",
  );
}
