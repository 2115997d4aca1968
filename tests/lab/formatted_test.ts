import { assertEquals, assertRejects } from "@std/assert";
import { formatted } from "../../lab/formatted.ts";
import type { Notebook } from "../../lab/notebook.ts";
import { testWith } from "../permission.ts";

const FOLDER = new URL("../../notebooks/", import.meta.url);

testWith(
  { read: true, run: true },
  "formatted() writes a notebook's cells as deno fmt writes them",
  async () => {
    const cell = { id: "a", cell_type: "code", metadata: {}, execution_count: null, outputs: [] };
    const notebook = {
      cells: [{ ...cell, source: ["const a = {b:1 }"] }],
      metadata: { kernelspec: { name: "deno" }, language_info: { name: "typescript" } },
      nbformat: 4,
      nbformat_minor: 5,
    };
    const { cells } = JSON.parse(await formatted(JSON.stringify(notebook))) as Notebook;
    assertEquals(cells[0].source, ["const a = { b: 1 };"]);
  },
);

testWith(
  { read: true, run: true },
  "formatted() says what is wrong with a text that is no notebook",
  async () => {
    await assertRejects(
      () => formatted("{"),
      TypeError,
      "the notebook cannot be formatted: Unterminated object",
    );
  },
);

testWith({ read: true, run: true }, "the notebooks are stored as deno fmt writes them", async () => {
  for await (const { name } of Deno.readDir(FOLDER)) {
    if (!name.endsWith(".ipynb")) continue;
    const text = await Deno.readTextFile(new URL(name, FOLDER));
    const asWritten = await formatted(text);
    assertEquals(asWritten === text, true, `${name}: deno task notebooks --write formats it`);
  }
});
