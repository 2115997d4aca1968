import { basename } from "@std/path";
import type { Stroke } from "../../drawing/mod.ts";
import { MOST_LINES } from "../files/limits.ts";
import type { Expression } from "./expression.ts";
import { InkmlError, parseInkml } from "./inkml.ts";
import { PackedError, parsePacked } from "./packed.ts";
import { type PackedStrokes, packStrokes, unpackStrokes } from "./packed_strokes.ts";
import { inkDigest } from "./same_ink.ts";
import { setOfPath, writerName } from "./sets.ts";

/** A piece of what a path holds, read apart from the others. */
export type Piece =
  & {
    /** The tag among tasks. */
    readonly kind: "expressions";
  }
  & (InkmlFiles | PackedLines | LeftOut & { readonly what: "left out" });

/** Some files of InkML. */
interface InkmlFiles {
  readonly what: "inkml";
  /** The folder or archive they lie in. */
  readonly root: string;
  /** The bytes of each, or why they cannot be read. */
  readonly files: { readonly name: string; readonly content: Uint8Array | string }[];
}

/** Some lines of a packed file. */
interface PackedLines {
  readonly what: "lines";
  /** The file. */
  readonly name: string;
  /** Whether the user named this very file: then it may be of another collection, too. */
  readonly alone: boolean;
  /** The number of the first line, from 1. */
  readonly line: number;
  /** Their bytes. */
  readonly lines: Uint8Array;
}

/** Something that is left out, and why. */
export interface LeftOut {
  /** The reason, as a rule. */
  readonly reason: string;
  /** The file, or the line in it. */
  readonly example: string;
}

/** An expression that was read, with the digest of its ink; or what was left out instead. */
export type Item = { readonly expression: Expression; readonly digest: string } | LeftOut;

/** What was read of a piece. */
export interface ReadPiece extends PackedStrokes {
  /** In the order of the piece, without strokes: they are packed, those of each symbol and then the unlabelled ones. */
  readonly items: readonly Item[];
  /** The packed file that it is of. */
  readonly file?: string;
  /** Whether nothing more is to be read of that file. */
  readonly ended?: boolean;
}

/** Values of `split` of other collections, of single symbols, that may lie in one folder with packed CROHME sets. */
const OTHERS: ReadonlySet<string> = new Set(["unipen", "detexify"]);

/** The items of a piece that was read, with their strokes. */
export function* itemsOf({ items, ...packed }: ReadPiece): Generator<Item> {
  const strokes = unpackStrokes(packed), next = () => strokes.next().value!;
  for (const item of items) {
    if (!("expression" in item)) yield item;
    else {
      const symbols = item.expression.symbols.map((symbol) => ({ ...symbol, strokes: next() }));
      yield { ...item, expression: { ...item.expression, symbols, unlabelled: next() } };
    }
  }
}

/** Reads a piece; what cannot be read is among the items, with the reason. */
export function readPiece(piece: Piece): ReadPiece {
  const { items, ...file } = itemsIn(piece);
  const strokes: (readonly Stroke[])[] = [];
  const bare = items.map((item): Item => {
    if (!("expression" in item)) return item;
    const { symbols, unlabelled } = item.expression;
    strokes.push(...symbols.map((symbol) => symbol.strokes), unlabelled);
    const without = symbols.map((symbol) => ({ ...symbol, strokes: [] }));
    return { ...item, expression: { ...item.expression, symbols: without, unlabelled: [] } };
  });
  return { ...file, items: bare, ...packStrokes(strokes) };
}

/** The items of a piece, and the packed file it is of. */
type Read = Omit<ReadPiece, keyof PackedStrokes>;

function itemsIn(piece: Piece): Read {
  if (piece.what === "left out") return { items: [{ reason: piece.reason, example: piece.example }] };
  if (piece.what === "lines") return readLines(piece);
  return { items: piece.files.map(({ name, content }) => readInkml(name, content, piece.root)) };
}

function readInkml(name: string, content: Uint8Array | string, root: string): Item {
  if (typeof content === "string") return { reason: "unreadable file", example: `${name} (${content})` };
  try {
    const { latex, annotations, symbols, unlabelled } = parseInkml(decodeText(content));
    const split = setOfPath(`${root}/${name}`);
    const id = basename(name).replace(/\.inkml$/i, "");
    const writer = writerName({
      set: split,
      id,
      writer: annotations.writer,
      copyright: annotations.copyright,
    });
    return withDigest({ id, split, writer, latex, symbols, unlabelled, origin: name });
  } catch (error) {
    const { message, cause } = error as Error;
    const detail = error instanceof InkmlError ? cause : message;
    return {
      reason: error instanceof InkmlError ? message : "unreadable file",
      example: name + (detail ? ` (${detail})` : ""),
    };
  }
}

function withDigest(expression: Expression): Item {
  return { expression, digest: inkDigest(expression) };
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

function readLines({ name, alone, line: first, lines }: PackedLines): Read {
  const items: Item[] = [];
  let text: string;
  try {
    text = new TextDecoder("utf-8", { ignoreBOM: first > 1 }).decode(lines);
  } catch { // longer than a string can be
    return { file: name, items: [{ reason: "truncated or damaged gzip file", example: name }], ended: true };
  }
  let number = first - 1;
  for (const line of linesOf(text)) {
    if (number++ === MOST_LINES) {
      items.push({ reason: `what follows ${MOST_LINES} lines of a packed file`, example: name });
      return { file: name, items, ended: true };
    }
    if (line.trim() === "") continue;
    const origin = `${name}:${number}`;
    try {
      const expression = parsePacked(line, origin);
      if (!alone && OTHERS.has(expression.split)) {
        items.push({ reason: "packed file of another collection: pass its own path", example: name });
        return { file: name, items, ended: true };
      }
      items.push(withDigest(expression));
    } catch (error) {
      if (!(error instanceof PackedError)) throw error;
      items.push({ reason: error.message, example: origin });
    }
  }
  return { file: name, items };
}

function* linesOf(text: string): Generator<string> {
  for (let start = 0; start < text.length;) {
    const end = text.indexOf("\n", start);
    yield text.slice(start, end < 0 ? text.length : end);
    start = end < 0 ? text.length : end + 1;
  }
}
