import { crc32 } from "node:zlib";
import { joined } from "../../lib/data/files/bytes.ts";
import { testWith } from "../permission.ts";

/**
 * A RAR 4 archive of uncompressed ("stored") files, as rarlab.com's technote.txt describes it: a marker, an
 * archive header, for each file a header and its bytes, an end block.
 */
export function rarOf(files: Readonly<Record<string, Uint8Array>>): Uint8Array<ArrayBuffer> {
  const marker = Uint8Array.of(0x52, 0x61, 0x72, 0x21, 0x1a, 0x07, 0x00);
  const unixHost = 3, version20 = 20, stored = 0x30;
  const parts: Uint8Array[] = [marker, block(0x73, 0, [0, 0, 0, 0, 0, 0])];
  for (const [name, bytes] of Object.entries(files)) {
    const path = [...new TextEncoder().encode(name)];
    const body = [
      ...[...little(bytes.length, 4), ...little(bytes.length, 4), unixHost, ...little(crc32(bytes), 4)],
      ...[...little(0x21, 4), version20, stored, ...little(path.length, 2), ...little(0o100644, 4), ...path],
    ];
    parts.push(block(0x74, 0x8000, body), bytes);
  }
  parts.push(block(0x7b, 0x4000, []));
  return joined(parts);
}

function block(type: number, flags: number, body: readonly number[]): Uint8Array<ArrayBuffer> {
  const header = Uint8Array.of(type, ...little(flags, 2), ...little(body.length + 7, 2), ...body);
  return Uint8Array.of(...little(crc32(header) & 0xffff, 2), ...header);
}

function little(value: number, bytes: number): number[] {
  return Array.from({ length: bytes }, (_, i) => Math.floor(value / 256 ** i) % 256);
}

/**
 * A test that opens a RAR: skipped, by name, where the library's .wasm in the package cache may not be read.
 */
export function testWithRar(name: string, run: () => Promise<void>): void {
  const path = new URL(import.meta.resolve("node-unrar-js/dist/js/unrar.wasm"));
  if (Deno.permissions.querySync({ name: "read", path }).state === "granted") {
    testWith({ read: true, write: true }, name, run);
  } else {Deno.test({
      name: `${name} (skipped: needs --allow-read of the package cache)`,
      ignore: true,
      fn: run,
    });}
}
