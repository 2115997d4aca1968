import { gunzipSync } from "node:zlib";
import { basename, dirname, resolve } from "@std/path";
import { isArchive, listFiles } from "../files/archive.ts";
import type { FileEntry } from "../files/file_entry.ts";
import { isGzip } from "../files/bytes.ts";
import { MOST_LINES, MOST_UNPACKED } from "../files/limits.ts";
import { SkipList } from "../skip_list.ts";
import { DataError, type Skip } from "../source.ts";
import type { Expression } from "./expression.ts";
import { PackedError, parsePacked } from "./packed.ts";
import { inkDigest } from "./same_ink.ts";
import { setOfPath, writerName } from "./sets.ts";

/** Whether a file of this name holds expressions: raw InkML, or packed lines. */
export function isExpressionFile(name: string): boolean {
  return /\.(inkml|jsonl|jsonl\.gz)$/i.test(name);
}

/**
 * Reads the expressions of `path` one by one: a folder (searched recursively), an archive (.zip, .tar,
 * .tar.gz, .tgz, .rar) or one file, of raw InkML (.inkml) and packed lines (.jsonl, .jsonl.gz). What cannot be read is
 * counted in `skips`; a damaged packed file is left out as a whole, and so is a packed file of another collection in the
 * folder.
 *
 * @throws {DataError} `path` is missing, or is a damaged archive.
 */
export async function* readExpressions(path: string, skips: SkipList): AsyncGenerator<Expression> {
  const files = await listFiles(path);
  const root = rootFolder(path);
  for (const file of files) {
    if (/\.inkml$/i.test(file.name)) {
      const expression = await readInkml(file, root, skips);
      if (expression) yield expression;
    } else if (isExpressionFile(file.name)) yield* readPacked(file, isExpressionFile(path), skips);
    else if (isArchive(file.name)) {
      skips.add("archive inside a folder, not opened: pass its own path", file.name);
    } else if (/\.(json|xml|ink|gz)$/i.test(file.name)) {
      skips.add("neither .inkml nor .jsonl nor .jsonl.gz", file.name);
    }
  }
}

/** The last folder in the path, or the archive: its name may be that of the set of its files. */
export function rootFolder(path: string): string {
  return basename(isExpressionFile(path) ? dirname(resolve(path)) : resolve(path));
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
 * @throws {DataError} `path` is missing or damaged, or holds no expression that can be read.
 */
export async function loadExpressions(path: string): Promise<LoadedExpressions> {
  const skips = new SkipList();
  const expressions: Expression[] = [];
  const seen = new Map<string, string>();
  for await (const expression of readExpressions(path, skips)) {
    const digest = inkDigest(expression);
    const first = seen.get(digest);
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

async function readInkml(file: FileEntry, root: string, skips: SkipList): Promise<Expression | undefined> {
  const { InkmlError, parseInkml } = await import("./inkml.ts");
  try {
    const { latex, annotations, symbols, unlabelled } = parseInkml(decodeText(await file.read()));
    const split = setOfPath(`${root}/${file.name}`);
    const id = basename(file.name).replace(/\.inkml$/i, "");
    const writer = writerName({
      set: split,
      id,
      writer: annotations.writer,
      copyright: annotations.copyright,
    });
    return { id, split, writer, latex, symbols, unlabelled, origin: file.name };
  } catch (error) {
    const { message, cause } = error as Error;
    const detail = error instanceof InkmlError ? cause : message;
    skips.add(
      error instanceof InkmlError ? message : "unreadable file",
      file.name + (detail ? ` (${detail})` : ""),
    );
  }
}

/** XML is UTF-8 unless it begins with the byte order mark of UTF-16. */
function decodeText(bytes: Uint8Array): string {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe
    ? "utf-16le"
    : bytes[0] === 0xfe && bytes[1] === 0xff
    ? "utf-16be"
    : "";
  return new TextDecoder(utf16 || "utf-8").decode(bytes);
}

/** Values of `split` of other collections, of single symbols, that may lie in one folder with packed CROHME sets. */
const OTHERS: ReadonlySet<string> = new Set(["unipen", "detexify"]);

/** @param alone Whether the user named this very file: then it may be of another collection, too. */
async function* readPacked(file: FileEntry, alone: boolean, skips: SkipList): AsyncGenerator<Expression> {
  let text: string;
  try {
    const bytes = await file.read();
    text = new TextDecoder().decode(
      isGzip(bytes) ? gunzipSync(bytes, { maxOutputLength: MOST_UNPACKED }) : bytes,
    );
  } catch {
    skips.add("truncated or damaged gzip file", file.name);
    return;
  }
  if (text.trim() === "") skips.add("empty file", file.name);
  let number = 0;
  for (const line of lines(text)) {
    if (number++ === MOST_LINES) {
      skips.add(`what follows ${MOST_LINES} lines of a packed file`, file.name);
      return;
    }
    if (line.trim() === "") continue;
    const origin = `${file.name}:${number}`;
    try {
      const expression = parsePacked(line, origin);
      if (!alone && OTHERS.has(expression.split)) {
        skips.add("packed file of another collection: pass its own path", file.name);
        return;
      }
      yield expression;
    } catch (error) {
      if (!(error instanceof PackedError)) throw error;
      skips.add(error.message, origin);
    }
  }
}

function* lines(text: string): Generator<string> {
  for (let start = 0; start < text.length;) {
    const end = text.indexOf("\n", start);
    yield text.slice(start, end < 0 ? text.length : end);
    start = end < 0 ? text.length : end + 1;
  }
}
