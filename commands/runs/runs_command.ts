import type { Command } from "commander";
import { noSuch, UsageError } from "../../lib/errors/mod.ts";
import { projectPath, userPath } from "../../lib/files/mod.ts";
import { asksForHelp, mistake, projectCommand } from "../shared/project_command.ts";
import { HelpAsked } from "../shared/help_asked.ts";
import { compare } from "./compare.ts";
import { list } from "./list.ts";
import { show } from "./show.ts";

/**
 * Runs `deno task runs` with these arguments: `list`, `show RUN` or `compare RUN RUN…`.
 *
 * @throws {HelpAsked} The help is asked for, or nothing is.
 * @throws {UsageError} An unknown command, flag or run.
 */
export async function runRunsCommand(args: readonly string[]): Promise<void> {
  const command = runsCommand({ list, show, compare });
  const chosen = command.commands.find((one) => one.name() === args[0]) ?? command;
  if (args.length === 0 || asksForHelp(args)) throw new HelpAsked(chosen.helpInformation());
  const names = command.commands.map((one) => one.name());
  if (chosen === command && !args[0].startsWith("-")) throw new UsageError(noSuch("command", args[0], names));
  try {
    await command.parseAsync(args, { from: "user" });
  } catch (error) {
    throw mistake(chosen, error);
  }
}

/** Where the runs are that a command may name. */
export interface FromFlag {
  /** The folder of runs. */
  readonly from: string;
}

/** What the commands of `deno task runs` do; another one than this program's only reads the arguments. */
export interface RunsActions {
  /** `list`. */
  readonly list: (flags: FromFlag) => void | Promise<void>;
  /** `show RUN`. */
  readonly show: (run: string | undefined, flags: FromFlag) => void | Promise<void>;
  /** `compare RUN RUN…`. */
  readonly compare: (
    runs: string[],
    flags: FromFlag & { readonly out?: string },
  ) => void | Promise<void>;
}

/** The arguments of `deno task runs`, and what is done for each command. */
export function runsCommand({ list, show, compare }: RunsActions): Command {
  const command = projectCommand("deno task runs")
    .description("Lists, shows and compares the runs that experiments have left.")
    .helpCommand(false);
  const withFrom = (one: Command) =>
    one.option("--from <DIR>", "the folder of the runs", userPath, projectPath("runs"));
  withFrom(command.command("list"))
    .description("all runs with their accuracies and how far they came, the newest last")
    .action(list);
  withFrom(command.command("show"))
    .description("a run's settings and results, the command that repeats it, and its files")
    .argument("[run]", "a run's name, or the path of its folder")
    .action(show);
  withFrom(command.command("compare"))
    .description(
      "the runs in one chart and one table, with what differs in their settings; a page and an SVG",
    )
    .argument("[runs...]", "two runs or more, each by its name or the path of its folder")
    .option("--out <DIR>", "folder of page and SVG (default: runs/compare- and the names)", userPath)
    .action(compare);
  return command;
}
