import { assert, assertEquals, assertNotEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { encode } from "fast-png";
import { zipSync } from "fflate";
import jpeg from "jpeg-js";
import { image } from "../../lib/data/dataset.ts";
import { IMAGE_SIZE } from "../../lib/drawing/mod.ts";
import { folderClasses } from "../../lib/data/folder/folder_labels.ts";
import { folderSource } from "../../lib/data/folder/mod.ts";
import { LABELS, READER_CLASSES } from "../../lib/symbols/mod.ts";
import { DataError, type Loaded } from "../../lib/data/source.ts";
import { testWith, testWithData } from "../permission.ts";
import { withFiles } from "./files_on_disk.ts";
import { rarOf, testWithRar } from "./rar_writer.ts";

const READ_WRITE = { read: true, write: true };

/** A square of paper with one inked pixel, at (x, 3). */
function dot(x: number, { side = IMAGE_SIZE, paper = 255, ink = 0 } = {}): Uint8Array {
  const data = new Uint8Array(side * side).fill(paper);
  data[3 * side + x] = ink;
  return encode({ width: side, height: side, channels: 1, depth: 8, data });
}

/** A JPEG with the left or right half black. */
function half(left: boolean): Uint8Array<ArrayBuffer> {
  const side = 48, data = new Uint8Array(side * side * 4).fill(255);
  for (let i = 0; i < side * side; i++) {
    const x = i % side, y = Math.floor(i / side);
    if (x >= 8 && x < 40 && y >= 8 && y < 40 && (x < 24) === left) data.fill(0, 4 * i, 4 * i + 3);
  }
  return new Uint8Array(jpeg.encode({ width: side, height: side, data }, 95).data);
}

function load(path: string): Promise<Loaded> {
  return folderSource.load({ path, seed: 1 });
}

function labels({ dataset }: Loaded): string[] {
  return [...dataset.labels].map((label) => dataset.classes[label]);
}

testWith(
  READ_WRITE,
  "images are labelled by the nearest folder that is a label, in the order of their names",
  () =>
    withFiles({
      "data/alpha/2.png": dot(2),
      "data/alpha/1.PNG": dot(1),
      "data/A/by_me/3.png": dot(3),
      "data/forward_slash/4.png": dot(4),
      "data/x/5.png": dot(5),
      "data/notes.txt": "",
    }, async (folder) => {
      const loaded = await load(folder);
      assertEquals(labels(loaded), ["A", "alpha", "alpha", "forward_slash", "X"]);
      assertEquals(loaded.dataset.classes, LABELS);
      assertEquals(loaded.dataset.writers, undefined);
      [3, 1, 2, 4, 5].forEach((x, i) => {
        const pixels = image(loaded.dataset, i);
        assertEquals(pixels.reduce((sum, value) => sum + value, 0), 255);
        assertEquals(pixels[3 * IMAGE_SIZE + x], 255);
      });
      assertEquals(loaded.skips, []);
      assertEquals(loaded.notes, ["dark ink on light: inverted"]);
    }),
);

testWith(
  READ_WRITE,
  "a folder's images for a reader are of its classes, and blank ones are left out",
  () =>
    withFiles({
      "x/1.png": dot(1),
      "x/2.png": dot(2, { ink: 255 }),
      "+/3.png": dot(3),
    }, async (folder) => {
      const options = { path: folder, seed: 1, copies: 3, surroundings: true };
      const { dataset, notes } = await folderSource.forReader!.load(options);
      assertEquals(Array.from(dataset.labels, (label) => dataset.classes[label]), ["+", "x"]);
      assertEquals([dataset.classes, dataset.channels], [READER_CLASSES, 2]);
      assertEquals(notes.at(-1), "2 of 3 pictures are of a reader's classes and have ink");
      const fingerprints = [
        await folderSource.fingerprint(options),
        await folderSource.forReader!.fingerprint(options),
        await folderSource.forReader!.fingerprint({ ...options, surroundings: false }),
      ];
      assertEquals(new Set(fingerprints).size, 3);
    }),
);

testWith(
  READ_WRITE,
  "light ink on dark is taken as it is; in a mixed set each image has its own way",
  () =>
    withFiles({
      "light/1/a.png": dot(1, { paper: 0, ink: 255 }),
      "mixed/1/a.png": dot(1, { paper: 0, ink: 255 }),
      "mixed/1/b.png": dot(1),
    }, async (folder) => {
      const light = await load(join(folder, "light")), mixed = await load(join(folder, "mixed"));
      assertEquals(light.notes, ["light ink on dark: taken as it is"]);
      assertStringIncludes(mixed.notes[0], "mixed ink: dark on light in 1, inverted; light on dark in 1, ");
      assertEquals(image(mixed.dataset, 0), image(light.dataset, 0));
      assertEquals(image(mixed.dataset, 1), image(light.dataset, 0));
    }),
);

testWith(
  READ_WRITE,
  "images of another size are fitted into the square, over their own paper",
  () =>
    withFiles({
      "1/a.png": encode({
        width: 90,
        height: 30,
        channels: 1,
        depth: 8,
        data: new Uint8Array(2700).fill(200),
      }),
    }, async (folder) => {
      const pixels = image((await load(folder)).dataset, 0);
      assert(pixels.every((value) => value === 55), "200 on 200, inverted");
    }),
);

testWith(
  READ_WRITE,
  "folders that are no label are counted where most are labels, else they are the classes",
  () =>
    withFiles({
      "signs/1/a.png": dot(1),
      "signs/2/a.png": dot(1),
      "signs/omega/a.png": dot(1),
      "signs/b.png": dot(1),
      "pets/dog/a.png": dot(1),
      "pets/cat/a.png": dot(2),
      "pets/cat/b.png": dot(3),
    }, async (folder) => {
      const signs = await load(join(folder, "signs"));
      assertEquals(labels(signs), ["1", "2"]);
      assertEquals(signs.skips, [
        { reason: "not among the classes: (no folder)", count: 1, examples: ["b.png"] },
        { reason: "not among the classes: omega", count: 1, examples: ["omega/a.png"] },
      ]);
      const pets = await load(join(folder, "pets"));
      assertEquals(pets.dataset.classes, ["cat", "dog"]);
      assertEquals(labels(pets), ["cat", "cat", "dog"]);
      assertStringIncludes(pets.notes.join(), "the folder names are the classes (2: cat, dog)");
    }),
);

testWith(
  READ_WRITE,
  "where all images lie in one folder that is no label, their names tell the label",
  () =>
    withFiles({
      "symbols/slash-0001.png": dot(1),
      "symbols/x-0002.png": dot(2),
      "symbols/7_3.png": dot(3),
      "symbols/dot-0004.png": dot(4),
    }, async (folder) => {
      const loaded = await load(folder);
      assertEquals(labels(loaded), ["7", "forward_slash", "X"]);
      assertEquals(loaded.skips, [
        { reason: "not among the classes: dot", count: 1, examples: ["symbols/dot-0004.png"] },
      ]);
      assertStringIncludes(loaded.notes.join(), "the beginnings of their names are the labels");
    }),
);

testWith(
  READ_WRITE,
  "unreadable images and other formats are counted with their names, and the rest is read",
  () =>
    withFiles({
      "1/a.png": dot(1).slice(0, 60),
      "1/b.png": dot(2),
      "1/c.jpg": "no image",
      "1/d.svg": "<svg/>",
      "2/e.png": dot(3),
      "more.zip": zipSync({}),
    }, async (folder) => {
      const loaded = await load(folder);
      assertEquals(labels(loaded), ["1", "2"]);
      assertEquals(image(loaded.dataset, 1)[3 * IMAGE_SIZE + 3], 255);
      const counted = Object.fromEntries(loaded.skips.map(({ reason, count }) => [reason, count]));
      assertEquals(counted, {
        "unreadable image": 2,
        "format not read": 1,
        "archive inside a folder, not opened: pass its own path": 1,
      });
      const { examples } = loaded.skips.find(({ reason }) => reason === "unreadable image")!;
      assertEquals(examples[1], "1/c.jpg (not a PNG, JPEG, GIF, BMP, TIFF or WebP by its first bytes)");
    }),
);

testWith(
  READ_WRITE,
  "where nothing is usable the error names the path, the rule and what was left out",
  () =>
    withFiles({ "empty/README.txt": "", "bad/1/a.png": "" }, async (folder) => {
      const empty = await assertRejects(() => load(join(folder, "empty")), DataError, join(folder, "empty"));
      assertStringIncludes(
        empty.message,
        "must hold images (png, jpg, jpeg, gif, bmp, tif, tiff, webp) in folders",
      );
      const bad = await assertRejects(() => load(join(folder, "bad")), DataError);
      assertStringIncludes(bad.message, "1 × unreadable image (1/a.png (empty file))");
      await assertRejects(() => load(""), DataError, "needs a path");
    }),
);

testWith(READ_WRITE, "more than 256 folders of other names are too many classes", () => {
  const folders = Array.from({ length: 257 }, (_, i) => [`class${i}/a.png`, dot(1)]);
  return withFiles(Object.fromEntries(folders), async (folder) => {
    await assertRejects(() => load(folder), DataError, "257 folders");
  });
});

testWithRar("a folder, its ZIP and Kaggle's ZIP with a RAR inside give the same data set", () => {
  const files = {
    "extracted_images/=/=_2.jpg": half(true),
    "extracted_images/!/!_1.jpg": half(false),
    "extracted_images/A/A_3.jpg": half(true),
  };
  return withFiles(files, async (folder) => {
    const expected = await load(folder);
    assertEquals(labels(expected), ["!", "=", "A"]);
    const right = image(expected.dataset, 0), left = image(expected.dataset, 1);
    assert(right[22 * 45 + 30] > 200 && right[22 * 45 + 15] < 50 && left[22 * 45 + 15] > 200);
    for (const packed of [zipSync(files), zipSync({ "data.rar": rarOf(files) })]) {
      Deno.writeFileSync(join(folder, "x.zip"), packed);
      assertEquals(await load(join(folder, "x.zip")), expected);
    }
  });
});

testWith(
  READ_WRITE,
  "the fingerprint follows content and names of images, not other files",
  () =>
    withFiles({ "1/a.png": "1", "1/README": "1" }, async (folder) => {
      const fingerprint = () => folderSource.fingerprint({ path: folder, seed: 1 });
      const first = await fingerprint();
      Deno.writeTextFileSync(join(folder, "1/README"), "2");
      assertEquals(await fingerprint(), first);
      Deno.writeTextFileSync(join(folder, "1/a.png"), "2");
      const second = await fingerprint();
      assertNotEquals(second, first);
      Deno.renameSync(join(folder, "1"), join(folder, "2"));
      assertNotEquals(await fingerprint(), second);
    }),
);

testWith(
  READ_WRITE,
  "in a folder of very many files a change of size, of time or of a sampled file is seen",
  () => {
    const names = Array.from({ length: 5001 }, (_, i) => `1/${String(i).padStart(4, "0")}.png`);
    return withFiles(Object.fromEntries(names.map((name) => [name, "1"])), async (folder) => {
      const at = new Date(2020, 1, 1);
      for (const name of names) Deno.utimeSync(join(folder, name), at, at);
      const fingerprint = () => folderSource.fingerprint({ path: folder, seed: 1 });
      const seen = [await fingerprint()];
      Deno.writeTextFileSync(join(folder, names[0]), "2");
      Deno.utimeSync(join(folder, names[0]), at, at);
      seen.push(await fingerprint());
      Deno.utimeSync(join(folder, names[1]), at, new Date(2021, 1, 1));
      seen.push(await fingerprint());
      Deno.writeTextFileSync(join(folder, names[2]), "22");
      Deno.utimeSync(join(folder, names[2]), at, at);
      seen.push(await fingerprint());
      assertEquals(new Set(seen).size, 4);
    });
  },
);

testWithData("bhmsds: 17 labels of 1,500 images each, and a folder that is no label", async (data) => {
  const loaded = await load(join(data, "bhmsds.zip"));
  const counts = new Map<string, number>();
  for (const label of labels(loaded)) counts.set(label, (counts.get(label) ?? 0) + 1);
  assertEquals([...counts.keys()].join(" "), "+ - 0 1 2 3 4 5 6 7 8 9 X forward_slash w y z");
  assert([...counts.values()].every((count) => count === 1500));
  assertEquals(loaded.skips.map(({ reason, count }) => [reason, count]), [
    ["not among the classes: _not-in-82_dot", 1500],
  ]);
  assertEquals(loaded.notes, ["dark ink on light: inverted"]);
});

Deno.test("folders called as parts of the language are classes like any other", () => {
  const names = ["__proto__", "constructor", "hasOwnProperty", "toString"];
  const { classes, classOf } = folderClasses(names.map((name) => `${name}/1.png`));
  assertEquals([...classes], names);
  assertEquals(names.map((name) => classOf(`${name}/2.png`)), [0, 1, 2, 3]);
  assertEquals(classOf("valueOf/1.png"), undefined);
});
