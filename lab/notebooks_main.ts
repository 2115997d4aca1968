import type { Command } from "commander";
import { basename, join } from "@std/path";
import { problemsOf, storageProblems } from "./checks.ts";
import { EnvironmentError } from "../scripts/virtual_environment.ts";
import { ensureEnvironment, type Environment, ROOT } from "./environment.ts";
import { formatted } from "./formatted.ts";
import { indexPage } from "./index_page.ts";
import type { Notebook } from "./notebook.ts";
import { outputDifferences } from "./output_differences.ts";
import { notebookPage, SHARED_PLOTLY } from "./page.ts";
import { answerPicture, notebookText, withFullSettings } from "./stored.ts";
import { failPlainly } from "../commands/shared/fail_plainly.ts";
import { projectCommand, readFlags } from "../commands/shared/project_command.ts";
import { noSuch, UsageError } from "../lib/errors/mod.ts";
import { plotlySource } from "../lib/charts/page/page.ts";
import { sumOf } from "../lib/numbers/mod.ts";

const FOLDER = join(ROOT, "notebooks");
const PAGES = join(ROOT, "docs", "notebooks");

async function main(): Promise<number> {
  const command = readFlags(notebooksCommand(), Deno.args);
  const { write, full, pages } = command.opts<{ write?: true; full?: true; pages?: true }>();
  if (write && full) throw new UsageError("--write stores the quick runs: leave --full out.");
  if (pages && (write || full)) {
    throw new UsageError("--pages executes nothing: leave --write and --full out.");
  }
  const files = await notebooksNamed(command.args);
  if (pages) {
    for (const file of files) await writePage(file, await readNotebook(file));
    await writeIndex();
    return 0;
  }
  const environment = await ensureEnvironment();
  let failed = 0;
  const execution = async (file: string) => {
    const start = performance.now();
    const notebook = await readNotebook(file);
    const executed = await execute(environment, full ? withFullSettings(notebook) : notebook);
    const text = await formatted(notebookText(executed));
    const problems = [...problemsOf(executed), ...storageProblems(text, placesOfThisMachine())];
    const differences = full || write ? [] : outputDifferences(notebook, executed);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    const code = executed.cells.filter(({ cell_type }) => cell_type === "code");
    const outputs = sumOf(code, ({ outputs = [] }) => outputs.length);
    console.log(
      `${file}: ${seconds} s, ${code.length} code cells, ${outputs} outputs, ${
        Math.round(text.length / 1024)
      } KB`,
    );
    for (const problem of [...problems, ...differences]) console.log(`  FAILED ${problem}`);
    if (differences.length > 0) {
      console.log(
        `  The stored outputs are of another run; this one's are stored with: deno task notebooks ${
          basename(file, ".ipynb")
        } --write`,
      );
    }
    if (problems.length + differences.length > 0) failed++;
    else if (write) await store(file, executed, text);
  };
  const waiting = files.values();
  const inTurn = async () => {
    for (const file of waiting) await execution(file);
  };
  // Two at a time use the processor better; alone, where the seconds they measure are stored.
  await Promise.all(write ? [inTurn()] : [inTurn(), inTurn()]);
  if (write) await writeIndex();
  console.log(`${files.length - failed} notebooks passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

function notebooksCommand(): Command {
  return projectCommand("deno task notebooks")
    .usage("[NAME…] [flags]")
    .description(
      "Executes the notebooks in order, each from a fresh kernel, and compares what they put out with what is stored.",
    )
    .argument("[names...]", "only these, such as 03_fedavg")
    .option("--write", "stores the outputs, the pages in docs/notebooks and their pictures")
    .option("--pages", "writes the pages and pictures of the stored notebooks anew and executes nothing")
    .option("--full", "with QUICK = false: the whole runs; nothing is stored");
}

async function notebooksNamed(names: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for await (const { name } of Deno.readDir(FOLDER)) if (name.endsWith(".ipynb")) files.push(name);
  files.sort();
  if (names.length === 0) return files;
  return names.map((wanted) => {
    const file = files.find((name) => name === basename(wanted) || name === `${wanted}.ipynb`);
    if (!file) {
      throw new UsageError(noSuch("notebook", wanted, files.map((name) => basename(name, ".ipynb"))));
    }
    return file;
  });
}

async function execute({ python, variables }: Environment, notebook: Notebook): Promise<Notebook> {
  const process = new Deno.Command(python, {
    args: [join(import.meta.dirname!, "execute.py"), FOLDER],
    env: { ...variables, NO_COLOR: "1" },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const input = process.stdin.getWriter();
  const writing = input.write(new TextEncoder().encode(JSON.stringify(notebook))).then(() => input.close());
  const { success, stdout, stderr } = await process.output();
  await writing;
  if (success) return JSON.parse(new TextDecoder().decode(stdout));
  throw new EnvironmentError(`the kernel failed: ${new TextDecoder().decode(stderr).trim()}`);
}

function placesOfThisMachine(): string[] {
  return [ROOT, Deno.env.get("HOME") ?? "", Deno.env.get("FEDINK_DATA") ?? ""]
    .filter((place) => place.length > 1);
}

async function readNotebook(file: string): Promise<Notebook> {
  return JSON.parse(await Deno.readTextFile(join(FOLDER, file)));
}

async function store(file: string, notebook: Notebook, text: string): Promise<void> {
  await Deno.writeTextFile(join(FOLDER, file), text);
  console.log(`  written: notebooks/${file}`);
  await writePage(file, notebook);
}

/** Writes a notebook's page, the picture of its answer, and the library that draws the charts of all pages. */
async function writePage(file: string, notebook: Notebook): Promise<void> {
  await Deno.mkdir(PAGES, { recursive: true });
  const name = file.replace(/\.ipynb$/, "");
  const picture = answerPicture(notebook);
  if (picture) await Deno.writeFile(join(PAGES, `${name}.png`), picture);
  const images = (path: string) => Deno.readFile(join(FOLDER, path));
  await Deno.writeTextFile(join(PAGES, `${name}.html`), await notebookPage(notebook, images));
  await Deno.writeTextFile(join(PAGES, SHARED_PLOTLY), await plotlySource());
  console.log(`  written: docs/notebooks/${name}.html${picture ? `, ${name}.png` : ""}`);
}

/** Writes the page that leads to the pages of all stored notebooks. */
async function writeIndex(): Promise<void> {
  const notebooks = new Map<string, Notebook>();
  for (const file of await notebooksNamed([])) {
    notebooks.set(basename(file, ".ipynb"), await readNotebook(file));
  }
  await Deno.writeTextFile(join(PAGES, "index.html"), await indexPage(notebooks));
}

if (import.meta.main) Deno.exit(await failPlainly(main));
