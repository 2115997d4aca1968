import type { Settings } from "../../lib/experiment/light.ts";
import { parseArguments, settingsOf, withFlags } from "./flag_parser.ts";
import { projectCommand } from "../shared/project_command.ts";
import { UsageError } from "../../lib/errors/mod.ts";
import { userPath } from "../../lib/files/mod.ts";

/** What a command line of `deno task sweep` asks for. */
export type SweepCommand =
  | { readonly kind: "run"; readonly path: string; readonly flags: Settings; readonly force: boolean }
  | { readonly kind: "help"; readonly text: string };

const HELP = `
FILE is a JSON object: {"title": "…", "target": 0.85, "base": {…}, "axes": {"strategy": […], "experiment": […]}}.
Base and axes hold settings as a configuration file does; an axis is a list of values of the setting it is named
after, or of objects {"name": "…", …} that set several. Every combination is run with every seed; a finished run is
never done again, and what was interrupted is done at the next call. Flags override the base, not the axes.

Examples:
  deno task sweep sweeps/compression.json
  deno task sweep sweeps/strategies.json --data crohme:FOLDER --seeds 1 --out runs/strategies
`;

/**
 * Reads the arguments of `deno task sweep`.
 *
 * @throws {UsageError} No file named, an unknown flag, or a value against its rule.
 */
export function parseSweepCommand(args: readonly string[]): SweepCommand {
  const command = withFlags(projectCommand("deno task sweep"))
    .usage("FILE [flags]")
    .description("Runs combinations of settings with several seeds and compares them in a table and charts.")
    .argument("[file]")
    .option("--force", "write over other results in the folder of this sweep's");
  if (args.length === 0 || args.includes("--help") || args.includes("-h")) {
    return { kind: "help", text: command.helpInformation() + HELP };
  }
  const { force, ...given } = parseArguments(command, args), flags = settingsOf(given);
  const [path] = command.args;
  if (path === undefined) throw new UsageError("Name the sweep's file: deno task sweep FILE.");
  return { kind: "run", path: userPath(path), flags, force: force === true };
}
