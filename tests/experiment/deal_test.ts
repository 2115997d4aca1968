import { assertAlmostEquals, assertEquals } from "@std/assert";
import { allocateDataset, type Dataset, picture } from "../../lib/data/mod.ts";
import { IMAGE_BYTES, rasterize } from "../../lib/drawing/mod.ts";
import { completeConfig, type ExperimentConfig } from "../../lib/experiment/mod.ts";
import { deal } from "../../lib/experiment/run/deal.ts";

const TRAIN = Uint32Array.from({ length: 40 }, (_, i) => i);

/** The same cross fifty times, under two labels in turn: nothing differs but what clients' hands do to it. */
function crosses(): Dataset {
  const data = allocateDataset({ n: 50, classes: ["even", "odd"] });
  for (let i = 0; i < 50; i++) {
    rasterize([[0, 0, 3, 10], [0, 10, 3, 0]], data.images, i * IMAGE_BYTES, { width: 4 });
    data.labels[i] = i % 2;
  }
  return data;
}

const DATA = crosses();

function dealt(settings: Partial<ExperimentConfig>, method = "iid") {
  const config = completeConfig({ experiment: method, clients: 4, ...settings });
  return deal(config, DATA, TRAIN, method, 1);
}

Deno.test("feature skew is that of the images as the clients write them: none of equal ones, all of hands alone", async () => {
  assertEquals((await dealt({})).featureSkew, { slant: 0, penWidth: 0 });
  // Images of one client are all alike, those of two are not: all of the variance lies between clients, η² is 1.
  assertAlmostEquals((await dealt({ slantSpread: 0.4 })).featureSkew.slant, 1, 1e-9);
  assertAlmostEquals((await dealt({ penSpread: 1 })).featureSkew.penWidth, 1, 1e-9);
});

Deno.test("without a spread the images are the data's own; with one the training images alone are drawn anew", async () => {
  assertEquals((await dealt({})).examples, DATA);
  const { examples } = await dealt({ slantSpread: 0.4 });
  const changed = [...Array(50).keys()].filter((i) =>
    String(picture(examples, i)) !== String(picture(DATA, i))
  );
  assertEquals(changed, [...TRAIN]);
});

Deno.test("what is held out of each client is of its own images and hand; counts and skew are of what it trains on", async () => {
  const whole = await dealt({ slantSpread: 0.4 }, "non-iid"),
    held = await dealt({ slantSpread: 0.4, personalShare: 0.3 }, "non-iid");
  assertEquals([whole.heldOut, held.heldOut!.map(({ length }) => length)], [undefined, [3, 3, 3, 3]]);
  held.partition.forEach((trained, client) => {
    assertEquals([...trained, ...held.heldOut![client]].sort(), [...whole.partition[client]].sort());
  });
  assertEquals(held.examples.images, whole.examples.images);
  // Sorted by label, two clients have the 20 even ones, two the 20 odd ones: 10 each, 7 after holding out.
  assertEquals([...whole.labelCounts].map((counts) => [...counts]), [[10, 0], [10, 0], [0, 10], [0, 10]]);
  assertEquals([...held.labelCounts].map((counts) => [...counts]), [[7, 0], [7, 0], [0, 7], [0, 7]]);
  assertEquals(held.skew.classesPresent, 1);
  assertAlmostEquals(held.skew.totalVariation, 0.5, 1e-12);
});
