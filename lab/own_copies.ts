import { join } from "@std/path";
import { readIfThere } from "../scripts/read_if_there.ts";
import { type Notebook, textOf } from "./notebook.ts";
import { outputDifferences } from "./output_differences.ts";

/**
 * Copies notebooks into a folder of the user's own, in which they may be changed, run and saved. A copy that the user
 * changed stays; one without changes follows the project's notebook.
 *
 * @param from The folder of the project's notebooks.
 * @param to The folder of the copies. Its folder `.project` holds the notebooks as they were when they were copied.
 * @returns The names of the copies that stay although the project's notebook is a newer one.
 */
export async function copyNotebooks(from: string, to: string): Promise<string[]> {
  const originals = join(to, ".project");
  await Deno.mkdir(originals, { recursive: true });
  const kept: string[] = [];
  for await (const { name } of Deno.readDir(from)) {
    if (!name.endsWith(".ipynb")) continue;
    const newest = await Deno.readTextFile(join(from, name));
    const own = await readIfThere(join(to, name)), original = await readIfThere(join(originals, name));
    if (own !== undefined && original === newest) continue;
    if (own !== undefined && (original === undefined || isChanged(original, own))) kept.push(name);
    else {
      await Deno.writeTextFile(join(to, name), newest);
      await Deno.writeTextFile(join(originals, name), newest);
    }
  }
  return kept.sort();
}

/** Whether a notebook's code, prose or outputs are others; how Jupyter writes the file does not matter. */
function isChanged(original: string, own: string): boolean {
  try {
    const [before, now]: Notebook[] = [JSON.parse(original), JSON.parse(own)];
    const sources = ({ cells }: Notebook) => cells.map(({ id, source }) => [id, textOf(source)]);
    return JSON.stringify(sources(before)) !== JSON.stringify(sources(now)) ||
      outputDifferences(before, now).length > 0;
  } catch {
    // It is no notebook any more: nothing that can be compared, and not this program's to replace.
    return true;
  }
}
