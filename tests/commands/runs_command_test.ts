import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { join, resolve } from "@std/path";
import { runRunsCommand } from "../../commands/runs/runs_command.ts";
import { UsageError } from "../../lib/errors/mod.ts";
import { writeRun } from "../experiment/kept_runs.ts";
import { testWith } from "../permission.ts";
import { withTemporaryFolder } from "../temporary.ts";

const FILES = { read: true, write: true };
const NEEDS = { ...FILES, run: true };

/** What a command prints. */
async function said(...args: string[]): Promise<string> {
  const { log } = console;
  let text = "";
  console.log = (line: string) => text += `${line}\n`;
  try {
    await runRunsCommand(args);
  } finally {
    console.log = log;
  }
  return text;
}

testWith(FILES, "a mistake on the command line of runs is told in one line", async () => {
  await withTemporaryFolder(async (folder) => {
    const run = (name: string) =>
      writeRun(join(folder, name), { settings: { rounds: 1 }, accuracies: { "iid,1": [0.1] } });
    run("one"), run("two");
    Deno.mkdirSync(join(folder, "sweep", "runs"), { recursive: true });
    Deno.mkdirSync(join(folder, "page"));
    Deno.writeTextFileSync(join(folder, "page", "comparison.json"), "{}");
    Deno.writeTextFileSync(join(folder, "page", "report.html"), "");
    run("broken"), Deno.writeTextFileSync(join(folder, "broken", "config.json"), "[]");
    const broken = `${
      join(folder, "broken", "config.json")
    } must hold a JSON object, {"rounds": 20, …}, got []`;
    const cases: [string, string][] = [
      ["lits", 'There is no command "lits"; did you mean list? There are list, show, compare.'],
      ["list --form x", "There is no flag --form; did you mean --from?"],
      ["list --from", "Option '--from <DIR>' argument missing."],
      ["list --from none", "There is no folder none."],
      ["show", "Name a run: deno task runs show RUN; deno task runs list has their names."],
      ["show one two", "Too many arguments for 'show'. Expected 1 argument but got 2: one, two."],
      ["show broken", `${join(folder, "broken")} cannot be shown: ${broken}`],
      ["show on", 'There is no run "on"; did you mean one? There are '],
      ["compare", "Name two runs or more, got none."],
      ["compare one", "Name two runs or more, got only one."],
      ["compare one two one/", "one/ is named twice; compare a run with others."],
      ["compare one tow", 'There is no run "tow"; did you mean two? There are '],
      ["compare one sweep", "sweep is a sweep: its own report.html compares its runs."],
      ["compare one page", "page is a comparison of runs, not a run."],
      ["compare one broken", `broken cannot be compared: ${broken}`],
      [`compare one two --out ${join(folder, "one")}`, "holds a run: give another folder with --out"],
    ];
    for (const [line, message] of cases) {
      const args = [...line.split(" "), ...(/--f|lits/.test(line) ? [] : ["--from", folder])];
      const error = await assertRejects(() => runRunsCommand(args), UsageError);
      assertStringIncludes(error.message, message);
    }
  });
});

testWith(
  NEEDS,
  "runs are listed, shown and compared, also from another folder, and nothing is written over",
  async () => {
    await withTemporaryFolder(async (folder) => {
      const settings = { rounds: 2, clients: 4 };
      writeRun(join(folder, "one"), { settings, accuracies: { "iid,1": [0.1, 0.4] } });
      writeRun(join(folder, "two"), {
        settings: { ...settings, strategy: "fedprox:0.5" },
        accuracies: { "iid,1": [0.3] },
        files: { "checkpoints/one": "" },
      });
      const from = ["--from", folder];
      const listed = await said("list", ...from);
      assertEquals(listed.trimEnd().split("\n").map((line) => line.split(/ +/)[0]).sort(), [
        "name",
        "one",
        "two",
      ]);

      const shown = await said("show", "two", ...from);
      const two = join(folder, "two");
      assertStringIncludes(shown, "\n--clients   4            10       clients\n");
      assertStringIncludes(
        shown,
        "\n  deno task experiment iid --clients 4 --rounds 2 --strategy fedprox:0.5\n",
      );
      assertStringIncludes(shown, `\n  deno task experiment --resume ${two}\n`);
      assertStringIncludes(shown, `\nIn ${two}: checkpoints/, config.json, history.csv\n`);

      const { code, stdout } = await new Deno.Command(Deno.execPath(), {
        args: ["task", "--config", resolve("deno.json"), "runs", "compare", "one", "two/", "--from", "."],
        cwd: folder,
        env: { INIT_CWD: resolve(folder), NO_COLOR: "1" },
      }).output();
      const compared = new TextDecoder().decode(stdout);
      assertEquals(code, 0, compared);
      const [, page] = /^Open (.+\/report\.html) in a browser/m.exec(compared) ?? [];
      assert(page?.startsWith(resolve("runs/compare-one-two")), compared);
      try {
        assertStringIncludes(compared, "\n--strategy  fedavg  fedprox:0.5\n");
        assertStringIncludes(compared, "\ntwo is not finished: stopped, resumable.\n");
        const html = await Deno.readTextFile(page);
        assertStringIncludes(html, "fedprox:0.5");
        assertStringIncludes(await Deno.readTextFile(join(page, "..", "curves.svg")), "two");
        assertStringIncludes(await said("list", "--from", resolve(page, "../..")), "a comparison");

        const out = join(folder, "page");
        await said("compare", "one", "two", ...from, "--out", out);
        const before = await Deno.readTextFile(join(out, "comparison.json"));
        await assertRejects(() => said("compare", "two", "one", ...from, "--out", out), UsageError, out);
        assertEquals(await Deno.readTextFile(join(out, "comparison.json")), before);
      } finally {
        await Deno.remove(join(page, ".."), { recursive: true });
      }
    });
  },
);

const UNSEEN = /[^\P{C}\n]/u;

testWith(NEEDS, "what folders and settings of others hold acts on no terminal and no page", async () => {
  await withTemporaryFolder(async (folder) => {
    const escape = "\x1b]0;title\x07\u202e<script>";
    const settings = { rounds: 1, data: `folder:${escape}`, start: escape, strategy: `${escape}.ts` };
    const accuracies = { "iid,1": [0.1] };
    for (const name of [`a${escape}`, "b"]) writeRun(join(folder, name), { settings, accuracies });
    const sweep = join(folder, `s${escape}`);
    Deno.mkdirSync(join(sweep, "runs"), { recursive: true });
    Deno.writeTextFileSync(join(sweep, "sweep.json"), JSON.stringify({ title: escape }));
    Deno.mkdirSync(join(folder, `o${escape}`));
    writeRun(join(folder, `d${escape}`), { settings, accuracies });
    Deno.writeTextFileSync(join(folder, `d${escape}`, "config.json"), JSON.stringify({ [escape]: 1 }));

    const from = ["--from", folder], out = join(folder, "page");
    const texts = [
      await said("list", ...from),
      await said("show", `a${escape}`, ...from),
      await said("show", `s${escape}`, ...from),
      await said("compare", "b", `a${escape}`, ...from, "--out", out),
      ...["report.html", "comparison.json"].map((name) => Deno.readTextFileSync(join(out, name))),
    ];
    for (const text of texts) assertEquals(UNSEEN.exec(text.replace(/<script>[^]*?<\/script>/g, "")), null);
    assertStringIncludes(texts[0], "\\x1b]0;title\\x07\\u202e<script>");
    assertStringIncludes(texts[4], "&lt;script&gt;");
  });
});
