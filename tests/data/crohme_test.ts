import { assertEquals, assertNotEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { gzipSync, strToU8, zipSync } from "fflate";
import { crohmeSource, loadExpressions, readExpressions, SkipList } from "../../lib/data/crohme/mod.ts";
import { image, OFFICIAL } from "../../lib/data/dataset.ts";
import { IMAGE_BYTES } from "../../lib/drawing/mod.ts";
import { rasterize } from "../../lib/drawing/raster.ts";
import { DataError, type Loaded } from "../../lib/data/source.ts";
import { testWith, testWithData } from "../permission.ts";
import { withFiles } from "./files_on_disk.ts";
import { inkml } from "./inkml_writer.ts";

const READ_WRITE = { read: true, write: true };

/** A packed line: one symbol for each label, each of its own ink. */
function packed(
  id: string,
  split: string,
  writer: string | null,
  labels: readonly (string | null)[],
): string {
  const start = id.charCodeAt(0);
  const symbols = labels.map((label, i) => ({
    label,
    ...(label === null && { raw: "." }),
    strokes: [[i, 0, i + 1, start, 3 * i, 7], [0, i]],
  }));
  return JSON.stringify({ id, split, writer, latex: "x", symbols, strokes_unlabelled: [] });
}

function load(path: string): Promise<Loaded> {
  return crohmeSource.load({ path, seed: 1 });
}

function labels({ dataset }: Loaded): string[] {
  return [...dataset.labels].map((label) => dataset.classes[label]);
}

function countsByReason({ skips }: Loaded): Record<string, number> {
  return Object.fromEntries(skips.map(({ reason, count }) => [reason, count]));
}

testWith(
  READ_WRITE,
  "packed and raw files, gzipped or not, make one data set in the order of their names",
  () =>
    withFiles({
      "c.jsonl.gz": gzipSync(
        strToU8(`${packed("a", "2013test", "w/1", ["1", "2"])}\n${packed("b", "2014test", "w/2", ["3"])}\n`),
      ),
      "b.jsonl": packed("c", "mine", "w/1", ["4"]),
      "TestEM2014GT/a.inkml": inkml({ head: `<annotation type="writer">18</annotation>` }),
      "README.txt": "nothing to see",
    }, async (folder) => {
      const loaded = await load(folder);
      const { writers, writerNames, official } = loaded.dataset;
      assertEquals(labels(loaded), ["X", "lt", "4", "1", "2", "3"]);
      assertEquals([...writers!].map((writer) => writerNames![writer]), [
        ...["2014test/18", "2014test/18"],
        ...["w/1", "w/1", "w/1", "w/2"],
      ]);
      const { train, test, neither } = OFFICIAL;
      assertEquals([...official!], [test, test, neither, train, train, test]);
      assertEquals(loaded.skips, []);
    }),
);

testWith(
  READ_WRITE,
  "symbols are drawn as rasterize draws them, with the pen width asked for",
  () =>
    withFiles({ "a.jsonl": packed("a", "s", null, ["1"]) }, async (folder) => {
      for (const penWidth of [undefined, 1, 4]) {
        const { dataset } = await crohmeSource.load({ path: folder, seed: 1, penWidth });
        const expected = new Uint8Array(IMAGE_BYTES);
        rasterize([[0, 0, 1, 97, 0, 7], [0, 0]], expected, 0, { width: penWidth ?? 2 });
        assertEquals(image(dataset, 0), expected);
      }
    }),
);

testWith(
  READ_WRITE,
  "a reader's images are drawn with the pen width asked for, and kept apart by it",
  () =>
    withFiles({ "a.jsonl": packed("a", "s", null, ["1", "2"]) }, async (folder) => {
      const options = { path: folder, seed: 1, copies: 0, surroundings: false };
      const usual = await crohmeSource.forReader!.load(options);
      const thick = await crohmeSource.forReader!.load({ ...options, penWidth: 9 });
      assertNotEquals(String(thick.dataset.images), String(usual.dataset.images));
      assertNotEquals(
        await crohmeSource.fingerprint({ ...options, penWidth: 9 }),
        await crohmeSource.fingerprint(options),
      );
    }),
);

testWith(READ_WRITE, "a ZIP gives the same data set as the folder it packs", () => {
  const files = {
    "kaist/a.inkml": strToU8(inkml()),
    "b.jsonl.gz": gzipSync(strToU8(packed("b", "2013test", null, ["1", "2"]))),
  };
  return withFiles(files, async (folder) => {
    const archive = join(folder, "packed.zip");
    const fromFolder = await load(folder);
    Deno.writeFileSync(archive, zipSync(files));
    assertEquals(await load(archive), fromFolder);
  });
});

testWith(
  READ_WRITE,
  "an expression without a writer counts as a writer of its own, and a note says so",
  () =>
    withFiles(
      { "a.jsonl": `${packed("a", "s", null, ["1", "2"])}\n${packed("b", "s", null, ["3"])}` },
      async (folder) => {
        const { dataset, notes } = await load(folder);
        assertEquals([...dataset.writers!], [0, 0, 1]);
        assertEquals(dataset.writerNames, ["unknown/s/a", "unknown/s/b"]);
        assertStringIncludes(notes.join("; "), "2 expressions name no writer");
      },
    ),
);

testWith(
  READ_WRITE,
  "what cannot be used is counted by its rule, with examples, and the rest is read",
  () =>
    withFiles({
      "good.jsonl": `${packed("a", "s", "w", ["1", null, null])}\n`,
      "lines.jsonl": `${packed("b", "s", "w", ["2"])}\n{"id": "c"}\n{"id": "d", \n\n[1]\n`,
      "odd.jsonl": packed("e", "s", "w", ["3"]).replace("[0,0,1,", "[0,0,1,null,1,"),
      "bare.jsonl": JSON.stringify({ id: "f", split: "s", symbols: [{ label: "1", strokes: [] }] }),
      "half.jsonl.gz": gzipSync(strToU8(packed("g", "s", "w", ["4"]))).slice(0, -30),
      "none.jsonl": "",
      "empty1.inkml": "",
      "empty2.inkml": "",
      "truthless.inkml": inkml({ truth: "", groups: "" }),
      "evil.inkml": `<!DOCTYPE a>${inkml()}`,
      "broken.inkml": inkml().slice(0, 300),
      "other.zip": zipSync({}),
      "other.json": "{}",
    }, async (folder) => {
      const loaded = await load(folder);
      assertEquals(labels(loaded), ["1", "2"]);
      assertEquals(countsByReason(loaded), {
        "no well-formed XML": 1,
        "empty file": 3,
        "InkML with a document type: refused": 1,
        "truncated or damaged gzip file": 1,
        "JSON line that is no expression (id, split, symbols with strokes)": 3,
        "unreadable JSON line": 1,
        "archive inside a folder, not opened: pass its own path": 1,
        "neither .inkml nor .jsonl nor .jsonl.gz": 1,
        "InkML without truth": 1,
        "symbol without a label among the 82: .": 2,
        "symbol without ink": 1,
      });
      const examples = new Map(loaded.skips.map(({ reason, examples }) => [reason, examples]));
      assertEquals(examples.get("empty file"), ["empty1.inkml", "empty2.inkml", "none.jsonl"]);
      assertEquals(examples.get("unreadable JSON line"), ["lines.jsonl:3"]);
    }),
);

testWith(READ_WRITE, "the same ink twice is kept once, wherever it lies and however it is listed", () => {
  const line = (id: string, strokes: number[][]) =>
    JSON.stringify({ id, split: "s", symbols: [{ label: "1", strokes }], strokes_unlabelled: [] });
  const moved = [[10, 25, 11, 24], [12, 22]],
    ordered = [[2, 0], [0, 3, 1, 2]],
    other = [[2, 0], [0, 3, 1, 1]];
  return withFiles({
    "a.jsonl": [moved, ordered, other].map((strokes, i) => line(`e${i}`, strokes)).join("\n"),
  }, async (folder) => {
    const { expressions, skips } = await loadExpressions(folder);
    assertEquals(expressions.map(({ id }) => id), ["e0", "e2"]);
    assertEquals(skips, [{
      reason: "expression with the same ink as another",
      count: 1,
      examples: ["a.jsonl:2 = a.jsonl:1"],
    }]);
  });
});

testWith(
  READ_WRITE,
  "expressions can be read one by one, with everything the file says",
  () =>
    withFiles({ "a.jsonl": packed("a", "s", "w", ["1"]) }, async (folder) => {
      const read = await Array.fromAsync(readExpressions(folder, new SkipList()));
      assertEquals(read, [{
        id: "a",
        split: "s",
        writer: "w",
        latex: "x",
        symbols: [{ label: "1", raw: "1", strokes: [[0, 0, 1, 97, 0, 7], [0, 0]] }],
        unlabelled: [],
        origin: "a.jsonl:1",
      }]);
    }),
);

testWith(
  READ_WRITE,
  "where nothing is usable the error names the path, the rule and what was left out",
  () =>
    withFiles({
      "empty/README.txt": "",
      "half.jsonl.gz": gzipSync(strToU8(packed("g", "s", "w", ["4"]))).slice(0, 30),
      "dots.jsonl": packed("a", "s", "w", [null]),
    }, async (folder) => {
      const messages = [
        [join(folder, "empty"), "must hold .inkml files", "It holds no such file."],
        [join(folder, "half.jsonl.gz"), "1 × truncated or damaged gzip file (half.jsonl.gz)"],
        [join(folder, "dots.jsonl"), "no symbol with a label", "1 × symbol without a label among the 82: ."],
      ];
      for (const [path, ...parts] of messages) {
        const { message } = await assertRejects(() => load(path), DataError, path);
        for (const part of parts) assertStringIncludes(message, part);
      }
      await assertRejects(() => load(""), DataError, "needs a path");
    }),
);

testWith(
  READ_WRITE,
  "the fingerprint follows content, names, pen width and folder, not other files",
  () =>
    withFiles({ "x/a.jsonl": "1", "y/a.jsonl": "1", "y/README": "1" }, async (folder) => {
      const of = (name: string, penWidth?: number) =>
        crohmeSource.fingerprint({ path: join(folder, name), seed: 1, penWidth });
      const first = await of("x");
      assertEquals(await of("x", 2), first);
      assertNotEquals(await of("x", 3), first);
      assertNotEquals(await of("y"), first);
      Deno.writeTextFileSync(join(folder, "x/README"), "2");
      assertEquals(await of("x"), first);
      Deno.writeTextFileSync(join(folder, "x/a.jsonl"), "2");
      assertNotEquals(await of("x"), first);
    }),
);

testWith(
  READ_WRITE,
  "a packed file of another collection is no part of a folder of CROHME's, and can be read by its own path",
  () => {
    const line = (split: string, x: number) =>
      JSON.stringify({ id: split, split, symbols: [{ label: "1", strokes: [[0, 0, x, 9]] }] });
    return withFiles({
      "a.jsonl": line("2013test", 1),
      "unipen.jsonl": `${line("unipen", 2)}\n${line("unipen", 3)}`,
    }, async (folder) => {
      const { expressions, skips } = await loadExpressions(folder);
      assertEquals(expressions.map(({ id }) => id), ["2013test"]);
      assertEquals(skips.map(({ reason, count }) => [reason, count]), [
        ["packed file of another collection: pass its own path", 1],
      ]);
      assertEquals((await loadExpressions(join(folder, "unipen.jsonl"))).expressions.length, 2);
    });
  },
);

testWithData(
  "the packed sets hold 11,286 expressions, 110,598 symbols of all 82 labels and 740 writers",
  async (data) => {
    const { expressions } = await loadExpressions(data);
    assertEquals(expressions.length, 11_286);
    const { dataset, skips } = await load(data);
    assertEquals(dataset.labels.length, 110_598);
    assertEquals(new Set(dataset.labels).size, 82);
    assertEquals(dataset.writerNames!.filter((name) => !name.startsWith("unknown/")).length, 740);
    assertEquals(dataset.official!.filter((part) => part === OFFICIAL.test).length, 9995);
    assertEquals(dataset.official!.filter((part) => part === OFFICIAL.neither).length, 0);
    assertEquals(skips.find(({ reason }) => reason.endsWith(": ."))?.count, 778);
  },
);

testWithData("the InkML sample: 183 files, one empty, one pair of the same ink", async (data) => {
  const { expressions, skips } = await loadExpressions(join(data, "inkml-sample.tar.gz"));
  assertEquals(skips.map(({ reason, count }) => [reason, count]), [
    ["empty file", 1],
    ["expression with the same ink as another", 1],
  ]);
  assertEquals(expressions.length, 181);
});

testWithData("raw InkML says the same as the packed files made from it", async (data) => {
  const packed = new Map((await loadExpressions(data)).expressions.map((one) => [one.id, one]));
  const raw = (await loadExpressions(join(data, "inkml-sample.tar.gz"))).expressions;
  const pairs = raw.flatMap((one) => packed.has(one.id) ? [[one, packed.get(one.id)!]] : []);
  assertEquals(pairs.length, 178);
  for (const [ours, theirs] of pairs) {
    assertEquals(ours.latex, theirs.latex);
    assertEquals(ours.writer, theirs.writer);
    assertEquals(
      ours.symbols.map(({ label, strokes }) => [label, strokes.length]).sort(),
      theirs.symbols.map(({ label, strokes }) => [label, strokes.length]).sort(),
    );
  }
});
