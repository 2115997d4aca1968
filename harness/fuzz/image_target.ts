import { deflateSync } from "node:zlib";
import { encode as encodePng } from "fast-png";
import jpeg from "jpeg-js";
import { decodeImage } from "../../lib/data/files/decode_image.ts";
import { png } from "../../tests/data/png_chunks.ts";
import type { Target } from "./target.ts";

/** What reads images. */
export function imageTarget(): Target {
  return {
    name: "images",
    inputs() {
      const data = Uint8Array.from({ length: 12 * 9 * 4 }, (_, i) => (i * 37) % 256);
      return [
        encodePng({ width: 12, height: 9, data, channels: 4, depth: 8 }),
        encodePng({ width: 12, height: 9, data: data.subarray(0, 108), channels: 1, depth: 8 }),
        new Uint8Array(jpeg.encode({ width: 12, height: 9, data }, 80).data),
      ];
    },
    tokens: [
      "IHDR",
      "PLTE",
      "IDAT",
      "tRNS",
      "IEND",
      "\xff\xc0",
      "\xff\xda",
      "\xff\xc4",
      "\x89PNG\r\n\x1a\n",
    ],
    // Whatever a decoder says is counted with the file's name.
    refusals: [Error],
    read: (bytes) => decodeImage(bytes),
    memory: 2.5e9,
    *largest() {
      // Sixteen bits of four channels, the most that a pixel may have.
      yield png(
        { width: 8192, height: 4096, bits: 16, colour: 6 },
        deflateSync(new Uint8Array(4096 * (1 + 8 * 8192))),
      );
      yield new Uint8Array(
        jpeg.encode({ width: 8192, height: 4096, data: new Uint8Array(2 ** 27) }, 80).data,
      );
    },
  };
}
