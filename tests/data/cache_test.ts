import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { createHash } from "node:crypto";
import { join } from "@std/path";
import fc from "../properties.ts";
import { loadCached, streamCached } from "../../lib/data/cache/cache.ts";
import type { StreamedData } from "../../lib/data/cache/prepared_stream.ts";
import { type Dataset, OFFICIAL } from "../../lib/data/dataset.ts";
import {
  PreparedFileError,
  readPreparedFile,
  writePreparedFile,
} from "../../lib/data/cache/prepared_file.ts";
import { DataError, type Loaded, type Source } from "../../lib/data/source.ts";
import { openExamples } from "../../lib/engine/mod.ts";
import { testWith } from "../permission.ts";
import { scribbles } from "./scribbles.ts";

const LOADED: Loaded = {
  dataset: scribbles({ n: 5, writers: 3, official: Object.values(OFFICIAL).concat(0, 1) }),
  skips: [{ reason: "unreadable image", count: 2, examples: ["a.png", "ä/б.png"] }],
  notes: ["dark ink on light: inverted"],
};

/** A source of always the same images, which counts how often it is loaded. */
function fakeSource(loaded: Loaded = LOADED): Source & { loads: number } {
  return {
    name: "fake",
    summary: "",
    licence: "",
    path: "none",
    heeds: [],
    loads: 0,
    fingerprint: ({ seed }) => Promise.resolve(`fake 1 ${seed}`),
    load() {
      this.loads++;
      return Promise.resolve(loaded);
    },
  };
}

async function inFolder(run: (folder: string) => Promise<void> | void): Promise<void> {
  const folder = Deno.makeTempDirSync({ dir: temporaryRoot() });
  try {
    await run(folder);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

/** Below a folder that `deno task test` may write. */
function temporaryRoot(): string {
  Deno.mkdirSync("runs", { recursive: true });
  return "runs";
}

function onlyFile(folder: string): string {
  const files = [...Deno.readDirSync(folder)];
  assertEquals(files.length, 1);
  return join(folder, files[0].name);
}

function plain({ dataset, skips, notes }: Loaded) {
  const { images, labels, classes, writers, writerNames, official } = dataset;
  const numbers = (values?: ArrayLike<number>) => values && Array.from(values);
  return {
    arrays: [images, labels, writers, official].map(numbers),
    names: [classes, writerNames],
    skips,
    notes,
  };
}

testWith(
  { read: true, write: true },
  "the second load comes from the file, the same to the byte",
  () =>
    inFolder(async (folder) => {
      const source = fakeSource();
      assertEquals(plain(await loadCached(source, { seed: 1 }, folder)), plain(LOADED));
      assertMatch(onlyFile(folder), /fake-[0-9a-f]{16}\.fedink$/);
      const again = await loadCached(source, { seed: 1 }, folder);
      assertEquals(source.loads, 1);
      assertEquals(plain(again), plain(LOADED));
      const { images, labels, writers, official } = again.dataset;
      for (const array of [images, labels, writers, official]) {
        assert(array!.buffer instanceof SharedArrayBuffer);
      }
    }),
);

testWith({ read: true, write: true }, "other data has a file of its own", () =>
  inFolder(async (folder) => {
    const source = fakeSource();
    await loadCached(source, { seed: 1 }, folder);
    await loadCached(source, { seed: 2 }, folder);
    assertEquals([source.loads, [...Deno.readDirSync(folder)].length], [2, 2]);
  }));

testWith(
  { read: true, write: true },
  "data without writers and official split comes back without them",
  () =>
    inFolder(async (folder) => {
      const bare: Loaded = { dataset: scribbles({ n: 3 }), skips: [], notes: [] };
      await loadCached(fakeSource(bare), { seed: 1 }, folder);
      const { dataset }: { dataset: Dataset } = await loadCached(fakeSource(bare), { seed: 1 }, folder);
      assertEquals([dataset.writers, dataset.writerNames, dataset.official], [
        undefined,
        undefined,
        undefined,
      ]);
    }),
);

testWith(
  { read: true, write: true },
  "a damaged file is said and made anew",
  () =>
    inFolder(async (folder) => {
      const source = fakeSource();
      await loadCached(source, { seed: 1 }, folder);
      const path = onlyFile(folder);
      const good = Deno.readFileSync(path);
      const cases: [string, Uint8Array, RegExp][] = [
        ["a changed pixel", changed(good, 2000), /is damaged: its checksum does not match/],
        ["a changed checksum", changed(good, good.length - 1), /is damaged: its checksum does not match/],
        ["an older version", changed(good, 12), /has format version \d+, not \d+/],
        ["cut short", good.slice(0, good.length - 100), /is cut short or damaged/],
        ["only the beginning", good.slice(0, 15), /is cut short or damaged/],
        ["longer", new Uint8Array([...good, 0]), /is cut short or damaged/],
        ["empty", new Uint8Array(), /is cut short or damaged/],
        [
          "something else",
          new TextEncoder().encode("a text of some other kind, long enough"),
          /is not a FedInk/,
        ],
      ];
      for (const [name, bytes, note] of cases) {
        Deno.writeFileSync(path, bytes);
        const before = source.loads;
        const { notes, dataset } = await loadCached(source, { seed: 1 }, folder);
        assertEquals([source.loads, notes.length], [before + 1, 2], name);
        assertMatch(notes[1], note);
        assert(notes[1].endsWith(": made anew."), notes[1]);
        assertEquals(dataset.labels, LOADED.dataset.labels);
        assertEquals(Deno.readFileSync(path), good, name);
        assertEquals(onlyFile(folder), path);
      }
    }),
);

testWith(
  { read: true, write: true },
  "no change of a single byte is read as good",
  () =>
    inFolder((folder) => {
      const path = join(folder, "x.fedink");
      const one: Loaded = { dataset: scribbles({ n: 1, writers: 1 }), skips: [], notes: [] };
      writePreparedFile(path, "print", one);
      const good = Deno.readFileSync(path);
      fc.assert(fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        Deno.writeFileSync(path, changed(good, at, by));
        try {
          readPreparedFile(path, "print");
        } catch (error) {
          return error instanceof PreparedFileError;
        }
        return false;
      }));
    }),
);

