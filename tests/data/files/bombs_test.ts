import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { deflateSync, gzipSync } from "node:zlib";
import { strToU8, zipSync } from "fflate";
import { join } from "@std/path";
import { createTar } from "nanotar";
import { listFiles } from "../../../lib/data/files/archive.ts";
import { ArchiveBudget } from "../../../lib/data/files/archive_budget.ts";
import { readExpressions } from "../../../lib/data/crohme/expressions.ts";
import { SkipList } from "../../../lib/data/skip_list.ts";
import { InkmlError, parseInkml } from "../../../lib/data/crohme/inkml.ts";
import { PackedError, parsePacked } from "../../../lib/data/crohme/packed.ts";
import { decodeImage } from "../../../lib/data/files/decode_image.ts";
import { MOST_HELD, MOST_INKML, MOST_LINE, MOST_LINES, MOST_NAME } from "../../../lib/data/files/limits.ts";
import { DataError } from "../../../lib/data/mod.ts";
import { FileError, readBytes } from "../../../lib/files/mod.ts";
import { makeLink } from "../../links.ts";
import { testWith } from "../../permission.ts";
import { inkml } from "../inkml_writer.ts";
import { chunk, png } from "../png_chunks.ts";

/** 64 MB of zeros in 64 KB. */
const BOMB = deflateSync(new Uint8Array(2 ** 26));

Deno.test("a PNG whose pixels unpack to more than its size is refused, one with a huge colour profile read without it", async () => {
  await assertRejects(() => decodeImage(png({ width: 1, height: 1 }, BOMB)), Error, "larger than");
  const profile = chunk("iCCP", Uint8Array.from([97, 0, 0, ...BOMB]));
  const { width, pixels: grey } = await decodeImage(
    png({ width: 1, height: 1 }, deflateSync(Uint8Array.of(0, 77)), profile),
  );
  assertEquals([width, ...grey], [1, 77]);
});

Deno.test("an image of too many pixels is refused by its header", async () => {
  await assertRejects(() => decodeImage(png({ width: 8000, height: 8000 }, BOMB)), Error, "at most 33554432");
  await assertRejects(
    () => decodeImage(png({ width: 0xffffffff, height: 1 }, BOMB)),
    Error,
    "a side may have at most 8192",
  );
});

const FILES = { read: true, write: true };

async function withFile(
  name: string,
  bytes: Uint8Array,
  run: (path: string) => Promise<void>,
): Promise<void> {
  await Deno.mkdir("runs", { recursive: true });
  const folder = await Deno.makeTempDir({ dir: "runs", prefix: "test-" });
  try {
    const path = join(folder, name);
    await Deno.writeFile(path, bytes);
    await run(path);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** A ZIP of one file that claims another unpacked size, in both its headers. */
function zipClaiming(bytes: Uint8Array, claimed: number): Uint8Array {
  const zip = zipSync({ "a.txt": bytes }), view = new DataView(zip.buffer);
  view.setUint32(22, claimed, true);
  for (let at = zip.length - 22; at >= 0; at--) {
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, claimed, true);
  }
  return zip;
}

testWith(
  FILES,
  "a file in a ZIP that claims too much is not unpacked, one that claims too little is refused",
  async () => {
    await withFile("x.zip", zipClaiming(strToU8("small"), 2 ** 31), async (path) => {
      const [entry] = await listFiles(path);
      await assertRejects(() => entry.read(), Error, "unpacks to 2147483648 bytes, more than 1073741824");
    });
    await withFile("x.zip", zipClaiming(new Uint8Array(2 ** 24), 100), async (path) => {
      const [entry] = await listFiles(path);
      await assertRejects(() => entry.read(), Error, "exceeds limit");
    });
  },
);

testWith(FILES, "an archive in an archive that cannot be unpacked is told by its name", async () => {
  const inner = zipSync({ "in.zip": zipSync({ "a.txt": strToU8("some text ".repeat(50)) }) });
  inner.fill(0xff, 36, 60);
  await withFile("x.zip", inner, async (path) => {
    await assertRejects(() => listFiles(path), DataError, "in.zip");
  });
});

testWith(FILES, "a path that leads out of an archive is only a name: nothing is written", async () => {
  await withFile(
    "x.zip",
    zipSync({ "../../up.txt": strToU8("x"), "/etc/up.txt": strToU8("y") }),
    async (path) => {
      const entries = await listFiles(path);
      for (const entry of entries) assertEquals((await entry.read()).length, 1);
      assertEquals([...Deno.readDirSync(join(path, ".."))].map(({ name }) => name), ["x.zip"]);
    },
  );
});

testWith(FILES, "a damaged gzip in a TAR is refused", async () => {
  const bytes = gzipSync(new Uint8Array(1000));
  await withFile("x.tar.gz", bytes.subarray(0, 12), async (path) => {
    await assertRejects(() => listFiles(path), DataError, "damaged");
  });
});

Deno.test("InkML of tags that never end is refused at once: a search begins where the last ended", () => {
  // With an expression that looks for each end from each beginning these took minutes.
  for (
    const tag of [
      "<annotationXML a>",
      "<annotationXML ",
      "<annotation a>",
      "<annotation ",
      "</annotation",
      "<trace>",
    ]
  ) {
    assertThrows(() => parseInkml(`<ink>${tag.repeat(2e5)}</ink>`), InkmlError);
  }
  assertThrows(() => parseInkml(" ".repeat(MOST_INKML + 1)), InkmlError, "more than 4194304 characters");
  assertThrows(() => parseInkml(`<!DOCTYPE a [<!ENTITY b "c">]>${inkml()}`), InkmlError, "document type");
});

Deno.test("InkML keeps what the tags hold: a raw < or &, empty annotations, MathML left out", () => {
  const { latex, annotations } = parseInkml(
    inkml({
      truth: "$a<b & c$",
      head: '<annotation type="empty"/><annotationXML type="x"/><annotation type="w">1&amp;2</annotation>',
    }),
  );
  assertEquals([latex, annotations.empty, annotations.w], ["$a<b & c$", "", "1&2"]);
});

Deno.test("a packed line longer than an expression can be is refused", () => {
  assertThrows(
    () => parsePacked(" ".repeat(MOST_LINE + 1), "o"),
    PackedError,
    "more than 4194304 characters",
  );
});

Deno.test("a packed line whose texts are none is refused", () => {
  const line = { id: "a", split: "s", symbols: [{ label: "x", raw: "x", strokes: [[1, 2]] }] };
  assert(parsePacked(JSON.stringify(line), "o"));
  for (const wrong of [{ writer: 7 }, { latex: [] }, { symbols: [{ label: {}, strokes: [[1, 2]] }] }]) {
    assertThrows(() => parsePacked(JSON.stringify({ ...line, ...wrong }), "o"), PackedError);
  }
});

/** Changes each record of a ZIP's central directory. */
function withCentralRecords(zip: Uint8Array, change: (view: DataView, at: number) => void): Uint8Array {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.length);
  for (let at = 0; at < zip.length - 4; at++) if (view.getUint32(at, true) === 0x02014b50) change(view, at);
  return zip;
}

