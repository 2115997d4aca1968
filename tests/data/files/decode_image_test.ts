import { assert, assertEquals, assertRejects } from "@std/assert";
import { encode } from "fast-png";
import jpeg from "jpeg-js";
import { decodeImage } from "../../../lib/data/files/decode_image.ts";
import { testWith } from "../../permission.ts";
import { pngOf, type PngParts } from "../png_writer.ts";

async function greyOf(parts: PngParts): Promise<number[]> {
  return [...(await decodeImage(pngOf(parts))).pixels];
}

testWith(
  { read: true, env: true },
  "grey PNGs of 1, 2, 4, 8 and 16 bits span black to white; a row may end inside a byte",
  async () => {
    const grey = { width: 3, height: 2, colourType: 0 };
    assertEquals(await greyOf({ ...grey, depth: 1, rows: [[0b10100000], [0b01000000]] }), [
      255,
      0,
      255,
      0,
      255,
      0,
    ]);
    assertEquals(await greyOf({ ...grey, depth: 2, rows: [[0b00011000], [0b11000000]] }), [
      0,
      85,
      170,
      255,
      0,
      0,
    ]);
    assertEquals(await greyOf({ ...grey, depth: 4, rows: [[0x0f, 0x80], [0x10, 0xf0]] }), [
      0,
      255,
      136,
      17,
      0,
      255,
    ]);
    assertEquals(await greyOf({ ...grey, depth: 8, rows: [[1, 2, 3], [4, 5, 6]] }), [1, 2, 3, 4, 5, 6]);
    const deep = [[0xff, 0xff, 0x80, 0x80, 0, 0], [0, 0x80, 0, 0x81, 1, 0]];
    assertEquals(await greyOf({ ...grey, depth: 16, rows: deep }), [255, 128, 0, 0, 1, 1]);
  },
);

Deno.test("colours become Rec. 601 luma: red 76, green 150, blue 29", async () => {
  const rgb = { width: 3, height: 1, depth: 8, colourType: 2, rows: [[255, 0, 0, 0, 255, 0, 0, 0, 255]] };
  assertEquals(await greyOf(rgb), [76, 150, 29]);
});

Deno.test("transparent pixels show white paper, in RGBA, grey with alpha, palettes and by colour", async () => {
  assertEquals(
    await greyOf({ width: 2, height: 1, depth: 8, colourType: 6, rows: [[0, 0, 0, 0, 0, 0, 0, 255]] }),
    [255, 0],
  );
  assertEquals(await greyOf({ width: 2, height: 1, depth: 8, colourType: 4, rows: [[0, 51, 100, 255]] }), [
    204,
    100,
  ]);
  const palette = [0, 0, 0, 200, 200, 200, 10, 10, 10];
  assertEquals(
    await greyOf({
      width: 4,
      height: 1,
      depth: 2,
      colourType: 3,
      palette,
      transparency: [0],
      rows: [[0b00011001]],
    }),
    [255, 200, 10, 200],
  );
  assertEquals(
    await greyOf({ width: 2, height: 1, depth: 8, colourType: 0, transparency: [0, 7], rows: [[7, 8]] }),
    [255, 8],
  );
});

Deno.test("white ink on nothing is not lost: its opacity is taken as dark ink", async () => {
  const rows = [[255, 255, 255, 255, 255, 255, 255, 0]];
  assertEquals(await greyOf({ width: 2, height: 1, depth: 8, colourType: 6, rows }), [0, 255]);
});

Deno.test("a PNG with row filters, written by another encoder, comes back as it was, plain and interlaced", async () => {
  const data = Uint8Array.from({ length: 20 * 13 }, (_, i) => i * 7 % 256);
  const png = { width: 20, height: 13, channels: 1, depth: 8 as const, data };
  for (const interlace of ["null", "Adam7"] as const) {
    const image = await decodeImage(encode(png, { interlace }));
    assertEquals([image.width, image.height, image.pixels], [20, 13, data]);
  }
});

Deno.test("a JPEG comes back within a few grey levels", async () => {
  const data = new Uint8Array(16 * 8 * 4).fill(255);
  for (let i = 0; i < 16 * 8; i++) data.fill(i % 16 * 15, 4 * i, 4 * i + 3);
  const { width, height, pixels: grey } = await decodeImage(
    new Uint8Array(jpeg.encode({ width: 16, height: 8, data }, 95).data),
  );
  assertEquals([width, height], [16, 8]);
  grey.forEach((value, i) => assert(Math.abs(value - i % 16 * 15) <= 4, `${i}: ${value}`));
});

const GOOD: PngParts = { width: 2, height: 2, depth: 8, colourType: 0, rows: [[1, 2], [3, 4]] };
const REFUSED: [what: string, bytes: Uint8Array<ArrayBuffer>, rule: string][] = [
  ["an empty file", new Uint8Array(), "empty file"],
  ["text", new TextEncoder().encode("text"), "not a PNG, JPEG, GIF, BMP, TIFF or WebP by its first bytes"],
  [
    "a PNG that claims 60,000 pixels a side",
    pngOf({ ...GOOD, width: 60_000, height: 60_000 }),
    "at most 8192",
  ],
  ["a PNG that claims no pixels", pngOf({ ...GOOD, width: 0 }), "no pixels"],
  ["a PNG with a row missing", pngOf({ ...GOOD, rows: [[1, 2]] }), ""],
  ["a PNG cut off", pngOf(GOOD).slice(0, 50), ""],
  ["a palette without a colour used", pngOf({ ...GOOD, colourType: 3, palette: [0, 0, 0] }), "no colour"],
  [
    "a JPEG cut off",
    new Uint8Array(jpeg.encode({ width: 9, height: 9, data: new Uint8Array(324) }, 90).data.subarray(0, 300)),
    "",
  ],
];

/** The height and width of a JPEG lie five bytes after the mark of its frame (ITU T.81, B.2.2). */
function claiming(side: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(jpeg.encode({ width: 9, height: 9, data: new Uint8Array(324) }, 90).data);
  const frame = bytes.findIndex((byte, i) => byte === 0xff && bytes[i + 1] === 0xc0);
  for (const at of [frame + 5, frame + 7]) new DataView(bytes.buffer).setUint16(at, side);
  return bytes;
}
REFUSED.push(["a JPEG that claims 60,000 pixels a side", claiming(60_000), "at most 8192"]);

for (const [what, bytes, rule] of REFUSED) {
  Deno.test(`${what} is refused`, async () => {
    await assertRejects(() => decodeImage(bytes), Error, rule);
  });
}
