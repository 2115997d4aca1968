import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { join, resolve } from "@std/path";
import { findEntry, listRuns, lockFolder, runsTable } from "../../lib/experiment/mod.ts";
import { UsageError } from "../../lib/errors/mod.ts";
import { makeLink } from "../links.ts";
import { testWith } from "../permission.ts";
import { withTemporaryFolder } from "../temporary.ts";
import { writeRun } from "./kept_runs.ts";

const FILES = { read: true, write: true };

/** The rows of the table of a folder's results, each without when it was written, by name. */
function rowsIn(folder: string): Record<string, string[][]> {
  const { columns, rows } = runsTable(listRuns(folder).entries);
  assertEquals(columns.slice(0, 2), ["name", "written"]);
  const named: Record<string, string[][]> = {};
  let name = "";
  for (const [first, , ...rest] of rows as string[][]) {
    name = first || name;
    (named[name] ??= []).push(rest);
  }
  return named;
}

testWith(FILES, "runs are listed with what they reached and how far they came", async () => {
  await withTemporaryFolder((folder) => {
    const settings = { rounds: 3 };
    writeRun(join(folder, "done"), {
      settings: { ...settings, strategy: "scaffold", optimizer: "sgd" },
      accuracies: { "iid,1": [0.1, 0.75, 0.5] },
    });
    writeRun(join(folder, "three"), {
      settings: { ...settings, experiment: "compare", seeds: 2 },
      accuracies: { "central,1": [0.1, 0.2, 0.3], "central,2": [0.1, 0.2, 0.4], "iid,1": [0.25] },
      files: { "checkpoints/one": "" },
    });
    writeRun(join(folder, "killed"), {
      settings: { ...settings, experiment: "central" },
      accuracies: { "central,1": [0.1, 0.2, 0.3] },
      files: {},
    });
    assertEquals(rowsIn(folder), {
      done: [["iid", "ink", "scaffold", "1", "3/3", "50.0 %", "75.0 %", "6", "finished"]],
      three: [
        [
          "central",
          "ink",
          "",
          "2/2",
          "3/3",
          "35.0 % (30.0 %–40.0 %)",
          "35.0 %",
          "6",
          "stopped, resumable",
        ],
        ["iid", "", "fedavg", "1/2", "1/3", "25.0 %", "25.0 %", "1", ""],
        ["non-iid", "", "fedavg", "0/2", "0/3", "", "", "", ""],
      ],
      // All its rounds are there, and no summary: it was killed before it was written.
      killed: [["central", "ink", "", "1", "3/3", "30.0 %", "30.0 %", "6", "stopped, not resumable"]],
    });
    using locked = lockFolder(join(folder, "killed"));
    assertEquals(rowsIn(folder).killed[0].at(-1), "being written");
    locked.check();
    using _beginning = lockFolder(join(folder, "new"));
    assertEquals(rowsIn(folder).new[0].at(-1), "being written, no round is finished yet");
  });
});

testWith(FILES, "the newest run is the last of the list", async () => {
  await withTemporaryFolder((folder) => {
    for (const [name, second] of [["b", 3], ["c", 1], ["a", 2]] as const) {
      writeRun(join(folder, name), { settings: { rounds: 1 }, accuracies: { "iid,1": [0.1] } });
      Deno.utimeSync(join(folder, name, "history.csv"), second, second);
    }
    assertEquals(listRuns(folder).entries.map(({ name }) => name), ["c", "a", "b"]);
  });
});