/** A ZIP of five files that claim 2 GiB each. */
const CLAIMING = () =>
  withCentralRecords(
    zipSync(Object.fromEntries([1, 2, 3, 4, 5].map((i) => [`${i}.txt`, strToU8("x")]))),
    (view, at) => view.setUint32(at + 24, 2 ** 31, true),
  );

testWith(FILES, "all archives in an archive have one budget", async () => {
  await withFile("x.zip", zipSync({ "a.zip": CLAIMING() }), async (path) => {
    assertEquals((await listFiles(path)).length, 5);
  });
  await withFile("x.zip", zipSync({ "a.zip": CLAIMING(), "b.zip": CLAIMING() }), async (path) => {
    await assertRejects(() => listFiles(path), DataError, "unpack to more than 17179869184 bytes together");
  });
});

Deno.test("a budget is used up by files, by names and by what is held", () => {
  const budget = new ArchiveBudget();
  budget.hold(MOST_HELD);
  assertThrows(() => budget.hold(1), Error, "held in memory");
  budget.list(Array.from({ length: 1_000_000 }, () => ({ name: "a", bytes: 1 })));
  assertThrows(() => budget.list([{ name: "a", bytes: 1 }]), Error, "more than 1000000 files");
  const name = "a".repeat(MOST_NAME + 1);
  assertThrows(() => new ArchiveBudget().list([{ name, bytes: 1 }]), Error, "a name of 4097 characters");
});

testWith(FILES, "a ZIP whose entries share their data is refused", async () => {
  const noise = crypto.getRandomValues(new Uint8Array(1000));
  const zip = withCentralRecords(
    zipSync({ "a.txt": noise, "b.txt": noise }, { level: 0 }),
    (view, at) => view.setUint32(at + 42, 0, true),
  );
  // Both records lead to the first; without the second's data the file is as short as one entry.
  const second = 1000 + 30 + 5, end = new DataView(zip.buffer, zip.length - 22);
  end.setUint32(16, end.getUint32(16, true) - second, true);
  const shared = new Uint8Array([...zip.subarray(0, second), ...zip.subarray(2 * second)]);
  await withFile("x.zip", shared, async (path) => {
    await assertRejects(() => listFiles(path), DataError, "its entries overlap");
  });
});

testWith(FILES, "a TAR with a header of a negative size is refused: it would be read for ever", async () => {
  const tar = createTar([{ name: "a", data: strToU8("x") }]);
  tar.set(strToU8("-00000001000"), 124);
  await withFile("x.tar", tar, async (path) => {
    await assertRejects(() => listFiles(path), DataError, 'states the size "-00000001000"');
  });
});

testWith(FILES, "of a packed file a million lines are read, empty ones too", async () => {
  const line = JSON.stringify({ id: "a", split: "s", symbols: [{ label: "x", strokes: [[1, 2]] }] });
  const read = async (empty: number) => {
    let count = 0;
    await withFile("x.jsonl", strToU8("\n".repeat(empty) + line), async (path) => {
      for await (const _ of readExpressions(path, new SkipList())) count++;
    });
    return count;
  };
  assertEquals(await read(MOST_LINES - 1), 1);
  assertEquals(await read(MOST_LINES), 0);
});

testWith(
  { ...FILES, run: true },
  "what is no plain file is refused before it is read, also behind a link",
  async () => {
    await withFile("x.txt", strToU8("x"), async (path) => {
      const link = `${path}.png`;
      await makeLink("symlink", "/dev/zero", link);
      const entries = await listFiles(join(path, ".."));
      await assertRejects(
        () => entries.find(({ name }) => name.endsWith(".png"))!.read(),
        Error,
        "a pipe or a device",
      );
      await assertRejects(() => listFiles(link).then(([entry]) => entry.read()), Error, "a pipe or a device");
      assertThrows(() => readBytes(path, 0), FileError, "it has 1 bytes; the limit is 0");
      assertEquals([...readBytes(path, 1)], [120]);
    });
  },
);
