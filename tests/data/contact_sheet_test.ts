import { assert, assertEquals } from "@std/assert";
import { decode } from "fast-png";
import { contactSheet } from "../../lib/data/contact_sheet.ts";
import { allocateDataset, image } from "../../lib/data/dataset.ts";
import { IMAGE_BYTES, IMAGE_SIZE } from "../../lib/drawing/mod.ts";
import { scribbles } from "./scribbles.ts";

/** How often the image, as dark ink on white, stands somewhere in the sheet. */
function occurrences(
  sheet: { width: number; height: number; data: ArrayLike<number> },
  ink: Uint8Array,
): number {
  let found = 0;
  for (let top = 0; top + IMAGE_SIZE <= sheet.height; top++) {
    for (let left = 0; left + IMAGE_SIZE <= sheet.width; left++) {
      let at = 0;
      while (at < IMAGE_BYTES) {
        const x = left + at % IMAGE_SIZE, y = top + Math.floor(at / IMAGE_SIZE);
        if (sheet.data[y * sheet.width + x] !== 255 - ink[at]) break;
        at++;
      }
      if (at === IMAGE_BYTES) found++;
    }
  }
  return found;
}

Deno.test("a contact sheet is a PNG that shows each of a few images once", async () => {
  const dataset = scribbles({ n: 12 });
  const sheet = decode(await contactSheet(dataset));
  assertEquals([sheet.channels, sheet.depth], [1, 8]);
  for (let i = 0; i < 12; i++) assertEquals(occurrences(sheet, image(dataset, i)), 1, `image ${i}`);
});

Deno.test("a contact sheet shows only the images asked for", async () => {
  const dataset = scribbles({ n: 12 });
  const sheet = decode(await contactSheet(dataset, [3, 5]));
  for (let i = 0; i < 12; i++) {
    assertEquals(occurrences(sheet, image(dataset, i)), i === 3 || i === 5 ? 1 : 0);
  }
});

Deno.test("a contact sheet writes the names, however long or odd, without touching the images", async () => {
  const names = ["a_very_long_name_of_a_folder_with_images", "{odd}%\\^ä", "1"];
  for (const name of names) {
    const dataset = allocateDataset({ n: 1, classes: [name] });
    const { width, height, data } = decode(await contactSheet(dataset));
    const dark = Array.from(data).flatMap((value, at) => value < 128 ? [at % width] : []);
    assert(dark.length > 20, name);
    // The image of the first column begins at pixel 116; it is blank.
    assertEquals(dark.every((x) => x < 116), true, name);
    assert(height < 100);
  }
});

Deno.test("a data set of no images has an empty sheet", async () => {
  assert(decode(await contactSheet(allocateDataset({ n: 0 }))).height > 0);
});
