import { crc32 } from "node:zlib";
import { joined } from "../bytes.ts";

/** A chunk of a PNG: its length, type, data and checksum (PNG specification, 5.3). */
export function pngChunk(type: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const chunk = joined([new Uint8Array(4), new TextEncoder().encode(type), data, new Uint8Array(4)]);
  const view = new DataView(chunk.buffer), checkAt = chunk.length - 4;
  view.setUint32(0, data.length);
  view.setUint32(checkAt, crc32(chunk.subarray(4, checkAt)));
  return chunk;
}
