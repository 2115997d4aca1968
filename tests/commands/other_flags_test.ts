import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { join } from "@std/path";
import { createHash } from "node:crypto";
import { runDataCommand } from "../../commands/data/data_command.ts";
import { crohmePath, trainingExpressions } from "../../commands/shared/training_expressions.ts";
import { UsageError } from "../../lib/errors/mod.ts";
import { countGrammar } from "../../lib/assess/mod.ts";
import { parseLatex } from "../../lib/expressions/mod.ts";
import { testWith } from "../permission.ts";
import { withTemporaryFolder } from "../temporary.ts";
import { outcome, program } from "./experiment_process.ts";

const NEEDS = { read: true, write: true };

/** What `deno task data` prints in this process. */
async function printed(...args: string[]): Promise<string> {
  const lines: string[] = [], log = console.log;
  console.log = (line: string) => lines.push(line);
  try {
    await runDataCommand(args);
  } finally {
    console.log = log;
  }
  return lines.join("\n");
}

testWith(NEEDS, "each flag of `data show` changes what it should, and nothing else", async () => {
  await withTemporaryFolder(async (folder) => {
    let number = 0;
    const facets = async (...flags: string[]) => {
      const out = join(folder, `${number++}.png`);
      const { images, labels, split, contactSheet } = JSON.parse(
        await printed("show", "ink", "--json", "--count", "90", "--out", out, ...flags),
      );
      const sheet = createHash("sha256").update(await Deno.readFile(out)).digest("hex");
      assert(contactSheet.endsWith(out), contactSheet);
      return { images, labels: JSON.stringify(labels), split: split?.split, sheet };
    };
    const before = await facets();
    assertEquals([before.images, before.split], [90, undefined]);
    for (
      const [flags, changes] of [
        [[], []],
        [["--seed", "2"], ["labels", "sheet"]],
        [["--count", "100"], ["images", "labels", "sheet"]],
        [["--pen-width", "4"], ["sheet"]],
        [["--split", "random:0.5"], ["split"]],
      ] as const
    ) {
      const after = await facets(...flags);
      const changed = Object.keys(before).filter((key) =>
        before[key as keyof typeof before] !== after[key as keyof typeof after]
      );
      assertEquals(changed, [...changes], flags.join(" "));
    }
  });
});

testWith({ read: true }, "`data list` names every source and data set, with --json as JSON", async () => {
  const { sources, catalogue } = JSON.parse(await printed("list", "--json"));
  assertEquals(sources.map(({ name }: { name: string }) => name), ["ink", "crohme", "folder", "digits"]);
  const text = await printed("list");
  for (const { name } of [...sources, ...catalogue]) assertStringIncludes(text, name);
  assertThrows(() => JSON.parse(text));
});

/** A packed line of an expression whose LaTeX names the set it is of. */
function line(split: string, latex: string): string {
  const symbols = [{ raw: "2", label: "2", strokes: [[0, 0, 5, 5]] }];
  return JSON.stringify({ id: split, split, writer: "w", latex, symbols }) + "\n";
}

const EXPRESSIONS = line("2011train", "1+2") + line("2013train-kaist", "x^2") +
  line("2012test", "\\frac{1}{2}") +
  line("2013train-mathbrush", "7+7") + line("2014test", "8+8") + line("2016test", "9+9") +
  line("2013train", "\\odd{");

testWith(NEEDS, "grammar and layout learn from CROHME's training sets, without MathBrush", async () => {
  await withTemporaryFolder(async (folder) => {
    const path = join(folder, "some.jsonl");
    await Deno.writeTextFile(path, EXPRESSIONS);
    const found = await Array.fromAsync(trainingExpressions(path));
    assertEquals(found.map(({ split }) => split), ["2011train", "2013train-kaist", "2012test", "2013train"]);
  });
  assertThrows(() => crohmePath(), UsageError, '--data must be crohme:PATH, got "".');
  assertThrows(() => crohmePath("ink"), UsageError, '--data must be crohme:PATH, got "ink".');
});

testWith({ ...NEEDS, run: true }, "`grammar` writes what it counted of --data into --out", async () => {
  await withTemporaryFolder(async (folder) => {
    const path = join(folder, "some.jsonl"), out = join(folder, "reader");
    await Deno.writeTextFile(path, EXPRESSIONS);
    const told = await outcome(program("grammar", "--data", `crohme:${path}`, "--out", out).spawn());
    assertEquals([told.code, told.err], [0, ""]);
    assertStringIncludes(told.out, "grammar.json: from 3 expressions, 1 left out as no LaTeX that is read");
    const counted = countGrammar(["1+2", "x^2", "\\frac{1}{2}"].map(parseLatex));
    assertEquals(
      JSON.parse(await Deno.readTextFile(join(out, "grammar.json"))),
      JSON.parse(JSON.stringify(counted)),
    );
  });
});
