import { join } from "@std/path";
import { Gzip, gzipSync, strToU8, Zip, ZipDeflate, zipSync } from "fflate";
import { createTar } from "nanotar";
import { listFiles } from "../../lib/data/files/archive.ts";
import { joined } from "../../lib/data/files/bytes.ts";
import { MOST_FILES, MOST_PACKED, MOST_UNPACKED } from "../../lib/data/files/limits.ts";
import { DataError } from "../../lib/data/mod.ts";
import { rarOf } from "../../tests/data/rar_writer.ts";
import type { Target } from "./target.ts";
import { sum } from "../../lib/numbers/mod.ts";

const FILES = {
  "a/1.txt": strToU8("one "),
  "b.txt": strToU8("two ".repeat(300)),
  "../up.txt": strToU8("x"),
};
const TAR = createTar(Object.entries(FILES).map(([name, data]) => ({ name, data })));
/** The header of an empty file, and what ends a TAR. */
const TAR_HEADER = createTar([{ name: "empty", data: new Uint8Array() }]).subarray(0, 512);
const TAR_END = 1024;

/** What reads archives, from the file `case.KIND` in `folder`. */
export function archiveTargets(folder: string): Target[] {
  const archive = (name: string, rest: Pick<Target, "inputs" | "memory" | "largest">): Target => ({
    name: `archive ${name}`,
    tokens: [
      "PK\x01\x02",
      "PK\x03\x04",
      "PK\x05\x06",
      "ustar",
      "../../",
      "/etc/passwd",
      "\x1f\x8b\b",
      "Rar!",
      "C:\\",
    ],
    refusals: [DataError],
    async read(bytes) {
      const path = join(folder, name);
      Deno.writeFileSync(path, bytes);
      for (const entry of await listFiles(path)) {
        try {
          await entry.read();
        } catch (error) {
          // Whoever reads an entry counts it with this message.
          throw new DataError((error as Error).message);
        }
      }
    },
    ...rest,
  });
  return [
    archive("case.zip", {
      inputs: () => [zipSync(FILES), zipSync({ "in.tar": TAR, ...FILES })],
      memory: 3e9,
      largest: () => [zipOfZeros(MOST_UNPACKED)],
    }),
    archive("case.tar", {
      inputs: () => [TAR],
      memory: 4e9,
      *largest() {
        const tar = new Uint8Array(MOST_PACKED), files = MOST_FILES;
        for (let i = 0; i < files; i++) tar.set(TAR_HEADER, 512 * i);
        yield tar;
      },
    }),
    archive("case.tar.gz", {
      inputs: () => [gzipSync(TAR)],
      memory: 4e9,
      largest: () => [gzipped(tarOfZeros(MOST_UNPACKED))],
    }),
    archive("case.rar", {
      inputs: () => [rarOf(FILES)],
      memory: 6e9,
      largest: () => [rarOf({ "zeros": new Uint8Array(MOST_PACKED - 200) })],
    }),
  ];
}

/** Zeros in pieces, so that none but the reader holds them all. */
function* zeros(bytes: number): Generator<Uint8Array> {
  const piece = new Uint8Array(2 ** 20);
  for (let left = bytes; left > 0; left -= piece.length) {
    yield piece.subarray(0, Math.min(left, piece.length));
  }
}

/** A TAR of so many bytes, with one file. */
function* tarOfZeros(bytes: number): Generator<Uint8Array> {
  const content = bytes - TAR_HEADER.length - TAR_END;
  const header = TAR_HEADER.slice();
  const write = (at: number, text: string) => header.set(strToU8(text), at);
  write(124, `${content.toString(8).padStart(11, "0")} `);
  write(148, " ".repeat(8));
  const checksum = sum(header);
  write(148, `${checksum.toString(8).padStart(6, "0")}\0 `);
  yield header;
  yield* zeros(content + TAR_END);
}

function gzipped(pieces: Iterable<Uint8Array>): Uint8Array<ArrayBuffer> {
  const packed: Uint8Array[] = [];
  const stream = new Gzip({ level: 6 }, (piece) => packed.push(piece));
  for (const piece of pieces) stream.push(piece);
  stream.push(new Uint8Array(), true);
  return joined(packed);
}

function zipOfZeros(bytes: number): Uint8Array<ArrayBuffer> {
  const packed: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    packed.push(piece);
  });
  const file = new ZipDeflate("zeros", { level: 6 });
  zip.add(file);
  for (const piece of zeros(bytes)) file.push(piece);
  file.push(new Uint8Array(), true);
  zip.end();
  return joined(packed);
}
