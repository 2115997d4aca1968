import { assert } from "@std/assert";
import { join } from "@std/path";
import project from "../../deno.json" with { type: "json" };
import packages from "../../imports.json" with { type: "json" };
import { type Notebook, textOf } from "../../lab/notebook.ts";
import { ROOT } from "../documents.ts";
import { testWith } from "../permission.ts";
import { withTemporaryFolder } from "../temporary.ts";

/** A configuration for modules elsewhere that import this package by its name. */
function configOf(): string {
  const here = (path: string) => new URL(path, `file://${ROOT}`).href;
  const rooms = Object.entries(project.exports).map(([name, path]) => [
    name.replace(".", project.name),
    here(path),
  ]);
  return JSON.stringify({
    imports: { ...packages.imports, ...Object.fromEntries(rooms) },
    links: project.links.map((path) => join(ROOT, path)),
    compilerOptions: project.compilerOptions,
    lock: false,
  });
}

testWith(
  { read: true, write: true, run: true },
  "the code of the notebooks is type-checked",
  () =>
    withTemporaryFolder(async (folder) => {
      await Deno.writeTextFile(join(folder, "deno.json"), configOf());
      const modules: string[] = [];
      for await (const { name } of Deno.readDir(join(ROOT, "notebooks"))) {
        if (!name.endsWith(".ipynb")) continue;
        const { cells } = JSON.parse(await Deno.readTextFile(join(ROOT, "notebooks", name))) as Notebook;
        const code = cells.filter(({ cell_type }) => cell_type === "code").map(({ source }) =>
          textOf(source)
        );
        modules.push(name.replace(".ipynb", ".ts"));
        await Deno.writeTextFile(join(folder, modules.at(-1)!), [...code, "export {};"].join("\n"));
      }
      assert(modules.length === 5, `${modules}`);
      const { success, stderr } = await new Deno.Command(Deno.execPath(), {
        args: ["check", "--quiet", ...modules],
        cwd: folder,
        env: { NO_COLOR: "1" },
      }).output();
      assert(success, new TextDecoder().decode(stderr));
    }),
);