/** All that a stream gives, its images read in another order than they lie in. */
async function readAll(
  { examples, labels, classes, writers, writerNames, official, ...loaded }: StreamedData,
) {
  const images = await openExamples(examples);
  const pixels = new Uint8Array(labels.length * images.imageBytes);
  for (const i of [...labels.keys()].reverse()) {
    images.read(i, pixels.subarray(i * images.imageBytes));
    assertEquals(images.label(i), labels[i]);
  }
  const { channels, skips, notes } = loaded;
  return plain({
    dataset: { images: pixels, labels, classes, writers, writerNames, official, channels },
    skips,
    notes,
  });
}

testWith(
  { read: true, write: true },
  "images left on disk are those of the data set, one by one, and the file is made or made anew where it must be",
  () =>
    inFolder(async (folder) => {
      const source = fakeSource();
      assertEquals(await readAll(await streamCached(source, { seed: 1 }, folder)), plain(LOADED));
      assertEquals(await readAll(await streamCached(source, { seed: 1 }, folder)), plain(LOADED));
      assertEquals(source.loads, 1);
      const path = onlyFile(folder), good = Deno.readFileSync(path);
      for (const at of [12, 2000, good.length - 1]) {
        Deno.writeFileSync(path, changed(good, at));
        assertEquals(await readAll(await streamCached(source, { seed: 1 }, folder)), plain(LOADED));
      }
      assertEquals(source.loads, 4);
      const file = join(folder, "a file");
      Deno.writeTextFileSync(file, "");
      await assertRejects(
        () => streamCached(source, { seed: 1 }, join(file, "cache")),
        DataError,
        "cannot be streamed from",
      );
    }),
);

testWith(
  { read: true, write: true },
  "a reader's images of two channels are streamed whole",
  () =>
    inFolder(async (folder) => {
      const { images, labels, classes } = scribbles({ n: 4 });
      const dataset = {
        images: new Uint8Array(2 * images.length).map((_, i) => i % 251),
        labels,
        classes,
        channels: 2,
      };
      const two: Loaded = { dataset, skips: [], notes: [] };
      assertEquals(await readAll(await streamCached(fakeSource(two), { seed: 1 }, folder)), plain(two));
    }),
);

testWith(
  { read: true, write: true },
  "a folder that cannot be written is said, and the data is there",
  () =>
    inFolder(async (folder) => {
      const file = join(folder, "a file");
      Deno.writeTextFileSync(file, "");
      const { dataset, notes } = await loadCached(fakeSource(), { seed: 1 }, join(file, "cache"));
      assertEquals(dataset, LOADED.dataset);
      assertMatch(notes.at(-1)!, /^Not kept for the next time: .*cache cannot be written \(.*\)\.$/);
    }),
);

Deno.test({
  name: "without permission to write, data is loaded and the note says so",
  permissions: "none",
  fn: async () => {
    const { dataset, notes } = await loadCached(fakeSource(), { seed: 1 }, "data/cache");
    assertEquals(dataset, LOADED.dataset);
    assertEquals(notes.at(-1), "Not kept for the next time: no permission to write data/cache.");
  },
});

function changed(bytes: Uint8Array, at: number, by = 1): Uint8Array {
  const copy = bytes.slice();
  copy[at] ^= by;
  return copy;
}

testWith(
  { read: true, write: true },
  "what was prepared for another alphabet is not used",
  () =>
    inFolder(async (folder) => {
      const source = fakeSource();
      // Named and marked by the source's fingerprint alone, which says nothing of the alphabet.
      const digest = createHash("sha256").update("fake 1 1").digest("hex");
      writePreparedFile(join(folder, `fake-${digest.slice(0, 16)}.fedink`), "fake 1 1", LOADED);
      await loadCached(source, { seed: 1 }, folder);
      assertEquals(source.loads, 1);
    }),
);
