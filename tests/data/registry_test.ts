import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { loadData, loadReaderData, parseDataSpec, SOURCES } from "../../lib/data/registry.ts";
import { DataError } from "../../lib/data/source.ts";

Deno.test("a source is named with or without a path, which may hold colons", () => {
  assertEquals(parseDataSpec("ink"), { name: "ink" });
  assertEquals(parseDataSpec("crohme:ink/all"), { name: "crohme", path: "ink/all" });
  assertEquals(parseDataSpec("folder:a:b/c: d.zip"), { name: "folder", path: "a:b/c: d.zip" });
  assertEquals(parseDataSpec("folder:"), { name: "folder" });
});

Deno.test("an unknown source is refused with the nearest and the list", () => {
  for (const [text, name, nearest] of [["crome:x", "crome", "crohme"], ["digit", "digit", "digits"]]) {
    assertEquals(
      assertThrows(() => parseDataSpec(text), DataError).message,
      `There is no data source "${name}"; did you mean ${nearest}? There are ink, crohme, folder, digits.`,
    );
  }
  for (const text of ["", ":x", "toString"]) assertThrows(() => parseDataSpec(text), DataError);
});

Deno.test("a missing or needless path is refused with the rule", async () => {
  const message = async (text: string) =>
    (await assertRejects(() => loadData(text, { seed: 1 }), DataError)).message;
  assertEquals(
    await message("crohme"),
    'The source crohme needs a file or folder: crohme:PATH; got "crohme".',
  );
  assertEquals(
    await message("folder:"),
    'The source folder needs a file or folder: folder:PATH; got "folder:".',
  );
  assertEquals(await message("digits:x"), 'The source digits takes no path; got "digits:x".');
});

Deno.test("a source without images for a reader of expressions is refused", async () => {
  assertEquals(
    (await assertRejects(
      () => loadReaderData("digits", { seed: 1, copies: 0, surroundings: false }),
      DataError,
    )).message,
    "The source digits has no images for a reader of expressions.",
  );
});

Deno.test("each source goes by the name it is registered under", async () => {
  for (const [name, load] of Object.entries(SOURCES)) assertEquals((await load()).name, name);
});
