import { crc32 } from "node:zlib";
import { joined } from "../../lib/data/files/bytes.ts";

/** A PNG chunk. */
export function chunk(type: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const body = Uint8Array.from([...new TextEncoder().encode(type), ...data]);
  const whole = new Uint8Array(body.length + 8), view = new DataView(whole.buffer);
  view.setUint32(0, data.length);
  whole.set(body, 4);
  view.setUint32(body.length + 4, crc32(body));
  return whole;
}

/** A PNG whose header may claim anything of its pixels, 8 bits of grey where nothing else is said. */
export function png(
  { width, height, bits = 8, colour = 0 }: { width: number; height: number; bits?: number; colour?: number },
  pixels: Uint8Array,
  ...more: readonly Uint8Array[]
): Uint8Array<ArrayBuffer> {
  const head = new Uint8Array(13), view = new DataView(head.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  head.set([bits, colour], 8);
  return joined([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk("IHDR", head),
    ...more,
    chunk("IDAT", pixels),
    chunk("IEND", new Uint8Array()),
  ]);
}
