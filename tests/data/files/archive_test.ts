import { assertEquals, assertRejects } from "@std/assert";
import { gzipSync, strToU8, zipSync } from "fflate";
import { createTar } from "nanotar";
import { join } from "@std/path";
import { listFiles } from "../../../lib/data/files/archive.ts";
import { DataError } from "../../../lib/data/source.ts";
import { testWith } from "../../permission.ts";
import { withFiles } from "../files_on_disk.ts";
import { rarOf, testWithRar } from "../rar_writer.ts";

/** The same three files, two system files beside them, in each kind of package. */
const FILES: Record<string, Uint8Array> = {
  "b/2.txt": strToU8("two"),
  "a/1.txt": strToU8("one"),
  "empty.txt": new Uint8Array(),
  ".DS_Store": strToU8("system"),
  "__MACOSX/a/._1.txt": strToU8("system"),
};
const SORTED = [["a/1.txt", 3, "one"], ["b/2.txt", 3, "two"], ["empty.txt", 0, ""]];

function tarOf(files: Record<string, Uint8Array>): Uint8Array {
  return createTar(Object.entries(files).map(([name, data]) => ({ name, data })));
}

async function contents(path: string): Promise<unknown[]> {
  const entries = await listFiles(path);
  return await Promise.all(
    entries.map(async ({ name, bytes, read }) => [name, bytes, new TextDecoder().decode(await read())]),
  );
}

const PACKED: Record<string, Uint8Array> = {
  "x.zip": zipSync(FILES),
  "x.tar": tarOf(FILES),
  "x.tar.gz": gzipSync(tarOf(FILES)),
  "X.TGZ": gzipSync(tarOf(FILES)),
};
for (const [name, bytes] of Object.entries(PACKED)) {
  testWith(
    { read: true, write: true },
    `the files of ${name}, by name, without those of the system`,
    () =>
      withFiles({ [name]: bytes }, async (folder) => {
        assertEquals(await contents(join(folder, name)), SORTED);
      }),
  );
}

testWith(
  { read: true, write: true },
  "a folder gives the same files as its archives",
  () =>
    withFiles(FILES, async (folder) => {
      assertEquals(await contents(folder), SORTED);
    }),
);

testWithRar(
  "a RAR gives its files as they lie in it, also read backwards or twice",
  () =>
    withFiles({ "x.rar": rarOf(FILES) }, async (folder) => {
      const entries = await listFiles(join(folder, "x.rar"));
      assertEquals(entries.map(({ name }) => name), ["b/2.txt", "a/1.txt", "empty.txt"]);
      const text = async (i: number) => new TextDecoder().decode(await entries[i].read());
      assertEquals([await text(0), await text(1), await text(2)], ["two", "one", ""]);
      assertEquals([await text(2), await text(0), await text(0)], ["", "two", "two"]);
    }),
);

testWithRar(
  "after a damaged file in a RAR the next can still be read",
  () =>
    withFiles({}, async (folder) => {
      const bytes = rarOf({ "1.txt": strToU8("first"), "2.txt": strToU8("second") });
      const at = bytes.findIndex((_, i) => new TextDecoder().decode(bytes.subarray(i, i + 5)) === "first");
      bytes[at] ^= 1;
      const path = join(folder, "x.rar");
      Deno.writeFileSync(path, bytes);
      const [first, second] = await listFiles(path);
      await assertRejects(() => first.read());
      assertEquals(new TextDecoder().decode(await second.read()), "second");
    }),
);

testWithRar(
  "archives in an archive are opened, as Kaggle's ZIP with a RAR and CROHME's ZIPs in a ZIP",
  () =>
    withFiles(
      { "x.zip": zipSync({ "data.rar": rarOf(FILES), "in/y.zip": PACKED["x.zip"] }) },
      async (folder) => {
        const names = (await listFiles(join(folder, "x.zip"))).map(({ name }) => name);
        assertEquals(names, [
          "data.rar/b/2.txt",
          "data.rar/a/1.txt",
          "data.rar/empty.txt",
          "in/y.zip/a/1.txt",
          "in/y.zip/b/2.txt",
          "in/y.zip/empty.txt",
        ]);
      },
    ),
);

testWith(
  { read: true, write: true },
  "an archive in a folder is listed, not opened",
  () =>
    withFiles({ "x.zip": PACKED["x.zip"], "1.txt": "one" }, async (folder) => {
      assertEquals((await listFiles(folder)).map(({ name }) => name), ["1.txt", "x.zip"]);
    }),
);

testWith(
  { read: true, write: true },
  "a damaged archive is an error that names it, also inside another",
  () =>
    withFiles({
      "half.zip": PACKED["x.zip"].slice(0, 100),
      "half.tar.gz": PACKED["x.tar.gz"].slice(0, 60),
      "outer.zip": zipSync({ "in.zip": PACKED["x.zip"].slice(0, 100) }),
    }, async (folder) => {
      for (const name of ["half.zip", "half.tar.gz", "outer.zip"]) {
        const error = await assertRejects(() => listFiles(join(folder, name)), DataError, "is damaged");
        assertEquals(error.message.startsWith(join(folder, name)), true, error.message);
      }
    }),
);

testWith({ read: true }, "a path where nothing is, is an error that names it", async () => {
  await assertRejects(() => listFiles("tests/no-such.zip"), DataError, "no file or folder tests/no-such.zip");
});
