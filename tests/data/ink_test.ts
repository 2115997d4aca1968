import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { type Dataset, image, size } from "../../lib/data/dataset.ts";
import { IMAGE_BYTES } from "../../lib/drawing/mod.ts";
import { drawInk, inkSource, writerStyle } from "../../lib/data/ink/mod.ts";
import { Hand } from "../../lib/data/ink/hand.ts";
import { LABELS } from "../../lib/symbols/labels.ts";
import { DataError } from "../../lib/data/source.ts";
import { stream } from "../../lib/random/mod.ts";

const dataset = drawInk({ count: 6000, seed: 1, writers: 12 });

Deno.test("drawInk() gives the same bytes for the same seed, others for another", () => {
  const first = drawInk({ count: 200, seed: 1 });
  assertEquals(drawInk({ count: 200, seed: 1 }), first);
  assertNotEquals(drawInk({ count: 200, seed: 2 }).images, first.images);
});

Deno.test("a smaller count gives the first images of a greater", () => {
  const few = drawInk({ count: 130, seed: 3 }), many = drawInk({ count: 300, seed: 3 });
  assertEquals(few.images, many.images.slice(0, few.images.length));
  assertEquals(few.labels, many.labels.slice(0, 130));
  assertEquals(few.writers, many.writers!.slice(0, 130));
});

Deno.test("every one of the 82 labels is drawn, the minus sign most", () => {
  const counts = new Array(LABELS.length).fill(0);
  for (const label of dataset.labels) counts[label]++;
  // Of 6000 images 15 % are spread evenly: 11 of each are expected at the least.
  assert(counts.every((count) => count >= 3), `${counts}`);
  assertEquals(LABELS[counts.indexOf(Math.max(...counts))], "-");
});

Deno.test("no image is empty, none is a blot, and each fills the square along one side", () => {
  for (let i = 0; i < size(dataset); i++) {
    const pixels = image(dataset, i);
    const ink = pixels.reduce((sum, value) => sum + value, 0) / 255;
    assert(
      ink >= 4 && ink < 0.4 * IMAGE_BYTES,
      `image ${i}, ${LABELS[dataset.labels[i]]}: ${ink} pixels of ink`,
    );
    const extent = Math.max(...inkExtent(pixels));
    assert(extent >= 40 && extent <= 45, `image ${i}, ${LABELS[dataset.labels[i]]}: extent ${extent}`);
  }
});

Deno.test("each writer writes an assortment of labels, not always the same", () => {
  for (let writer = 0; writer < 12; writer++) {
    const own = dataset.labels.filter((_, i) => dataset.writers![i] === writer);
    assert(own.length > 400 && own.length < 600, `writer ${writer} wrote ${own.length}`);
    assert(new Set(own).size > 60);
  }
});

Deno.test("two images of one label are more alike when one writer made both", () => {
  let within = 0, between = 0;
  const labels = ["1", "2", "4", "7", "X", "y", "z", "A", "N", "sqrt"];
  for (const label of labels) {
    const { same, other } = meanDistances(dataset, LABELS.indexOf(label));
    within += same / labels.length, between += other / labels.length;
  }
  assert(within < 0.93 * between, `within writers ${within}, between ${between}`);
});

Deno.test("writers have styles of their own", () => {
  assertEquals(writerStyle(1, 5), writerStyle(1, 5));
  assertNotEquals(writerStyle(1, 5), writerStyle(1, 6));
  assertNotEquals(writerStyle(1, 5), writerStyle(2, 5));
});

Deno.test("people write 4, 7, x and z in one or two strokes, each person mostly one way", () => {
  const hands = Array.from({ length: 60 }, (_, writer) => new Hand(1, writer));
  for (const label of ["4", "7", "X", "z"]) {
    const twoStroked = hands.map((hand, writer) => {
      const random = stream(1, "test", label, writer);
      const written = Array.from({ length: 30 }, () => hand.write(label, random).length);
      return written.filter((strokes) => strokes === 2).length / written.length;
    });
    const settled = twoStroked.filter((share) => share < 0.25 || share > 0.75).length;
    assert(settled > 45, `${label}: ${settled} of 60 writers mostly write it one way`);
    assert(Math.min(...twoStroked) < 0.25 && Math.max(...twoStroked) > 0.75, `${label}: ${twoStroked}`);
  }
});

