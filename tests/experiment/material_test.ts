import { assert, assertEquals, assertRejects } from "@std/assert";
import { UsageError, UserError } from "../../lib/errors/mod.ts";
import { DataError, drawInk, size } from "../../lib/data/mod.ts";
import { IMAGE_BYTES } from "../../lib/drawing/mod.ts";
import { completeConfig, type ExperimentConfig, type Settings } from "../../lib/experiment/mod.ts";
import { loadMaterial, MATERIAL_SETTINGS, materialKey } from "../../lib/experiment/run/material.ts";
import type { MaterialSettings } from "../../lib/experiment/settings/config.ts";
import { testWith } from "../permission.ts";

const NEEDS = { read: true };

function config(settings: Settings): ExperimentConfig {
  return completeConfig({ experiment: "iid", ...settings });
}

/** The first images of some data, as text. */
function first(images: Uint8Array, n: number): string {
  return String(images.subarray(0, n * IMAGE_BYTES));
}

Deno.test("the key of material has each setting that loading reads", () => {
  const other: Required<MaterialSettings> = {
    data: "digits",
    moreData: "digits",
    sample: 7,
    penWidth: 3,
    images: "reader",
    copies: 2,
    test: "digits",
    seed: 0,
  };
  const usual = config({});
  const keys = MATERIAL_SETTINGS.map((name) => materialKey({ ...usual, [name]: other[name] }));
  assertEquals(new Set([materialKey(usual), ...keys]).size, MATERIAL_SETTINGS.length + 1);
  assertEquals(materialKey({ ...usual, rounds: 3, out: "x" } as MaterialSettings), materialKey(usual));
});

testWith(NEEDS, "loading reads no other setting than those of the key", async () => {
  const read = new Set<string | symbol>();
  const settings = config({ sample: 20, test: "digits", moreData: "digits", penWidth: 3 });
  const watched = new Proxy(settings, {
    get(target, name) {
      read.add(name);
      return target[name as keyof ExperimentConfig];
    },
  });
  await loadMaterial(watched);
  const known: readonly (string | symbol)[] = MATERIAL_SETTINGS;
  assertEquals([...read].filter((name) => !known.includes(name)), []);
});

testWith(NEEDS, "a pen width is drawn with, in training, more and test images", async () => {
  const drawn = drawInk({ count: 5, seed: 1, penWidth: 4 });
  const { data, testData } = await loadMaterial(config({ sample: 5, test: "ink", penWidth: 4 }));
  assertEquals(first(data.images, 5), first(drawn.images, 5));
  assertEquals(first(testData!.images, 5), first(drawn.images, 5));
  const reader = (penWidth?: number) => loadMaterial(config({ sample: 20, images: "reader", penWidth }));
  assert(first((await reader(9)).data.images, 20) !== first((await reader()).data.images, 20));
  await assertRejects(
    () => loadMaterial(config({ data: "digits", penWidth: 4 })),
    UsageError,
    "--pen-width has no effect: the images of digits are pictures, not drawn strokes.",
  );
  await assertRejects(() => loadMaterial(config({ penWidth: 11 })), DataError, "at most 10 pixels; got 11");
});

testWith({ read: true }, "more images than the memory holds are refused in words", async () => {
  await assertRejects(
    () => loadMaterial(config({ sample: 100_000_000 })),
    UserError,
    "100000000 images take 202.5 GB of memory, more than can be had here.",
  );
});

testWith(NEEDS, "more data is of the experiment's seed, and follows the data", async () => {
  const { data, moreFrom } = await loadMaterial(
    config({ data: "digits", sample: 30, moreData: "ink", seed: 3 }),
  );
  assertEquals([moreFrom, size(data)], [30, 10_030]);
  const more = data.images.subarray(30 * IMAGE_BYTES);
  assertEquals(first(more, 5), first(drawInk({ count: 5, seed: 3 }).images, 5));
});
