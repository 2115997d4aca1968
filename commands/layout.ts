/**
 * `deno task layout --data crohme:PATH`: fits lib/recognize/layout/layout.json, where symbols stand to each other.
 * @module
 */
import { DataError } from "../lib/data/mod.ts";
import { LatexError } from "../lib/expressions/mod.ts";
import { fitLayout, truePlacements } from "../lib/assess/mod.ts";
import type { MeasuredPlacement } from "../lib/recognize/layout/measured_placements.ts";
import { writtenGrammar } from "../lib/recognize/mod.ts";
import { failPlainly } from "./shared/fail_plainly.ts";
import { print } from "./shared/print.ts";
import { projectCommand, readArguments } from "./shared/project_command.ts";
import { crohmePath, trainingExpressions } from "./shared/training_expressions.ts";

const TABLE = "lib/recognize/layout/layout.json";

/**
 * Reads the arguments of `deno task layout`.
 *
 * @throws {UsageError} where they are wrong.
 */
export function parseLayout(args: readonly string[]): { readonly data?: string } | { readonly help: string } {
  const command = projectCommand("deno task layout")
    .usage("--data crohme:PATH")
    .description(
      `Measures how the symbols of CROHME's training expressions (2011 to 2013, without MathBrush) stand to each other, ` +
        `of those expressions that the table in use reads rightly from their true symbols, and writes ${TABLE} anew. ` +
        "Run it again until the number of expressions read rightly no longer grows.",
    )
    .option("--data <SOURCE>", "crohme:PATH");
  const asked = readArguments(command, args);
  if (asked) return asked;
  return command.opts<{ data?: string }>();
}

async function main(): Promise<number> {
  const options = parseLayout(Deno.args);
  if ("help" in options) {
    print(...options.help.split("\n"));
    return 0;
  }
  const path = crohmePath(options.data);
  const grammar = writtenGrammar();
  const placements: MeasuredPlacement[] = [];
  let count = 0, right = 0;
  for await (const expression of trainingExpressions(path)) {
    if (expression.split === "2013test") continue;
    try {
      const found = truePlacements(expression, grammar);
      count++;
      if (found.length > 0) right++;
      placements.push(...found);
    } catch (error) {
      if (!(error instanceof LatexError)) throw error;
    }
  }
  if (placements.length === 0) throw new DataError(`${path} holds no expression of CROHME's training sets.`);
  const rows = Object.entries(fitLayout(placements)).map(([key, values]) =>
    `  ${JSON.stringify(key)}: [${values.join(", ")}]`
  );
  await Deno.writeTextFile(TABLE, `{\n${rows.join(",\n")}\n}\n`);
  print(
    `${TABLE}: ${rows.length} placements, from ${right} of ${count} expressions (those of more than one symbol read rightly)`,
  );
  return 0;
}

if (import.meta.main) Deno.exit(await failPlainly(main));
