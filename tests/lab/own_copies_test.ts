import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { copyNotebooks } from "../../lab/own_copies.ts";
import { testWith } from "../permission.ts";
import { withTemporaryFolder } from "../temporary.ts";

/** A notebook's file, as the project stores it or as Jupyter writes the same. */
function notebook(source: string, text: string, by: "project" | "jupyter" = "project"): string {
  const lines = by === "jupyter" ? source.split(/(?<=\n)/) : source;
  const output = { output_type: "stream", name: "stdout", text };
  const cell = {
    id: "a",
    cell_type: "code",
    metadata: {},
    source: lines,
    outputs: [output],
    execution_count: 1,
  };
  const language_info = by === "jupyter" ? { name: "typescript", version: "6.0" } : { name: "typescript" };
  const content = { cells: [cell], metadata: { language_info }, nbformat: 4, nbformat_minor: 5 };
  return JSON.stringify(content, null, by === "jupyter" ? 1 : 2);
}

/** What the user did with a copy of `OLD` before the project's notebook became `NEW`. */
const OLD = notebook("let a = 1;\na", "1"), NEW = notebook("let a = 2;\na", "2");

const CASES: readonly { name: string; own?: string; stays?: boolean }[] = [
  { name: "a copy as it was" },
  { name: "a copy that Jupyter saved", own: notebook("let a = 1;\na", "1", "jupyter") },
  { name: "a copy with another line of code", own: notebook("let a = 5;\na", "1"), stays: true },
  { name: "a copy with another output", own: notebook("let a = 1;\na", "5"), stays: true },
  { name: "a copy that is no notebook", own: "{", stays: true },
  { name: "a copy that is JSON but no notebook", own: "{}", stays: true },
];

for (const { name, own = OLD, stays = false } of CASES) {
  testWith(
    { read: true, write: true },
    `copyNotebooks(): ${name} ${stays ? "stays" : "follows the project's notebook"}`,
    () =>
      withTemporaryFolder(async (folder) => {
        const [from, to] = [join(folder, "notebooks"), join(folder, "own")];
        await Deno.mkdir(from);
        await Deno.writeTextFile(join(from, "a.ipynb"), OLD);
        assertEquals(await copyNotebooks(from, to), []);
        assertEquals(await Deno.readTextFile(join(to, "a.ipynb")), OLD);

        await Deno.writeTextFile(join(to, "a.ipynb"), own);
        assertEquals(await copyNotebooks(from, to), [], "the project's notebook is the same");
        assertEquals(await Deno.readTextFile(join(to, "a.ipynb")), own);

        await Deno.writeTextFile(join(from, "a.ipynb"), NEW);
        for (const _time of [1, 2]) {
          assertEquals(await copyNotebooks(from, to), stays ? ["a.ipynb"] : []);
          assertEquals(await Deno.readTextFile(join(to, "a.ipynb")), stays ? own : NEW);
        }
        await Deno.remove(join(to, "a.ipynb"));
        assertEquals(await copyNotebooks(from, to), []);
        assertEquals(await Deno.readTextFile(join(to, "a.ipynb")), NEW, "deleted, it is copied anew");
      }),
  );
}
