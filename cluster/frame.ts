/**
 * A message between a ClientApp and its trainer: see cluster/app/frame.py, the other side.
 *
 *     u32 header length, u32 body length (little-endian) | header, JSON | body, little-endian 32-bit floats
 *
 * @module
 */
import { UserError } from "../lib/errors/mod.ts";
import { sumOf } from "../lib/numbers/mod.ts";

const LENGTHS = 8;
const MOST_HEADER_BYTES = 1 << 20;
const MOST_BODY_BYTES = 1 << 30;
const PIECE = 1 << 20;

/** A tensor's name and shape. */
export type Spec = readonly (readonly [name: string, shape: readonly number[]])[];

/** What a frame says beside its floats. */
export interface Header {
  /** What is asked, or what is answered. */
  readonly op: string;
  /** The tensors in the body, one after the other. */
  readonly spec: Spec;
  /** Anything else. */
  readonly [key: string]: unknown;
}

/** A frame. */
export interface Frame {
  readonly header: Header;
  readonly body: Float32Array;
}

/** Bytes that are no frame; the message says which rule they break. */
export class FrameError extends UserError {
  /** Always "FrameError". */
  override readonly name = "FrameError";
}

/** What is read from: `Deno.stdin`, say. */
export interface Reader {
  read(into: Uint8Array): Promise<number | null>;
}

/** What is written to: `Deno.stdout`, say. */
export interface Writer {
  write(bytes: Uint8Array): Promise<number>;
}

/** Writes a frame. */
export async function writeFrame(to: Writer, { header, body }: Frame): Promise<void> {
  const head = new TextEncoder().encode(JSON.stringify(header));
  checkLengths(head.length, body.byteLength);
  const lengths = new DataView(new ArrayBuffer(LENGTHS));
  lengths.setUint32(0, head.length, true);
  lengths.setUint32(4, body.byteLength, true);
  await writeAll(to, new Uint8Array(lengths.buffer));
  await writeAll(to, head);
  await writeAll(to, new Uint8Array(body.slice().buffer));
}

/**
 * Reads a frame.
 *
 * @throws {FrameError} Bytes that end too early, lengths above the limits, a header that is none, or a body that
 * does not hold the tensors of its spec.
 */
export async function readFrame(from: Reader): Promise<Frame> {
  const lengths = new DataView((await readExactly(from, LENGTHS, "lengths")).buffer);
  const headBytes = lengths.getUint32(0, true), bodyBytes = lengths.getUint32(4, true);
  checkLengths(headBytes, bodyBytes);
  const header = parseHeader(await readExactly(from, headBytes, "header"));
  const floats = sumOf(header.spec, ([, shape]) => shape.reduce((a, b) => a * b, 1));
  if (4 * floats !== bodyBytes) {
    throw new FrameError(`the body must hold the ${floats} floats of its spec, got ${bodyBytes} bytes`);
  }
  return { header, body: new Float32Array((await readExactly(from, bodyBytes, "body")).buffer) };
}

function checkLengths(headBytes: number, bodyBytes: number): void {
  if (headBytes < 2 || headBytes > MOST_HEADER_BYTES) {
    throw new FrameError(`a header has 2 to ${MOST_HEADER_BYTES} bytes, got ${headBytes}`);
  }
  if (bodyBytes > MOST_BODY_BYTES) {
    throw new FrameError(`a body has at most ${MOST_BODY_BYTES} bytes, got ${bodyBytes}`);
  }
}

async function readExactly(from: Reader, count: number, part: string): Promise<Uint8Array<ArrayBuffer>> {
  // In pieces: a length that lies must not make us reserve a gigabyte for a few bytes.
  let bytes = new Uint8Array(Math.min(count, PIECE));
  let filled = 0;
  while (filled < count) {
    if (filled === bytes.length) {
      const larger = new Uint8Array(Math.min(count, 2 * bytes.length));
      larger.set(bytes);
      bytes = larger;
    }
    const read = await from.read(bytes.subarray(filled));
    if (read === null) throw new FrameError(`the ${part} must have ${count} bytes, got ${filled}`);
    filled += read;
  }
  return bytes;
}

async function writeAll(to: Writer, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length;) written += await to.write(bytes.subarray(written));
}

function parseHeader(head: Uint8Array): Header {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(head));
  } catch (error) {
    throw new FrameError(`the header must be JSON: ${(error as Error).message}`);
  }
  if (typeof header !== "object" || header === null || !("op" in header) || typeof header.op !== "string") {
    throw new FrameError('the header must be an object with a text "op"');
  }
  if (!("spec" in header) || !isSpec(header.spec)) {
    throw new FrameError('the header\'s "spec" must be a list of [name, shape]');
  }
  return header as Header;
}

function isSpec(spec: unknown): spec is Spec {
  const isEntry = (entry: unknown) =>
    Array.isArray(entry) && entry.length === 2 && typeof entry[0] === "string" && Array.isArray(entry[1]) &&
    entry[1].every((side) => Number.isInteger(side) && side >= 0);
  return Array.isArray(spec) && spec.every(isEntry) &&
    new Set(spec.map(([name]) => name)).size === spec.length;
}