testWith(
  { ...FILES, run: true },
  "what is damaged, foreign or something else stands in the list and does not end it",
  async () => {
    await withTemporaryFolder(async (folder) => {
      const run = (name: string) => {
        writeRun(join(folder, name), { settings: { rounds: 1 }, accuracies: { "iid,1": [0.1] } });
        return join(folder, name);
      };
      run("good");
      Deno.writeTextFileSync(join(run("no json"), "config.json"), "{");
      Deno.writeTextFileSync(join(run("other keys"), "config.json"), '{"experiment": "iid", "clientz": 3}');
      Deno.writeTextFileSync(join(run("no experiment"), "config.json"), "{}");
      Deno.writeTextFileSync(join(run("another's rounds"), "config.json"), '{"experiment": "non-iid"}');
      Deno.writeTextFileSync(join(run("no history"), "history.csv"), "");
      Deno.removeSync(join(run("no config"), "config.json"));
      Deno.truncateSync(join(run("too large"), "history.csv"), 2 ** 25 + 1);
      Deno.removeSync(join(run("a folder for a file"), "history.csv"));
      Deno.mkdirSync(join(folder, "a folder for a file", "history.csv"));
      for (const name of ["empty", "foreign"]) Deno.mkdirSync(join(folder, name));
      Deno.writeTextFileSync(join(folder, "foreign", "notes.txt"), "");
      Deno.writeTextFileSync(join(folder, "data-ink.png"), "");
      await makeLink("symlink", "nowhere", join(folder, "link"));
      await makeLink("symlink", "good", join(folder, "other name"));
      Deno.mkdirSync(join(folder, "sweep", "runs"), { recursive: true });
      Deno.writeTextFileSync(join(folder, "sweep", "runs", "0123.json"), "");
      Deno.mkdirSync(join(folder, "bad sweep"));
      Deno.writeTextFileSync(join(folder, "bad sweep", "sweep.json"), "[]");

      const { entries, others } = listRuns(folder);
      assertEquals(others, ["empty", "foreign"]);
      const rows = rowsIn(folder);
      assertEquals(rows.good, rows["other name"]);
      assertEquals(rows.sweep[0].at(-1), "1 run finished, stopped");
      const reasons = Object.fromEntries(
        entries.flatMap((entry) => entry.kind === "damaged" ? [[entry.name, entry.reason]] : []),
      );
      const told: Record<string, string> = {
        "no json": "is not valid JSON",
        "other keys": 'config.json: "clientz" is not a known key; did you mean "clients"?',
        "no experiment": "config.json names no experiment.",
        "another's rounds": "history.csv has no round of non-iid.",
        "no history": "history.csv has the columns , a history has method",
        "no config": "There is no file",
        "too large": "the limit is 33554432",
        "a folder for a file": "it is a folder, not a file",
        "bad sweep": "sweep.json must hold a JSON object",
      };
      assertEquals(Object.keys(reasons).sort(), Object.keys(told).sort());
      for (const [name, reason] of Object.entries(told)) assertStringIncludes(reasons[name], reason);
    });
  },
);

testWith(
  FILES,
  "a run is found by its name and by every path to it; another name gets a suggestion",
  async () => {
    await withTemporaryFolder((folder) => {
      writeRun(join(folder, "good"), { settings: { rounds: 1 }, accuracies: { "iid,1": [0.1] } });
      Deno.mkdirSync(join(folder, "empty"));
      Deno.writeTextFileSync(join(folder, "file"), "");
      const whole = resolve(folder, "good");
      for (
        const name of ["good", "good/", join(folder, "good"), `${join(folder, "good")}//`, whole, `${whole}/`]
      ) {
        const entry = findEntry(name, folder);
        assertEquals([entry.kind, resolve(entry.folder)], ["run", whole], name);
      }
      const refused: [string, string][] = [
        ["gud", `There is no run "gud"; did you mean good? There are good.`],
        ["empty", `"empty" holds no run.`],
        [join(folder, "file"), "is a file; name the folder of a run."],
      ];
      for (const [name, message] of refused) assertThrows(() => findEntry(name, folder), UsageError, message);
      const none = join(folder, "empty");
      assertThrows(
        () => findEntry("good", none),
        UsageError,
        `There is no run "good": ${none} holds none yet.`,
      );
      assertThrows(() => findEntry("good", `${none}/x`), UsageError, `no folder ${none}/x with runs`);
      assertThrows(() => listRuns(`${none}/x`), UsageError, `There is no folder ${none}/x.`);
    });
  },
);
