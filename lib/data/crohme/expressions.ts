import { type Helpers, shareOut } from "../helpers/share_out.ts";
import { SkipList } from "../skip_list.ts";
import { DataError, type Skip } from "../source.ts";
import type { Expression } from "./expression.ts";
import { piecesOf } from "./pieces.ts";
import { type Item, itemsOf, readPiece } from "./read_piece.ts";

/**
 * Reads the expressions of `path` one by one: a folder (searched recursively), an archive (.zip, .tar,
 * .tar.gz, .tgz, .rar) or one file, of raw InkML (.inkml) and packed lines (.jsonl, .jsonl.gz). What cannot be read is
 * counted in `skips`; a damaged packed file is left out as a whole, and so is a packed file of another collection in the
 * folder.
 *
 * @throws {DataError} `path` is missing, or is a damaged archive.
 */
export async function* readExpressions(path: string, skips: SkipList): AsyncGenerator<Expression> {
  for await (const item of readItems(path)) {
    if ("expression" in item) yield item.expression;
    else skips.add(item.reason, item.example);
  }
}

/** Expressions, without repetitions of the same ink. */
export interface LoadedExpressions {
  /** In the order of the file names (in a RAR in its own order), then in the order of the file. */
  readonly expressions: readonly Expression[];
  /** What was left out. */
  readonly skips: readonly Skip[];
}

/**
 * Reads all expressions of a folder, archive or file of InkML (.inkml) or packed lines (.jsonl, .jsonl.gz). Of
 * expressions with exactly the same ink the first is kept, the others are counted as left out.
 *
 * @param helpers Threads that may help to read; what is read is the same without.
 * @throws {DataError} `path` is missing or damaged, or holds no expression that can be read.
 */
export async function loadExpressions(path: string, helpers?: Helpers): Promise<LoadedExpressions> {
  const skips = new SkipList();
  const expressions: Expression[] = [];
  const seen = new Map<string, string>();
  for await (const item of readItems(path, helpers)) {
    if (!("expression" in item)) {
      skips.add(item.reason, item.example);
      continue;
    }
    const { expression, digest } = item, first = seen.get(digest);
    if (first !== undefined) {
      skips.add("expression with the same ink as another", `${expression.origin} = ${first}`);
      continue;
    }
    seen.set(digest, expression.origin);
    expressions.push(expression);
  }
  if (expressions.length === 0) {
    throw new DataError(
      `${path} holds no expression that can be read: it must hold .inkml files with a truth, or .jsonl or ` +
        `.jsonl.gz files of packed expressions. ${
          skips.isEmpty() ? "It holds no such file." : `Left out: ${skips}.`
        }`,
    );
  }
  return { expressions, skips: skips.list() };
}

/** All items of a path, in order; of a packed file none after its end, whoever read on. */
async function* readItems(path: string, helpers?: Helpers): AsyncGenerator<Item> {
  let endedFile: string | undefined;
  for await (const piece of shareOut(piecesOf(path), readPiece, helpers)) {
    const { file, ended } = piece;
    if (file !== undefined && file === endedFile) continue;
    yield* itemsOf(piece);
    if (ended) endedFile = file;
  }
}
