import { assert, assertEquals, assertRejects } from "@std/assert";
import { deflateSync } from "node:zlib";
import { joined } from "../../../../lib/data/files/bytes.ts";
import { decodeImage } from "../../../../lib/data/files/decode_image.ts";
import { checkedGif } from "../../../../lib/data/files/image/checked_gif.ts";
import { checkedJpeg } from "../../../../lib/data/files/image/checked_jpeg.ts";
import { checkedTiff } from "../../../../lib/data/files/image/checked_tiff.ts";
import { lzwLength } from "../../../../lib/data/files/image/lzw_length.ts";
import { testWith } from "../../../permission.ts";
import { chunk, png } from "../../png_chunks.ts";
import { bmp4, greyTiff, packedCodes, tiffOf } from "./rare_kinds.ts";

const IMAGES = new URL("../../../fixtures/images/", import.meta.url);
const fixture = (name: string) => Deno.readFileSync(new URL(name, IMAGES));
const ascii = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0));

/** A file with a number of two or four bytes changed, the lowest first. */
function changed(bytes: Uint8Array, at: number, value: number, size: 2 | 4 = 2): Uint8Array {
  const copy = bytes.slice(), view = new DataView(copy.buffer);
  if (size === 2) view.setUint16(at, value, true);
  else view.setUint32(at, value, true);
  return copy;
}

const BOMB = deflateSync(new Uint8Array(2 ** 24));
/** Where the first image of the fixture begins: behind the header and 256 colours. */
const GIF_IMAGE = () => fixture("grey.gif").indexOf(0x2c, 13 + 3 * 256);
const RGB = { 256: [1], 257: [1], 258: [8, 8, 8], 262: [2], 273: [8], 277: [3], 279: [3] };

const REFUSED: Readonly<Record<string, readonly [bytes: () => Uint8Array, words: string]>> = {
  "a GIF that claims 60,000 pixels a side": [() => changed(fixture("grey.gif"), 6, 60_000), "at most 8192"],
  "a GIF of no pixels": [() => changed(fixture("grey.gif"), 8, 0), "no pixels"],
  "a GIF whose image is larger than its screen": [
    () => changed(fixture("grey.gif"), GIF_IMAGE() + 5, 60_000),
    "whose first image is not inside",
  ],
  "a GIF with too few pixels": [
    () => changed(changed(fixture("grey.gif"), 8, 90), GIF_IMAGE() + 7, 90),
    "unpacks to 713 of 2790 pixels",
  ],
  "a GIF with too many pixels": [
    () => changed(fixture("grey.gif"), GIF_IMAGE() + 7, 2),
    "more than the 62 values",
  ],
  "a GIF cut short": [() => fixture("grey.gif").subarray(0, 900), "GIF cut short"],
  "a GIF of its header alone": [() => fixture("grey.gif").subarray(0, 13 + 3 * 256), "GIF cut short"],
  "a BMP that claims 60,000 pixels a side": [
    () => changed(fixture("rgb.bmp"), 18, 60_000, 4),
    "at most 8192",
  ],
  "a BMP of half the rows": [() => fixture("rgb.bmp").subarray(0, 1200), "BMP cut short"],
  "a BMP with two billion colours": [() => changed(fixture("rgb.bmp"), 46, 2 ** 31, 4), "2147483648 colours"],
  "a BMP with run lengths": [() => changed(bmp4(4, 4, () => 1), 30, 2, 4), "a compressed BMP"],
  "OS/2's BMP": [() => changed(fixture("rgb.bmp"), 14, 12, 4), "a header of 12 bytes"],
  "a BMP of 2 bits": [() => changed(fixture("rgb.bmp"), 28, 2), "2 bits a pixel"],
  "a TIFF that claims 60,000 pixels a side": [
    () => greyTiff(60_000, 1, 1, new Uint8Array(1)),
    "at most 8192",
  ],
  "a TIFF whose strip is beyond its end": [
    () => greyTiff(4, 4, 1, new Uint8Array(16), { 273: [4000] }),
    "TIFF cut short",
  ],
  "a TIFF of which all strips are the same": [
    () =>
      greyTiff(50, 50, 1, new Uint8Array(50), { 273: Array(50).fill(8), 278: [1], 279: Array(50).fill(50) }),
    "strips overlap",
  ],
  "a TIFF of billions of strips": [
    () => changed(greyTiff(4, 4, 1, new Uint8Array(16)), 8 + 16 + 2 + 5 * 12 + 4, 2 ** 32 - 1, 4),
    "tag 273 has 4294967295 values",
  ],
  "a TIFF whose deflated strip is larger than its size": [() => greyTiff(4, 4, 8, BOMB), "larger than"],
  "a TIFF whose strip of run lengths is larger than its size": [
    () => greyTiff(4, 4, 32773, Uint8Array.of(129, 7, 129, 7)),
    "more than the 16 bytes",
  ],
  "a TIFF whose LZW is larger than its size": [
    () =>
      greyTiff(
        4,
        4,
        5,
        packedCodes([[256, 9], [0, 9], ...Array.from({ length: 9 }, (_, i) => [258 + i, 9] as const)]),
      ),
    "more than the 16 values",
  ],
  "a TIFF whose LZW means nothing": [
    () => greyTiff(4, 4, 5, packedCodes([[256, 9], [0, 9], [300, 9]])),
    "a code stands for nothing",
  ],
  "a fax": [() => greyTiff(4, 4, 4, new Uint8Array(9)), "compression 4, which is not read; save it as PNG"],
  "a TIFF in tiles": [() => greyTiff(4, 4, 1, new Uint8Array(16), { 322: [16] }), "in tiles"],
  "a TIFF in planes": [() => tiffOf({ ...RGB, 284: [2] }, new Uint8Array(3)), "in planes"],
  "a TIFF in CMYK": [() => tiffOf({ ...RGB, 262: [5] }, new Uint8Array(3)), "of kind 5"],
  "a TIFF without colours": [
    () => greyTiff(4, 4, 1, new Uint8Array(16), { 262: [3] }),
    "without its colours",
  ],
  "a TIFF whose directory is beyond its end": [
    () => changed(fixture("rgb.tiff"), 4, 2 ** 31, 4),
    "cut short",
  ],
  "a WebP that claims 16,384 pixels a side": [
    () => changed(fixture("rgb.webp"), 21, 0xffffffff, 4),
    "at most 8192",
  ],
  "a WebP cut short": [() => fixture("rgb.webp").subarray(0, 60), "WebP cut short"],
  "a WebP that moves": [
    () => ascii("RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\x02\0\0\0\x05\0\0\x05\0\0"),
    "moves",
  ],
  "a PNG that begins with another chunk": [
    () => {
      const good = png({ width: 1, height: 1 }, deflateSync(Uint8Array.of(0, 1)));
      return joined([good.subarray(0, 8), chunk("tEXt", new Uint8Array(13)), good.subarray(8)]);
    },
    "without a header",
  ],
  "a JPEG with a second, larger frame": [
    () => {
      const bytes = fixture("turned1.jpg"),
        at = bytes.findIndex((byte, i) => byte === 0xff && bytes[i + 1] === 0xc0);
      const frame = bytes.slice(at, at + 2 + bytes[at + 3]);
      frame.set([0xff, 0xff, 0xff, 0xff], 5);
      return joined([bytes.subarray(0, at + frame.length), frame, bytes.subarray(at + frame.length)]);
    },
    "maxResolutionInMP",
  ],
  "an empty file": [() => new Uint8Array(), "empty file"],
  "a HEIC photograph": [() => ascii("\0\0\0\x18ftypheic\0\0\0\0"), "save it as JPEG"],
  "an AVIF": [() => ascii("\0\0\0\x18ftypavif\0\0\0\0"), "save it as PNG"],
  "a PDF": [() => ascii("%PDF-1.7\n"), "pdftoppm"],
  "an SVG": [() => ascii('<?xml version="1.0"?>\n<svg/>'), "an SVG must be saved as PNG"],
};

