import type { Command } from "commander";
import { dirname } from "@std/path";
import { CATALOGUE } from "../../lib/data/fetch/catalogue.ts";
import { contactSheet } from "../../lib/data/contact_sheet.ts";
import { catalogueEntry, fetchSource } from "../../lib/data/fetch/fetch.ts";
import { loadData, parseDataSpec, SOURCES } from "../../lib/data/registry.ts";
import { parseSplit } from "../../lib/data/split.ts";
import { summarize } from "./data_summary.ts";
import { listText, summaryText } from "./data_text.ts";
import { startFetchProgress } from "./fetch_progress.ts";
import { print, printJson } from "../shared/print.ts";
import { asksForHelp, mistake, projectCommand } from "../shared/project_command.ts";
import { HelpAsked } from "../shared/help_asked.ts";
import { wholeNumber } from "../shared/whole_number.ts";
import { reasonOf, UsageError } from "../../lib/errors/mod.ts";
import { projectPath, userPath, userSource } from "../../lib/files/mod.ts";

/**
 * Runs `deno task data` with these arguments: `list`, `show SOURCE` or `fetch NAME`.
 *
 * @throws {HelpAsked} The help is asked for, or nothing is.
 * @throws {UsageError} An unknown command or flag, or a value against its rule.
 * @throws {DataError} The data cannot be had.
 */
export async function runDataCommand(args: readonly string[]): Promise<void> {
  const command = dataCommand({ list, show, fetchByName });
  const chosen = command.commands.find((one) => one.name() === args[0]) ?? command;
  if (args.length === 0 || asksForHelp(args)) throw new HelpAsked(chosen.helpInformation());
  try {
    await command.parseAsync(args, { from: "user" });
  } catch (error) {
    throw mistake(chosen, error);
  }
}

/** What the commands of `deno task data` do; another one than this program's only reads the arguments. */
export interface DataActions {
  /** `list`. */
  readonly list: (flags: { json?: true }) => Promise<void>;
  /** `show SOURCE`. */
  readonly show: (source: string, flags: ShowFlags) => Promise<void>;
  /** `fetch NAME`. */
  readonly fetchByName: (name: string, flags: { yes?: true }) => Promise<void>;
}

/** The arguments of `deno task data`, and what is done for each command. */
export function dataCommand({ list, show, fetchByName }: DataActions): Command {
  const command = projectCommand("deno task data")
    .description("Looks at and fetches images of handwritten maths symbols.")
    .helpCommand(false);
  command.command("list")
    .description("the sources, and the data sets that can be fetched")
    .option("--json", "as JSON")
    .action(list);
  command.command("show")
    .description("what a source holds: labels, writers, skips, a contact sheet")
    .argument("<source>", "NAME or NAME:PATH, as --data takes it")
    .option(
      "--split <SPLIT>",
      "also count the images repeated across this split: random:F, writer:F or official",
    )
    .option("--seed <N>", "of what is drawn", wholeNumber("--seed", 0), 1)
    .option("--count <N>", "how many images a generating source makes", wholeNumber("--count", 1))
    .option("--pen-width <PIXELS>", "line width where strokes are drawn", penWidth)
    .option("--out <FILE>", "the contact sheet, a PNG (default: runs/data-NAME.png)")
    .option("--json", "as JSON")
    .action(show);
  command.command("fetch")
    .description(
      "a data set with a public address, into data/downloads; an interrupted one goes on where it stopped",
    )
    .argument("<name>", CATALOGUE.map(({ name }) => name).join(", "))
    .option("--yes", "agree to the licence without being asked")
    .action(fetchByName);
  return command;
}

async function list({ json }: { json?: true }): Promise<void> {
  const sources = await Promise.all(Object.values(SOURCES).map((load) => load()));
  if (!json) return print(...listText(sources, CATALOGUE).split("\n"));
  const plain = sources.map(({ name, summary, licence, path }) => ({ name, summary, licence, path }));
  printJson({ sources: plain, catalogue: CATALOGUE });
}

/** The flags of `show`. */
export interface ShowFlags {
  readonly split?: string;
  readonly seed: number;
  readonly count?: number;
  readonly penWidth?: number;
  readonly out?: string;
  readonly json?: true;
}

async function show(source: string, flags: ShowFlags): Promise<void> {
  const { seed, count, penWidth, json } = flags;
  const split = flags.split === undefined ? undefined : parseSplit(flags.split);
  const out = flags.out === undefined
    ? projectPath(`runs/data-${parseDataSpec(source).name}.png`)
    : userPath(flags.out);
  const loaded = await loadData(userSource(source), { seed, count, penWidth });
  const summary = summarize(loaded, split, seed);
  writeSheet(out, await contactSheet(loaded.dataset));
  if (json) printJson({ data: source, ...summary, contactSheet: out });
  else print(...summaryText(source, summary), "", `Contact sheet: ${out}`);
}

async function fetchByName(name: string, { yes }: { yes?: true }): Promise<void> {
  const entry = catalogueEntry(name);
  print(entry.title, `Licence: ${entry.licence}`, entry.page);
  const progress = await startFetchProgress();
  try {
    const { path, sha256, kept, checked } = await fetchSource(entry, {
      agree: () => yes || confirm("Do you agree to the licence?"),
      onProgress: progress.update,
    });
    progress.stop();
    print(
      `${path} ${kept ? "was there already" : "is fetched"}, SHA-256 ${sha256} ` +
        (checked ? "as expected." : `(not known before: kept in ${path}.sha256 for the next time).`),
      `Use it with --data ${entry.source}:${path}`,
    );
  } finally {
    progress.stop();
  }
}

function writeSheet(path: string, png: Uint8Array): void {
  try {
    Deno.mkdirSync(dirname(path), { recursive: true });
    Deno.writeFileSync(path, png);
  } catch (error) {
    if (error instanceof Deno.errors.NotCapable) {
      throw new UsageError(
        `The contact sheet must lie in runs, where this task may write; got ${path}.`,
      );
    }
    throw new UsageError(`The contact sheet ${path} cannot be written: ${reasonOf(error)}.`);
  }
}

function penWidth(text: string): number {
  if (Number(text) > 0) return Number(text);
  throw new UsageError(`--pen-width must be a number of pixels above 0, got "${text}".`);
}
