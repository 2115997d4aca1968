/**
 * `deno task grammar --data crohme:PATH --out FOLDER`: learns a reader's grammar from the LaTeX of expressions.
 * @module
 */
import { DataError } from "../lib/data/mod.ts";
import { LatexError, parseLatex, type RowNode } from "../lib/expressions/mod.ts";
import { countGrammar, truthLatex } from "../lib/assess/mod.ts";
import { failPlainly } from "./shared/fail_plainly.ts";
import { print } from "./shared/print.ts";
import { projectCommand, readArguments } from "./shared/project_command.ts";
import { crohmePath, trainingExpressions } from "./shared/training_expressions.ts";
import { UsageError } from "../lib/errors/mod.ts";
import { userPath } from "../lib/files/mod.ts";

interface Options {
  readonly data?: string;
  readonly out?: string;
}

/**
 * Reads the arguments of `deno task grammar`.
 *
 * @throws {UsageError} where they are wrong.
 */
export function parseGrammar(args: readonly string[]): Options | { help: string } {
  const command = projectCommand("deno task grammar")
    .usage("--data crohme:PATH --out FOLDER")
    .description(
      "Counts which symbols stand beside each other in the LaTeX of CROHME's training expressions (2011 to 2013, " +
        "without MathBrush, whose formulas are random), and writes FOLDER/grammar.json beside a reader's network.",
    )
    .option("--data <SOURCE>", "crohme:PATH")
    .option("--out <FOLDER>", "the folder of a reader's model", userPath);
  const asked = readArguments(command, args);
  if (asked) return asked;
  return command.opts<Options>();
}

async function main(): Promise<number> {
  const options = parseGrammar(Deno.args);
  if ("help" in options) {
    print(...options.help.split("\n"));
    return 0;
  }
  const path = crohmePath(options.data);
  if (!options.out) throw new UsageError("--out must name a folder.");
  const { rows, unread } = await trainingRows(path);
  if (rows.length === 0) throw new DataError(`${path} holds no LaTeX of CROHME's training sets.`);
  await Deno.mkdir(options.out, { recursive: true });
  await Deno.writeTextFile(`${options.out}/grammar.json`, JSON.stringify(countGrammar(rows)) + "\n");
  print(
    `${options.out}/grammar.json: from ${rows.length} expressions, ${unread} left out as no LaTeX that is read`,
  );
  return 0;
}

async function trainingRows(path: string): Promise<{ rows: RowNode[]; unread: number }> {
  const rows: RowNode[] = [];
  let unread = 0;
  for await (const expression of trainingExpressions(path)) {
    try {
      const row = parseLatex(truthLatex(expression));
      if (row.children.length > 0) rows.push(row);
    } catch (error) {
      if (!(error instanceof LatexError)) throw error;
      unread++;
    }
  }
  return { rows, unread };
}

if (import.meta.main) Deno.exit(await failPlainly(main));
