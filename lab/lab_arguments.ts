import { UsageError } from "../lib/errors/mod.ts";

/**
 * Checks the arguments of `deno task lab`, which are flags for JupyterLab, before anything is set up.
 *
 * @returns The arguments as they are.
 * @throws {UsageError} The first is not a flag.
 */
export function labArguments(args: readonly string[]): readonly string[] {
  const [first] = args;
  if (first !== undefined && !first.startsWith("-")) {
    throw new UsageError(`deno task lab takes only flags of JupyterLab, --no-browser say, got "${first}".`);
  }
  return args;
}
