import { gunzipSync } from "node:zlib";
import { isArchive, listFiles } from "../files/archive.ts";
import { isGzip } from "../files/bytes.ts";
import type { FileEntry } from "../files/file_entry.ts";
import { MOST_UNPACKED } from "../files/limits.ts";
import { isExpressionFile, rootFolder } from "./expression_file.ts";
import type { Piece } from "./read_piece.ts";

/** Bytes of a piece at least, where its files have so many; a file of InkML is whole in its piece. */
const PIECE_BYTES = 2 ** 20;

/** Files of InkML in a piece at most. */
const PIECE_FILES = 64;

const NEW_LINE = 10, SPACE = 32;

/**
 * What a path holds, cut into pieces that can be read apart, in the order of the files: files of InkML, or lines of a packed
 * file.
 *
 * @throws {DataError} `path` is missing, or is a damaged archive.
 */
export async function* piecesOf(path: string): AsyncGenerator<Piece> {
  const root = rootFolder(path), alone = isExpressionFile(path);
  let inkml: (Piece & { readonly what: "inkml" }) | undefined, bytes = 0;
  for (const file of await listFiles(path)) {
    if (/\.inkml$/i.test(file.name)) {
      inkml ??= { kind: "expressions", what: "inkml", root, files: [] };
      const content = await contentOf(file);
      inkml.files.push({ name: file.name, content });
      bytes += typeof content === "string" ? 0 : content.length;
      if (inkml.files.length < PIECE_FILES && bytes < PIECE_BYTES) continue;
    }
    if (inkml) {
      yield inkml;
      inkml = undefined, bytes = 0;
    }
    if (/\.inkml$/i.test(file.name)) continue;
    if (isExpressionFile(file.name)) yield* packedPieces(file, alone);
    else if (isArchive(file.name)) {
      yield leftOut("archive inside a folder, not opened: pass its own path", file.name);
    } else if (/\.(json|xml|ink|gz)$/i.test(file.name)) {
      yield leftOut("neither .inkml nor .jsonl nor .jsonl.gz", file.name);
    }
  }
  if (inkml) yield inkml;
}

/** The bytes of a file, or why they cannot be read. */
function contentOf(file: FileEntry): Promise<Uint8Array<ArrayBuffer> | string> {
  return file.read().catch((error: Error) => error.message);
}

/** @param alone Whether the user named this very file. */
async function* packedPieces(file: FileEntry, alone: boolean): AsyncGenerator<Piece> {
  let bytes: Uint8Array;
  try {
    const content = await file.read();
    bytes = isGzip(content) ? gunzipSync(content, { maxOutputLength: MOST_UNPACKED }) : content;
  } catch {
    yield leftOut("truncated or damaged gzip file", file.name);
    return;
  }
  const { name } = file;
  if (isBlank(bytes)) yield leftOut("empty file", name);
  for (let start = 0, line = 1; start < bytes.length;) {
    const last = start + PIECE_BYTES < bytes.length ? bytes.indexOf(NEW_LINE, start + PIECE_BYTES) : -1;
    const end = last < 0 ? bytes.length : last + 1;
    // What gunzip gives is a Buffer, whose slice() would send the whole file along.
    const lines = new Uint8Array(bytes.subarray(start, end));
    yield { kind: "expressions", what: "lines", name, alone, line, lines };
    for (const byte of lines) if (byte === NEW_LINE) line++;
    start = end;
  }
}

/** Whether a file holds nothing but white space. */
function isBlank(bytes: Uint8Array): boolean {
  const first = bytes.findIndex((byte) => byte > SPACE);
  return first < 0 || bytes.length < PIECE_BYTES && new TextDecoder().decode(bytes).trim() === "";
}

function leftOut(reason: string, example: string): Piece {
  return { kind: "expressions", what: "left out", reason, example };
}
