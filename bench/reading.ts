/**
 * `deno task bench reading`: how long an expression takes to read, and `deno task predict` to start.
 * @module
 */
import { join } from "@std/path";
import { loadTestExpressions } from "../lib/assess/mod.ts";
import { UsageError } from "../lib/errors/mod.ts";
import { userPath } from "../lib/files/mod.ts";
import { openReader } from "../lib/recognize/mod.ts";
import { writeSection } from "./document.ts";
import { machineText, thisMachine } from "./machine.ts";
import { markdownTable } from "./markdown_table.ts";
import { SEED } from "./material.ts";
import { readOptions } from "./options.ts";
import { drawnExpressions } from "./reading/drawn_expressions.ts";
import { type ReadingTimes, timeReading } from "./reading/time_reading.ts";
import { timeStart } from "./reading/time_start.ts";
import { type Figure, printReport } from "./reports.ts";
import { spreadText, threeDigits } from "./spread_text.ts";

const DEFAULTS = {
  data: "",
  set: "2014test",
  model: "data/models/reader",
  limit: 250,
  starts: 5,
  trial: false,
};

/**
 * Prints the tables and puts them into docs/benchmarks.md; `--trial` only prints. `--data crohme:PATH` has expressions of
 * CROHME read too, `--model` by another model, `--limit` so many of each kind; `--starts` of the command count.
 *
 * @throws {UsageError} The flags are wrong.
 * @throws {DataError} There are no such expressions.
 */
export async function main(args: readonly string[]): Promise<void> {
  const { data, set, model, limit, starts, trial } = readOptions(args, DEFAULTS);
  const [, path] = /^crohme:(.+)$/.exec(data) ?? [];
  if (data !== "" && !path) throw new UsageError(`--data must be crohme:PATH, got "${data}".`);
  const machine = thisMachine(), root = join(import.meta.dirname!, "..");
  const reader = await openReader(model === DEFAULTS.model ? join(root, model) : userPath(model));
  const drawn = drawnExpressions(limit);
  const rows: [string, ReadingTimes][] = [["drawn rows of 4 to 24 symbols", timeReading(drawn, reader)]];
  if (path) {
    rows.push([`CROHME ${set}`, timeReading(await crohmeExpressions(userPath(path), set, limit), reader)]);
  }
  const start = await timeStart(root, drawn[2], starts);
  const flags = [
    ...(path ? ["--data crohme:PATH"] : []),
    ...(model === DEFAULTS.model ? [] : ["--model MODEL"]),
  ];
  const text = `\
Reading a decoded picture, on one thread, each three times: milliseconds an expression.

${readingTable(rows)}

\`deno task predict\` of a drawn row of 12 symbols, from the command, median and extremes of ${starts}:

${
    markdownTable(["", "s"], [
      ["the answer is printed", spreadText(start.answer)],
      ["its drawing is written, the end", spreadText(start.end)],
      ["`deno task` of an empty program", spreadText(start.empty)],
    ])
  }

Machine: ${machineText(machine)} Deno ${Deno.version.deno}. Command: \`${
    ["deno task bench reading", ...flags].join(" ")
  }\`.`;
  console.log(text);
  const figure = (name: string, unit: string, value: number): Figure => ({ name, unit, value });
  printReport({
    figures: [
      ...rows.flatMap(([name, { median, p95, network }]) => [
        figure(`${name}, median`, "ms", median),
        figure(`${name}, 95 in 100 below`, "ms", p95),
        figure(`${name}, network`, "ms", network),
      ]),
      figure("predict, answer", "s", start.answer.min),
      figure("predict, end", "s", start.end.min),
    ],
  });
  if (!trial) await writeSection(join(root, "docs/benchmarks.md"), "reading", text);
}

async function crohmeExpressions(path: string, set: string, limit: number) {
  const drawing = { symbolSize: 40, penWidth: 3 };
  const tests = await loadTestExpressions({ origin: { kind: "crohme", path, set, drawing }, seed: SEED });
  return tests.slice(0, limit).map((test) => test.draw().image);
}

function readingTable(rows: readonly (readonly [string, ReadingTimes])[]): string {
  return markdownTable(
    ["", "expressions", "median", "95 in 100 below", "mean", "of it in the network", "images"],
    rows.map(([name, { expressions, median, p95, mean, network, images }]) => [
      name,
      `${expressions}`,
      ...[median, p95, mean, network, images].map(threeDigits),
    ]),
  );
}
