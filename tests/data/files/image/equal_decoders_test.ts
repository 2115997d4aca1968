import { assert, assertEquals } from "@std/assert";
import { encode } from "fast-png";
import { checkedJpeg } from "../../../../lib/data/files/image/checked_jpeg.ts";
import { checkedPng } from "../../../../lib/data/files/image/checked_png.ts";
import { fastJpeg, fastPng } from "../../../../lib/data/files/image/fast_decoders.ts";
import { decodeWithJimp } from "../../../../lib/data/files/image/jimp_decoder.ts";
import { upright } from "../../../../lib/data/files/image/orientation.ts";
import { toGrey } from "../../../../lib/data/files/image/pixels.ts";
import { stream } from "../../../../lib/random/mod.ts";
import { testWith } from "../../../permission.ts";
import { pngOf } from "../../png_writer.ts";

const CHANNELS = [1, 0, 3, 1, 2, 0, 4];

/** Kinds of PNG that the fast decoder reads: bits of a channel and type of colour (PNG specification, table 11.1). */
const KINDS = [[0, 1], [0, 2], [0, 4], [0, 8], [2, 8], [3, 1], [3, 2], [3, 4], [3, 8], [4, 8], [
  6,
  8,
]] as const;

for (const [colourType, depth] of KINDS) {
  testWith(
    { read: true, env: true },
    `PNGs of colour type ${colourType} and ${depth} bits are the same from fast-png as from jimp`,
    async () => {
      const random = stream(1, "png", colourType, depth), byte = () => Math.floor(256 * random());
      for (let i = 0; i < 12; i++) {
        const width = 1 + Math.floor(40 * random()), height = 1 + Math.floor(12 * random());
        const row = () => Array.from({ length: Math.ceil(width * depth * CHANNELS[colourType] / 8) }, byte);
        const bytes = pngOf({
          width,
          height,
          depth,
          colourType,
          rows: Array.from({ length: height }, row),
          ...(colourType === 3 && { palette: Array.from({ length: 3 * 2 ** depth }, byte) }),
          ...(i % 2 === 1 && transparencyOf(colourType, depth, byte)),
        });
        await sameFromBoth(bytes);
      }
    },
  );
}

/** One colour that is transparent, or the opacity of some of a palette's. */
function transparencyOf(colourType: number, depth: number, byte: () => number) {
  if (colourType === 3) return { transparency: Array.from({ length: 2 ** depth - 1 }, byte) };
  const sample = () => [0, byte() % 2 ** depth];
  return colourType > 3 ? {} : { transparency: Array.from({ length: CHANNELS[colourType] }, sample).flat() };
}

async function sameFromBoth(bytes: Uint8Array): Promise<void> {
  const png = checkedPng(bytes);
  assertEquals(toGrey(await fastPng(png.bytes)), toGrey(await decodeWithJimp(png.bytes)));
}

testWith({ read: true, env: true }, "interlaced and filtered PNGs are the same from both", async () => {
  const random = stream(2, "png");
  for (const channels of [1, 2, 3, 4]) {
    const data = Uint8Array.from({ length: 19 * 13 * channels }, () => Math.floor(256 * random()));
    for (const interlace of ["null", "Adam7"] as const) {
      await sameFromBoth(encode({ width: 19, height: 13, channels, depth: 8, data }, { interlace }));
    }
  }
});

const IMAGES = new URL("../../../fixtures/images/", import.meta.url);

testWith(
  { read: true, env: true },
  "JPEGs are the same from both: grey, CMYK, 4:2:0, 4:2:2, progressive, restarts, and of each orientation",
  async () => {
    const names = [...Deno.readDirSync(IMAGES)].map(({ name }) => name).filter((name) =>
      name.endsWith(".jpg")
    );
    const turned = new Set<number>();
    for (const name of names) {
      const { bytes, orientation } = checkedJpeg(await Deno.readFile(new URL(name, IMAGES)));
      turned.add(orientation);
      // jimp turns it itself, by the EXIF it is given.
      assertEquals(
        upright(toGrey(await fastJpeg(bytes)), orientation),
        toGrey(await decodeWithJimp(bytes)),
        name,
      );
    }
    assert(names.length >= 14);
    assertEquals([...turned].sort(), [1, 2, 3, 4, 5, 6, 7, 8]);
  },
);
