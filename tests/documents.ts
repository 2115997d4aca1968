import { fromFileUrl, join } from "@std/path";
import { type Notebook, textOf } from "../lab/notebook.ts";

/** The repository. */
export const ROOT: string = fromFileUrl(new URL("..", import.meta.url));

/** A text that people read: a page in Markdown, or the doc comments of a source file. */
export interface DocumentText {
  /** Its path from the repository. */
  readonly path: string;
  /** As Markdown, line by line as in the file. */
  readonly lines: readonly string[];
}

/** A fenced block of code. */
export interface CodeBlock {
  /** "README.md:12", where it begins. */
  readonly place: string;
  /** What stands behind the fence: "ts", "ts ignore". */
  readonly info: string;
  readonly text: string;
}

async function filesUnder(folder: string, ending: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(join(ROOT, folder))) {
    const path = `${folder}/${name}`;
    if (name === ".venv") continue;
    if (isDirectory) found.push(...await filesUnder(path, ending));
    else if (name.endsWith(ending)) found.push(path);
  }
  return found.sort();
}

/** The text of each file in these folders whose name ends so, by its path from the repository. */
export async function textsUnder(
  folders: readonly string[],
  ending: string,
): Promise<Map<string, string>> {
  const paths = (await Promise.all(folders.map((folder) => filesUnder(folder, ending)))).flat();
  return new Map(
    await Promise.all(
      paths.map(async (path) => [path, await Deno.readTextFile(join(ROOT, path))] as const),
    ),
  );
}

/** README, docs/ and the pages that go with models. */
export async function pages(): Promise<DocumentText[]> {
  const paths = ["README.md", ...await filesUnder("docs", ".md"), ...await filesUnder("data/models", ".md")];
  return await Promise.all(paths.map(async (path) => ({ path, lines: await linesOf(path) })));
}

/** The prose of the notebooks. */
export async function notebookTexts(): Promise<DocumentText[]> {
  const paths = await filesUnder("notebooks", ".ipynb");
  return await Promise.all(paths.map(async (path) => {
    const { cells } = JSON.parse(await Deno.readTextFile(join(ROOT, path))) as Notebook;
    const prose = cells.filter(({ cell_type }) => cell_type === "markdown");
    return { path, lines: prose.map(({ source }) => textOf(source)).join("\n\n").split("\n") };
  }));
}

/** The doc comments of lib/; lines of code are left empty. */
export async function docComments(): Promise<DocumentText[]> {
  const paths = await filesUnder("lib", ".ts");
  return await Promise.all(paths.map(async (path) => {
    let inside = false;
    const lines = (await linesOf(path)).map((line) => {
      inside ||= /^\s*\/\*\*/.test(line);
      const text = inside ? line.replace(/^\s*\/?\*+\/? ?/, "") : "";
      inside &&= !line.includes("*/");
      return text;
    });
    return { path, lines };
  }));
}

async function linesOf(path: string): Promise<string[]> {
  return (await Deno.readTextFile(join(ROOT, path))).split("\n");
}

/** The fenced blocks of a text. */
export function codeBlocks({ path, lines }: DocumentText): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: { line: number; info: string } | undefined;
  lines.forEach((line, i) => {
    const fence = /^\s*```(.*)$/.exec(line);
    if (fence === null) return;
    if (open === undefined) open = { line: i, info: fence[1].trim() };
    else {
      const text = lines.slice(open.line + 1, i).join("\n") + "\n";
      blocks.push({ place: `${path}:${open.line + 1}`, info: open.info, text });
      open = undefined;
    }
  });
  if (open !== undefined) throw new Error(`${path}:${open.line + 1}: the block of code has no end`);
  return blocks;
}
