import { fileDigest, writeAll } from "../../files/mod.ts";
import { onDisk } from "./on_disk.ts";
import { DataError } from "../source.ts";

/** The SHA-256 a file must have. */
export interface KnownDigest {
  /** Hexadecimal. */
  readonly sha256: string;
  /** Where that is written, for the message. */
  readonly from: string;
}

/** What to fetch, and where it goes. */
export interface Download {
  /** Its address. */
  readonly url: string;
  /** The file it becomes; its folder exists. */
  readonly path: string;
  /** What its SHA-256 must be, where that is known. */
  readonly known?: KnownDigest;
  /** Told after each piece: bytes there, and in all where the server says so. */
  readonly onProgress?: (bytes: number, totalBytes?: number) => void;
}

/**
 * Fetches a file. What has come so far lies in `PATH.part`; when the connection breaks, the next call goes on from
 * there, if the server can and the file has not changed there (HTTP Range with If-Range, RFC 9110), else from the
 * start. The file appears under its name when it is whole.
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
      `${url} is not the file expected: its SHA-256 is ${digest}, by ${known.from} it should be ${known.sha256}. ` +
        `It was not kept.`,
    );
  }
  onDisk(path, "written", () => Deno.renameSync(part, path));
  remove(validator);
  return digest;
}

/** Asks for the file, or what is missing of it; without a response where nothing is missing. */
async function request(
  url: string,
  partBytes: number,
  validator: string | undefined,
): Promise<{ response?: Response; start: number }> {
  const going = partBytes > 0 && validator !== undefined;
  // A response packed for the way would have another length and other ranges.
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

/** Appends the response to the part; it stays there whatever happens. */
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
        (seen === undefined ? "Try again." : "Try again: it goes on from there."),
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
  if (total !== undefined && bytes !== total) throw broken("the server sent less than it said");
}

/** By which the server knows the file again: a strong ETag, or its date. */
function validatorOf({ headers }: Response): string | undefined {
  const etag = headers.get("etag");
  return etag !== null && !etag.startsWith("W/") ? etag : headers.get("last-modified") ?? undefined;
}

/** What lies at the root of an error, in one line: "dns error: failed to lookup address information". */
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