for (const [what, [bytes, words]] of Object.entries(REFUSED)) {
  testWith({ read: true, env: true }, `${what} is refused`, async () => {
    await assertRejects(() => decodeImage(bytes()), Error, words);
  });
}

testWith({ read: true }, "of a GIF with a million images the decoder is given one", () => {
  const gif = fixture("grey.gif"), film = new Uint8Array(gif.length + 1e6);
  film.set(gif);
  for (let at = gif.length - 1; at + 12 < film.length; at += 12) {
    film.set([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 8, 0], at);
  }
  assertEquals(checkedGif(film).bytes.length, gif.length);
});

testWith({ read: true, env: true }, "a TIFF whose directories go round in a circle is read", async () => {
  const circle = greyTiff(2, 2, 1, Uint8Array.of(1, 2, 3, 4), { 330: [12], 34665: [12] });
  const start = new DataView(circle.buffer).getUint32(4, true);
  const entries = new DataView(circle.buffer).getUint16(start, true);
  for (let i = 0; i < entries; i++) {
    const at = start + 2 + 12 * i, tag = new DataView(circle.buffer).getUint16(at, true);
    if (tag === 330 || tag === 34665) circle.set(changed(circle, at + 8, start, 4));
  }
  const round = changed(circle, start + 2 + 12 * entries, start, 4);
  assertEquals([...(await decodeImage(round)).pixels], [1, 2, 3, 4]);
  // Nothing of its own directory is left to be followed.
  const { bytes } = checkedTiff(round), view = new DataView(bytes.buffer, bytes.byteOffset);
  assert(view.getUint32(4, true) >= round.length);
});

testWith({ read: true }, "a JPEG's EXIF reaches the decoder without all but its orientation", () => {
  const { bytes, orientation } = checkedJpeg(fixture("turned6.jpg"));
  assertEquals(orientation, 6);
  assertEquals([...bytes.subarray(0, 4)], [0xff, 0xd8, 0xff, 0xe1]);
  assertEquals(bytes.subarray(4, 6)[1], 34);
});

Deno.test("LZW of a full table is counted: a run of one value, longer by one with each code", () => {
  const codes = Array.from({ length: 3000 }, (_, i): [number, number] => {
    const next = 257 + i;
    return [i === 0 ? 0 : next, next < 511 ? 9 : next < 1023 ? 10 : next < 2047 ? 11 : 12];
  });
  const coding = { literalBits: 8, lowestFirst: false, early: true };
  const length = lzwLength(packedCodes([[256, 9], ...codes]), coding, 1e9);
  assertEquals(length, 3000 * 3001 / 2);
});
