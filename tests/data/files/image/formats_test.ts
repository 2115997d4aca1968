import { assert, assertEquals } from "@std/assert";
import { decodeImage } from "../../../../lib/data/files/decode_image.ts";
import { mean } from "../../../../lib/numbers/mod.ts";
import { testWith } from "../../../permission.ts";
import { adam7, bmp4, greyTiff } from "./rare_kinds.ts";
import { pngOf } from "../../png_writer.ts";

/** Made with Pillow: the same picture in many forms, without loss but for JPEG. */
const IMAGES = new URL("../../../fixtures/images/", import.meta.url);

const decoded = async (name: string) => await decodeImage(await Deno.readFile(new URL(name, IMAGES)));

const ALIKE: Readonly<Record<string, readonly string[]>> = {
  "rgb.png": [
    ...[
      "rgb.bmp",
      "rgb32.bmp",
      "rgb.webp",
      "rgb.tiff",
      "rgb_lzw.tiff",
      "rgb_deflate.tiff",
      "rgb_packbits.tiff",
    ],
    "rgb_pages.tiff", // its first page
  ],
  "rgba.png": ["rgba.tiff", "rgba.webp"],
  "grey.png": ["grey.bmp", "grey.gif", "grey.tiff"],
  "bits.png": ["bits.bmp", "bits.gif", "bits.tiff"],
  "palette.png": ["palette.bmp", "palette.tiff", "palette.gif"], // the GIF is a film that begins with it
  "upright6.png": ["turned6.png", "turned6.tiff", "turned6.webp"],
};

for (const [truth, names] of Object.entries(ALIKE)) {
  for (const name of names) {
    testWith({ read: true, env: true }, `${name} is decoded to the pixels of ${truth}`, async () => {
      assertEquals(await decoded(name), await decoded(truth));
    });
  }
}

testWith({ read: true, env: true }, "JPEGs are decoded to nearly the picture they were made of", async () => {
  for (const [name, truth] of [["turned1.jpg", "rgb.png"], ["turned6.jpg", "upright6.png"]]) {
    const found = await decoded(name), { pixels, ...size } = await decoded(truth);
    assertEquals({ width: found.width, height: found.height }, size);
    const difference = mean(Array.from(pixels, (value, i) => Math.abs(value - found.pixels[i])));
    assert(difference < 6, `${name}: ${difference}`);
  }
});

testWith({ read: true, env: true }, "a BMP of 4 bits a pixel and odd width has all its rows", async () => {
  const { width, height, pixels } = await decodeImage(bmp4(5, 3, (x, y) => 3 * x + y));
  assertEquals([width, height], [5, 3]);
  assertEquals([...pixels], [0, 51, 102, 153, 204, 17, 68, 119, 170, 221, 34, 85, 136, 187, 238]);
});

testWith({ read: true, env: true }, "interlaced PNGs of fewer than 8 bits are as plain ones", async () => {
  for (const depth of [1, 2, 4]) {
    for (const [width, height] of [[1, 1], [3, 5], [13, 9], [16, 16]]) {
      const value = (x: number, y: number) => (7 * x + 3 * y + x * y) % 2 ** depth;
      const png = pngOf({
        width,
        height,
        depth,
        colourType: 0,
        interlaced: true,
        rows: adam7(width, height, depth, value),
      });
      const { pixels } = await decodeImage(png);
      const expected = Array.from(
        { length: width * height },
        (_, i) => value(i % width, Math.floor(i / width)) * 255 / (2 ** depth - 1),
      );
      assertEquals([...pixels], expected, `${depth} bits, ${width} × ${height}`);
    }
  }
});

testWith({ read: true, env: true }, "grey TIFFs of 16 bits, of 1 bit, and with 0 for white", async () => {
  const pixels = async (tiff: Uint8Array) => [...(await decodeImage(tiff)).pixels];
  const deep = Uint8Array.of(0, 0, 0xff, 0x7f, 0, 0x80, 0xff, 0xff);
  assertEquals(await pixels(greyTiff(2, 2, 1, deep, { 258: [16] })), [0, 127, 128, 255]);
  const bits = Uint8Array.of(0b10100000, 0b01000000);
  assertEquals(await pixels(greyTiff(3, 2, 1, bits, { 258: [1] })), [255, 0, 255, 0, 255, 0]);
  assertEquals(await pixels(greyTiff(3, 2, 1, bits, { 258: [1], 262: [0] })), [0, 255, 0, 255, 0, 255]);
  assertEquals(await pixels(greyTiff(2, 1, 1, Uint8Array.of(0, 200), { 262: [0] })), [255, 55]);
});
