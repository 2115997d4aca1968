import { deflateSync } from "node:zlib";
import { encode as encodePng } from "fast-png";
import jpeg from "jpeg-js";
import { decodeImage } from "../../lib/data/files/decode_image.ts";
import { bmp4, gifOfOneColour, greyTiff } from "../../tests/data/files/image/rare_kinds.ts";
import { png } from "../../tests/data/png_chunks.ts";
import type { Target } from "./target.ts";

const FIXTURES = new URL("../../tests/fixtures/images/", import.meta.url);

/** Fixtures of each format and compression, from which cases are made. */
const NAMES = [
  ...[
    "rgb.webp",
    "rgba.webp",
    "turned6.webp",
    "turned6.jpg",
    "turned6.png",
    "rgb_progressive.jpg",
    "cmyk.jpg",
  ],
  ...["palette.gif", "bits.gif", "rgb.bmp", "palette.bmp", "bits.bmp"],
  ...["rgb_lzw.tiff", "rgb_packbits.tiff", "rgb_deflate.tiff", "palette.tiff", "rgb_pages.tiff"],
];

/** A WebP of one colour, 8,192 × 4,096 pixels. */
const LARGEST_WEBP = Uint8Array.fromBase64("UklGRh4AAABXRUJQVlA4TBEAAAAv/9//AwdQsiJXpv+BiOh/AAA=");

/** What reads images. */
export function imageTarget(): Target {
  return {
    name: "images",
    inputs() {
      const data = Uint8Array.from({ length: 12 * 9 * 4 }, (_, i) => (i * 37) % 256);
      return [
        encodePng({ width: 12, height: 9, data, channels: 4, depth: 8 }),
        encodePng({ width: 12, height: 9, data: data.subarray(0, 108), channels: 1, depth: 8 }),
        encodePng({ width: 12, height: 9, data: new Uint16Array(324).fill(0x8040), channels: 3, depth: 16 }),
        new Uint8Array(jpeg.encode({ width: 12, height: 9, data }, 80).data),
        // Too large for the fast decoder, so that jimp has it.
        new Uint8Array(
          jpeg.encode({ width: 264, height: 256, data: new Uint8Array(4 * 264 * 256) }, 10).data,
        ),
        bmp4(7, 5, (x, y) => x + y),
        ...NAMES.map((name) => Deno.readFileSync(new URL(name, FIXTURES))),
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
      "GIF89a",
      "\x21\xf9\x04",
      "\x2c\0\0\0\0",
      "BM",
      "II*\0",
      "MM\0*",
      "RIFF",
      "WEBPVP8X",
      "VP8L",
      "Exif\0\0",
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
      yield LARGEST_WEBP;
      yield gifOfOneColour(8192, 4096);
      yield bmp4(8192, 4096, () => 7);
      yield greyTiff(8192, 4096, 8, deflateSync(new Uint8Array(2 ** 25 * 8)), {
        ...{ 258: [16, 16, 16, 16], 262: [2], 277: [4] },
      });
    },
  };
}
