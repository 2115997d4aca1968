import { assert, assertEquals } from "@std/assert";
import { allocateDataset, type Dataset, image, select, size } from "../../lib/data/dataset.ts";
import { IMAGE_BYTES } from "../../lib/drawing/mod.ts";
import { drawInk } from "../../lib/data/ink/mod.ts";
import { LABELS } from "../../lib/symbols/labels.ts";
import { rasterize } from "../../lib/drawing/raster.ts";
import { identicalImages, type ImageSet, seenImages, wereSeen } from "../../lib/data/repeats/seen_images.ts";

function all(examples: Dataset): ImageSet {
  return { examples, indices: Uint32Array.from({ length: size(examples) }, (_, i) => i) };
}

const ink = drawInk({ count: 600, seed: 1 });

Deno.test("one copy is found, whatever it is called there", () => {
  const trained = drawInk({ count: 300, seed: 2 }), telling = LABELS.indexOf("sum");
  const at = [...ink.labels].indexOf(telling);
  image(trained, 7).set(image(ink, at));
  trained.labels[7] = LABELS.indexOf("2");
  assertEquals(identicalImages(all(trained), all(ink)), [at]);
  const seen = seenImages(all(trained), all(ink));
  assertEquals([seen.identical, seen.copies, wereSeen(seen)], [1, 1, true]);
  const others = { examples: ink, indices: Uint32Array.from(all(ink).indices.filter((i) => i !== at)) };
  assertEquals(wereSeen(seenImages(all(trained), others)), false);
});

Deno.test("plain strokes are alike in many hands: counted, no copies", () => {
  const stroke = allocateDataset({ n: 3 });
  for (let i = 0; i < 3; i++) {
    rasterize([[0, 10, 40, 10]], stroke.images, i * IMAGE_BYTES);
    stroke.labels[i] = LABELS.indexOf("-");
  }
  const seen = seenImages(all(select(stroke, [0])), all(select(stroke, [1, 2])));
  assertEquals(seen, { identical: 2, copies: 0, compared: 0, near: 0 });
  assertEquals(wereSeen(seen), false);
});

Deno.test("the same handwriting in another pen is found by what is nearly the same; other people's is not", () => {
  const bolder = seenImages(all(drawInk({ count: 600, seed: 1, penWidth: 2.6 })), all(ink));
  assertEquals(bolder.copies, 0);
  assert(bolder.compared > 400 && bolder.near > bolder.compared / 2, JSON.stringify(bolder));
  assert(wereSeen(bolder));
  for (const other of [drawInk({ count: 600, seed: 2 }), drawInk({ count: 600, seed: 1, isPublic: true })]) {
    const seen = seenImages(all(other), all(ink));
    assertEquals(seen.copies, 0);
    assert(seen.near < seen.compared / 50, JSON.stringify(seen));
    assertEquals(wereSeen(seen), false);
  }
});

Deno.test("a tenth of near-repeats is too much, and two are no share of anything", () => {
  const base = { identical: 0, copies: 0 };
  assertEquals(wereSeen({ ...base, compared: 500, near: 51 }), true);
  assertEquals(wereSeen({ ...base, compared: 500, near: 50 }), false);
  assertEquals(wereSeen({ ...base, compared: 4, near: 2 }), false);
  assertEquals(wereSeen({ ...base, compared: 4, near: 3 }), true);
});
