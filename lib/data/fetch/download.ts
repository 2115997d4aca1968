import { fileDigest, writeAll } from "../../files/mod.ts";
import { onDisk } from "./on_disk.ts";
import { DataError } from "../source.ts";

/** The SHA-256 that a file must have. */
export interface KnownDigest {
  /** The digest, as 64 hexadecimal digits. */
  readonly sha256: string;
  /** Where the digest comes from, for the message: "the catalogue". */
  readonly from: string;
}

/** Options of `download`. */
export interface Download {
  /** Its address. */
  readonly url: string;
  /** The path of the file to write; its folder must exist. */
  readonly path: string;
  /** The SHA-256 it must have, if known. */
  readonly known?: KnownDigest;
  /** Called after each piece with the bytes so far and, if the server states it, the size of the file. */
  readonly onProgress?: (bytes: number, totalBytes?: number) => void;
}

/**
 * Downloads a file, first into `PATH.part`. If the connection breaks, the next call continues from there, provided the
 * server supports it and the file has not changed (HTTP Range with If-Range, RFC 9110), else from the start. The file
 * gets its name when it is whole.
 *
 * @returns The SHA-256 of the file, hexadecimal.
 * @throws {DataError} The server cannot be reached or refuses, the connection breaks, the disk cannot be written, or
 * the checksum is wrong.
 */
export async function download({ url, path, known, onProgress }: Download): Promise<string> {
  const part = `${path}.part`, validator = `${path}.part.validator`;
  const { response, start } = await request(url, sizeOf(part), readText(validator));
  if (response) await receive(response, { url, part, validator, start, onProgress });
  const digest = onDisk(part, "read", () => fileDigest(part));
  if (known !== undefined && digest !== known.sha256) {
    remove(part), remove(validator);
    throw new DataError(
      `${url} is not the file expected: its SHA-256 is ${digest}, but according to ${known.from} it should be ${known.sha256}. ` +
        `It was not kept.`,
    );
  }
  onDisk(path, "written", () => Deno.renameSync(part, path));
  remove(validator);
  return digest;
}

/** Requests the file or the missing rest of it; there is no response if nothing is missing. */
async function request(
  url: string,
  partBytes: number,
  validator: string | undefined,
): Promise<{ response?: Response; start: number }> {
  const going = partBytes > 0 && validator !== undefined;
  // A compressed response would have another length and other ranges.
  const headers = new Headers({ "accept-encoding": "identity" });
  if (going) headers.set("range", `bytes=${partBytes}-`), headers.set("if-range", validator);
  let response: Response;
  try {
    response = await fetch(url, { headers });
  } catch (error) {
    throw new DataError(`${url} cannot be reached: ${reason(error)}.`);
  }
  if (going && (response.status === 206 || response.status === 416)) {
    const [, first, total] =
      /^bytes (?:(\d+)-\d+|\*)\/(\d+|\*)$/.exec(response.headers.get("content-range") ?? "") ?? [];
    if (response.status === 206 && Number(first) === partBytes) return { response, start: partBytes };
    await response.body?.cancel();
    if (response.status === 416 && Number(total) === partBytes) return { start: partBytes };
    return request(url, 0, undefined);
  }
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new DataError(
      `${url} cannot be fetched: the server answers ${response.status} ${response.statusText}.`,
    );
  }
  return { response, start: 0 };
}

interface Receiving {
  readonly url: string;
  readonly part: string;
  readonly validator: string;
  readonly start: number;
  readonly onProgress?: Download["onProgress"];
}

/** Appends the response to the part, which is kept even if the connection breaks. */
async function receive(
  response: Response,
  { url, part, validator, start, onProgress }: Receiving,
): Promise<void> {
  const length = response.headers.get("content-length");
  const total = length === null ? undefined : start + Number(length);
  const seen = validatorOf(response);
  using file = onDisk(part, "written", () => {
    if (seen === undefined) remove(validator);
    else Deno.writeTextFileSync(validator, seen);
    return Deno.openSync(part, { write: true, create: true, append: start > 0, truncate: start === 0 });
  });
  let bytes = start;
  const broken = (why: string) =>
    new DataError(
      `The connection broke after ${bytes} of ${total ?? "an unknown number of"} bytes of ${url}: ${why}. ` +
        (seen === undefined ? "Try again." : "Try again: it continues from there."),
    );
  const reader = response.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read().catch((error) => {
      throw broken(reason(error));
    });
    if (done) break;
    onDisk(part, "written", () => writeAll(file, value));
    bytes += value.length;
    onProgress?.(bytes, total);
  }
  if (total !== undefined && bytes !== total) throw broken("the server sent less than it announced");
}

/** The value by which the server recognises this version of the file: a strong ETag, or its date. */
function validatorOf({ headers }: Response): string | undefined {
  const etag = headers.get("etag");
  return etag !== null && !etag.startsWith("W/") ? etag : headers.get("last-modified") ?? undefined;
}

/** The root cause of an error in one line: "dns error: failed to lookup address information". */
function reason(error: unknown): string {
  const { message, cause } = error as Error;
  if (cause instanceof Error) return reason(cause);
  return message.split("\n")[0].replace(/^error sending request for url \(.*?\): /, "").replace(/\.$/, "");
}

function sizeOf(path: string): number {
  try {
    return Deno.statSync(path).size;
  } catch {
    return 0;
  }
}

function readText(path: string): string | undefined {
  try {
    return Deno.readTextFileSync(path);
  } catch {
    return undefined;
  }
}

function remove(path: string): void {
  try {
    Deno.removeSync(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
