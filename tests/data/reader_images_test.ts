import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { image, inkSource, loadReaderData, OFFICIAL } from "../../lib/data/mod.ts";
import { NO_SYMBOL, READER_CLASSES } from "../../lib/symbols/mod.ts";
import type { Stroke } from "../../lib/drawing/mod.ts";
import { distort } from "../../lib/data/reader_images/distort.ts";
import type { Page, PlacedSymbol } from "../../lib/data/reader_images/page.ts";
import { readerImages } from "../../lib/data/reader_images/reader_images.ts";
import { wrongGroup } from "../../lib/data/reader_images/wrong_group.ts";
import { stream } from "../../lib/random/mod.ts";
import { testWith } from "../permission.ts";

/** A symbol of one stroke between two corners. */
function symbol(label: string, left: number, top: number, right: number, bottom: number): PlacedSymbol {
  return { label, strokes: [[left, top, right, bottom]] };
}

/** All wrong groups that are made around any symbol of a page. */
function groupsOf(symbols: readonly PlacedSymbol[], size = 10): Stroke[][] {
  const groups: Stroke[][] = [];
  for (let seed = 0; seed < 40; seed++) {
    for (let at = 0; at < symbols.length; at++) {
      const group = wrongGroup(symbols, at, size, stream(seed, "test", at));
      if (group) groups.push(group);
    }
  }
  return groups;
}

Deno.test("two figures side by side are no symbol", () => {
  const page = [symbol("2", 0, 0, 6, 10), symbol("3", 8, 0, 14, 10)];
  const groups = groupsOf(page);
  assert(groups.length > 0);
  for (const group of groups) assertEquals(new Set(group), new Set(page.flatMap(({ strokes }) => strokes)));
});

Deno.test("what together might be a symbol after all is left alone", () => {
  for (
    const [what, page] of Object.entries({
      "two minus signs, one above the other: =": [symbol("-", 0, 0, 10, 0), symbol("-", 0, 4, 10, 4)],
      "a plus above a bar: ±": [symbol("+", 0, 0, 10, 10), symbol("-", 0, 12, 10, 12)],
      "less than above a bar: ≤": [symbol("lt", 0, 0, 10, 8), symbol("-", 0, 10, 10, 10)],
      "a dot above a 1: i": [symbol("dot", 1, 0, 1, 0), symbol("1", 1, 3, 1, 10)],
      "a 1 touching a 3: B": [symbol("1", 0, 0, 0, 10), symbol("3", 0.5, 0, 6, 10)],
      "a 0 with a bar across: theta": [symbol("0", 0, 0, 8, 10), symbol("-", 1, 5, 7, 5)],
      "two brackets: 0": [symbol("(", 0, 0, 2, 10), symbol(")", 3, 0, 5, 10)],
      "three letters that are a word": [
        symbol("c", 0, 0, 4, 5),
        symbol("o", 5, 0, 9, 5),
        symbol("s", 10, 0, 14, 5),
      ]
        .filter(({ label }) => label !== null),
      "a single symbol": [symbol("5", 0, 0, 6, 10)],
      "symbols far apart": [symbol("5", 0, 0, 6, 10), symbol("7", 40, 0, 46, 10)],
      "a symbol beside one without a label": [symbol("5", 0, 0, 6, 10), {
        ...symbol("", 8, 0, 14, 10),
        label: null,
      }],
    })
  ) {
    const whole = page.flatMap(({ strokes }) => strokes).length;
    const groups = groupsOf(page).filter((group) => what.includes("word") ? group.length === whole : true);
    assertEquals(groups, [], what);
  }
});

Deno.test("a wrong group is never all strokes of one symbol, and of a word some are missing", () => {
  const word: PlacedSymbol = { label: "sin", strokes: [[0, 0, 4, 5], [6, 0, 6, 5], [6, -2], [8, 0, 12, 5]] };
  const page = [word, symbol("x", 15, 0, 20, 5), {
    label: "k",
    strokes: [[22, 0, 22, 9], [26, 3, 23, 6, 26, 9]],
  }];
  const groups = groupsOf(page, 6);
  assert(groups.length > 0);
  for (const group of groups) {
    for (const { strokes } of page) {
      assert(group.length !== strokes.length || !strokes.every((stroke) => group.includes(stroke)));
    }
  }
  assert(
    groups.some((group) => group.length === 3 && group.every((stroke) => word.strokes.includes(stroke))),
  );
});

Deno.test("a distorted symbol is another, near to the first: as many strokes and points, size and place alike", () => {
  const strokes = [[0, 0, 50, 100, 100, 0], [20, 50, 80, 50]];
  const seen = new Set<string>();
  for (let seed = 0; seed < 50; seed++) {
    const moved = distort(strokes, stream(seed, "test"));
    assertEquals(moved.map(({ length }) => length), strokes.map(({ length }) => length));
    moved.flat().forEach((value, i) => assert(Math.abs(value - strokes.flat()[i]) < 90, `${value}`));
    seen.add(String(moved));
  }
  assertEquals(seen.size, 50);
  assertEquals(distort(strokes, stream(7, "test")), distort(strokes, stream(7, "test")));
  assertEquals(strokes, [[0, 0, 50, 100, 100, 0], [20, 50, 80, 50]]);
});