Deno.test("the ink source takes count, seed and pen width, and its fingerprint tells them", async () => {
  const { dataset, skips, notes } = await inkSource.load({ seed: 1, count: 50, penWidth: 3 });
  assertEquals(size(dataset), 50);
  assertEquals(skips, []);
  assert(notes[0].includes("100 made-up writers"));
  const bold = dataset.images.reduce((sum, value) => sum + value, 0);
  const fine = drawInk({ count: 50, seed: 1, penWidth: 1.5 }).images.reduce((sum, value) => sum + value, 0);
  assert(bold > 1.5 * fine && bold < 2.5 * fine, `${bold} ${fine}`);
  const prints = await Promise.all(
    [{ seed: 1 }, { seed: 2 }, { seed: 1, count: 5 }, { seed: 1, penWidth: 3 }].map((options) =>
      inkSource.fingerprint(options)
    ),
  );
  assertEquals(new Set(prints).size, 4);
  assertEquals(await inkSource.fingerprint({ seed: 1, count: 10_000, penWidth: 2 }), prints[0]);
});

Deno.test("public ink has its own writers and images: none of it is in ink of any of these seeds", () => {
  const digests = ({ images }: typeof dataset) =>
    Array.from({ length: images.length / 2025 }, (_, i) => String(images.subarray(2025 * i, 2025 * (i + 1))));
  const seeds = [0, 1, 2, 4294967295];
  const others = new Set(seeds.flatMap((seed) => digests(drawInk({ count: 300, seed }))));
  assertEquals(others.size, 1200);
  for (const seed of seeds) {
    const open = drawInk({ count: 300, seed, isPublic: true });
    assertEquals(digests(open).filter((one) => others.has(one)), []);
    assertEquals(open.writerNames![5], "public-ink-5");
    // A slant is drawn from a normal distribution: equal ones are of one hand.
    assertNotEquals(writerStyle(seed, -1 - 5).slant, writerStyle(seed, 5).slant);
  }
  assertEquals(
    drawInk({ count: 20, seed: 1, isPublic: true }),
    drawInk({ count: 20, seed: 1, isPublic: true }),
  );
});

Deno.test("drawInk() refuses what cannot be drawn, saying the rule", () => {
  assertThrows(() => drawInk({ count: 0, seed: 1 }), DataError, "at least 1; got 0");
  assertThrows(() => drawInk({ count: 1.5, seed: 1 }), DataError, "got 1.5");
  assertThrows(() => drawInk({ count: 10, seed: 1, writers: 70_000 }), DataError, "1 to 65,535; got 70000");
  assertThrows(() => drawInk({ count: 10, seed: 1, penWidth: -1 }), DataError, "got -1");
});

/** Width and height of the pixels that are more than half ink. */
function inkExtent(pixels: Uint8Array): [number, number] {
  const columns = new Set<number>(), rows = new Set<number>();
  pixels.forEach((value, i) => value > 100 && (columns.add(i % 45), rows.add(Math.floor(i / 45))));
  return [Math.max(...columns) - Math.min(...columns) + 1, Math.max(...rows) - Math.min(...rows) + 1];
}

/** Mean distance of two blurred images of a label, by the same writer and by two. */
function meanDistances(dataset: Dataset, label: number): { same: number; other: number } {
  const indices = [...dataset.labels.keys()].filter((i) => dataset.labels[i] === label).slice(0, 150);
  const blurred = indices.map((i) => coarse(image(dataset, i)));
  let same = 0, other = 0, nSame = 0, nOther = 0;
  for (let a = 0; a < indices.length; a++) {
    for (let b = 0; b < a; b++) {
      const distance = Math.sqrt(blurred[a].reduce((sum, value, k) => sum + (value - blurred[b][k]) ** 2, 0));
      if (dataset.writers![indices[a]] === dataset.writers![indices[b]]) same += distance, nSame++;
      else other += distance, nOther++;
    }
  }
  return { same: same / nSame, other: other / nOther };
}

/** Means over 5 × 5 pixels. */
function coarse(pixels: Uint8Array): number[] {
  const cells = new Array(81).fill(0);
  pixels.forEach((value, i) => cells[9 * Math.floor(i / 225) + Math.floor((i % 45) / 5)] += value / 25);
  return cells;
}