const symbols = Array.from({ length: 32 }, (_, i) => symbol(String(2 + i % 8), 8 * i, 0, 8 * i + 6, 10));
const pages: Page[] = [OFFICIAL.train, OFFICIAL.test].map((official, writer) => ({
  symbols,
  writer,
  official,
}));

Deno.test("copies are made of what is trained on only; the first image of each symbol is as it was written", () => {
  const plain = readerImages(pages, ["a", "b"], { copies: 0, surroundings: true, seed: 1 });
  const copied = readerImages(pages, ["a", "b"], { copies: 3, surroundings: true, seed: 1 });
  const none = READER_CLASSES.indexOf(NO_SYMBOL);
  const count = (set: typeof plain, official: number) =>
    set.labels.filter((label, i) => label !== none && set.official![i] === official).length;
  assertEquals([count(plain, OFFICIAL.train), count(plain, OFFICIAL.test)], [32, 32]);
  assertEquals([count(copied, OFFICIAL.train), count(copied, OFFICIAL.test)], [128, 32]);
  assert(copied.labels.some((label) => label === none));
  const images = (set: typeof plain, official: number) =>
    Array.from(set.labels.keys()).filter((i) => set.official![i] === official).map((i) =>
      String(image(set, i))
    );
  assertEquals(images(copied, OFFICIAL.test), images(plain, OFFICIAL.test));
  const trained = new Set(images(copied, OFFICIAL.train));
  assert(images(plain, OFFICIAL.train).every((one) => trained.has(one)));
  assertEquals(
    [...copied.writers!].map((writer, i) => writer === copied.official![i]).includes(false),
    false,
  );
});

Deno.test("a pen width changes a reader's images as another pen on the paper does", async () => {
  const of = (penWidth?: number) =>
    readerImages(pages, ["a", "b"], { copies: 1, surroundings: false, seed: 1, penWidth });
  const different = (a: typeof usual, b: typeof usual) =>
    [...a.labels.keys()].filter((i) => String(image(a, i)) !== String(image(b, i))).length;
  const usual = of(), thick = of(8);
  assertEquals(thick.labels, usual.labels);
  assert(different(thick, usual) > 60, `${different(thick, usual)} of ${usual.labels.length}`);
  assert(different(thick, of(7)) > 0);
  const load = (penWidth?: number) =>
    inkSource.forReader!.load({ seed: 1, count: 30, penWidth, copies: 0, surroundings: false });
  assert(different((await load(8)).dataset, (await load()).dataset) > 20);
  const options = { seed: 1, copies: 0, surroundings: false };
  assert(
    await inkSource.forReader!.fingerprint({ ...options, penWidth: 8 }) !==
      await inkSource.forReader!.fingerprint(options),
  );
});

Deno.test("the same seed gives the same images, another others", () => {
  const images = (seed: number) => readerImages(pages, ["a", "b"], { copies: 1, surroundings: true, seed });
  assertEquals(images(1), images(1));
  assert(String(images(1).images) !== String(images(2).images));
});

testWith(
  { read: true, write: true },
  "synthetic ink for a reader has all of its classes, writers, and as many images as asked",
  async () => {
    const folder = await Deno.makeTempDir({ dir: "runs" });
    const { dataset } = await loadReaderData("ink", {
      seed: 1,
      count: 6000,
      copies: 2,
      surroundings: true,
      cacheFolder: folder,
    });
    assertEquals(dataset.labels.length, 6000);
    assertEquals(dataset.classes, READER_CLASSES);
    assertEquals(new Set(dataset.labels).size, READER_CLASSES.length);
    const share = dataset.labels.filter((label) => READER_CLASSES[label] === NO_SYMBOL).length / 6000;
    assert(share > 0.08 && share < 0.25, `${share}`);
    for (let i = 0; i < 6000; i++) assert(image(dataset, i).some((value) => value > 150));
    await Deno.remove(folder, { recursive: true });
  },
);

testWith(
  { read: true, write: true },
  "packed CROHME lines become a reader's images, letters in their case, full stops too",
  async () => {
    const folder = await Deno.makeTempDir({ dir: "runs" });
    const truths = ["x", "X", ".", "\\frac", "\\Omega"];
    const line = {
      id: "one",
      split: "2013train-x",
      writer: "w",
      symbols: truths.map((raw, i) => ({ raw, label: null, strokes: [[40 * i, 0, 40 * i + 10, 10]] })),
    };
    const path = join(folder, "one.jsonl");
    await Deno.writeTextFile(path, JSON.stringify(line) + "\n");
    const options = { seed: 1, cacheFolder: join(folder, "cache") };
    const { dataset, skips } = await loadReaderData(`crohme:${path}`, {
      ...options,
      copies: 0,
      surroundings: false,
    });
    assertEquals(Array.from(dataset.labels, (label) => READER_CLASSES[label]), ["x", "X", "dot", "-"]);
    assertEquals(skips.map(({ reason, count }) => [reason, count]), [[
      "symbol without a cased label: \\Omega",
      1,
    ]]);
    const copied = await loadReaderData(`crohme:${path}`, {
      ...options,
      copies: 4,
      surroundings: false,
    });
    assertEquals(copied.dataset.labels.length, 20);
    await Deno.remove(folder, { recursive: true });
  },
);
