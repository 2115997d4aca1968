import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { join, resolve } from "@std/path";
import { outcomeOf } from "../../harness/outcome.ts";
import { claimFolder, otherThanSweep, resultsIn } from "../../lib/experiment/results/claim_folder.ts";
import { lockFolder, tryLockFolder } from "../../lib/experiment/results/folder_lock.ts";
import { UsageError } from "../../lib/errors/usage_error.ts";
import { WriteError } from "../../lib/files/mod.ts";
import { testWith } from "../permission.ts";
import { experiment, outcome } from "../commands/experiment_process.ts";
import { withTemporaryFolder } from "../temporary.ts";

const NEEDS = { read: true, write: true, run: true };
const SMALL = ["iid", "--data", "digits", "--sample", "200", "--clients", "2", "--workers", "1"];

/** What a command says where all is well. */
async function said(...args: string[]): Promise<string> {
  const { code, out, err } = await outcome(experiment(...args).spawn());
  assertEquals([code, err], [0, ""]);
  return out;
}

/** The one line of a command that is refused. */
async function refusal(...args: string[]): Promise<string> {
  const { code, err } = await outcome(experiment(...args).spawn());
  assertEquals(code, 1);
  assert(/^error: [^\n]+\n$/.test(err), err);
  return err;
}

testWith(
  NEEDS,
  "a run started again goes to the next free name and says so; the first one stays",
  async () => {
    const args = [...SMALL, "--rounds", "1", "--strategy", "fedprox:0.0123"];
    const first = "runs/iid-fedprox-0.0123", second = `${first}-2`;
    const remove = () =>
      Promise.all([first, second].map((path) => Deno.remove(path, { recursive: true }).catch(() => {})));
    await remove();
    try {
      assertStringIncludes(await said(...args), `Open ${first}/report.html`);
      const before = await outcomeOf(first);
      const told = await said(...args, "--seed", "2");
      assertStringIncludes(told, `${first} holds a run already: this one goes to ${second}.`);
      assertStringIncludes(told, `Open ${second}/report.html`);
      assertEquals(await outcomeOf(first), before);
    } finally {
      await remove();
    }
  },
);

testWith(
  NEEDS,
  "two equal runs started at the same moment have a folder each, with equal results",
  async () => {
    const args = [...SMALL, "--rounds", "1", "--strategy", "fedprox:0.0321"];
    const folders = ["runs/iid-fedprox-0.0321", "runs/iid-fedprox-0.0321-2"];
    const remove = () =>
      Promise.all(folders.map((path) => Deno.remove(path, { recursive: true }).catch(() => {})));
    await remove();
    try {
      const told = await Promise.all([said(...args), said(...args)]);
      const pages = told.map((text) => /Open (\S+)\/report\.html/.exec(text)?.[1]);
      assertEquals(pages.sort(), folders);
      const [one, other] = await Promise.all(folders.map(outcomeOf));
      assertEquals(one, other);
    } finally {
      await remove();
    }
  },
);

testWith(
  NEEDS,
  "a finished run in the folder of --out stays, unless --force; a start that fails destroys nothing",
  async () => {
    await withTemporaryFolder(async (folder) => {
      const out = join(folder, "out"), args = [...SMALL, "--rounds", "1", "--out", out];
      await said(...args);
      const before = await outcomeOf(out);
      assertStringIncludes(
        await refusal(...args, "--seed", "2"),
        `${out} holds a run: give another folder with --out, or --force to replace it.`,
      );
      await refusal(...args, "--force", "--strategy", "./none.ts");
      assertEquals(await outcomeOf(out), before);
      await said(...args, "--seed", "2", "--force");
      assert(await outcomeOf(out) !== before);
    });
  },
);

testWith(NEEDS, "a folder that may not be written is told before the data is looked at", async () => {
  const err = await refusal("iid", "--data", "crohme:no/such/folder", "--out", "tests/results");
  assertEquals(
    err,
    `error: This command may not write into tests/results; give a folder in ${resolve("runs")} with --out.\n`,
  );
});

testWith(
  NEEDS,
  "a finished run goes on to more rounds, to the bytes of one that had them from the start",
  async () => {
    await withTemporaryFolder(async (folder) => {
      const short = join(folder, "short"), long = join(folder, "long");
      const args = [...SMALL, "--strategy", "fedavgm", "--lr-decay", "0.9", "--sampled", "0.5"];
      await said(...args, "--rounds", "2", "--out", short);
      await said(...args, "--rounds", "4", "--out", long);
      assertStringIncludes(
        await refusal("--resume", short, "--rounds", "1"),
        "--rounds can make a run longer only: it was to have 2, got 1.",
      );
      assertStringIncludes(await said("--resume", short, "--rounds", "4"), "iid goes on after round 2 of 4");
      assertStringIncludes(await said("--resume", short), "iid has its 4 rounds already");
      assertEquals(await outcomeOf(short), await outcomeOf(long));
      assertEquals(JSON.parse(await Deno.readTextFile(join(short, "config.json"))).rounds, 4);
      assertEquals(JSON.parse(await Deno.readTextFile(join(short, "summary.json"))).methods[0].rounds, 4);
    });
  },
);

testWith(NEEDS, "a run whose last round is another kind of round is not made longer", async () => {
  await withTemporaryFolder(async (folder) => {
    const out = join(folder, "out");
    await said(...SMALL, "--rounds", "2", "--strategy", "ccvr:100", "--out", out);
    const before = await outcomeOf(out);
    assertStringIncludes(
      await refusal("--resume", out, "--rounds", "3"),
      "CCVR does something else in the last round, which was to be round 2: such a run cannot be made longer",
    );
    assertEquals(await outcomeOf(out), before);
  });
});

const FILES = { read: true, write: true };

testWith(
  FILES,
  "what lies in a locked folder can be deleted, and it stays locked; removed and made anew it is told",
  async () => {
    await withTemporaryFolder((folder) => {
      const path = join(folder, "run");
      using locked = lockFolder(path);
      for (const { name } of Deno.readDirSync(path)) Deno.removeSync(join(path, name), { recursive: true });
      assertEquals(tryLockFolder(path), undefined);
      assertThrows(() => lockFolder(path), UsageError, "Another run is writing into");
      locked.check();
      Deno.removeSync(path, { recursive: true });
      Deno.mkdirSync(path);
      assertThrows(() => locked.check(), WriteError, "was removed, or replaced by another");
      locked.discard();
      assert(Deno.statSync(path).isDirectory, "what another has made is not removed");
    });
  },
);

testWith(
  FILES,
  "a folder that was made for nothing is removed, with those it was made in; one that was there stays",
  async () => {
    await withTemporaryFolder((folder) => {
      {
        using locked = lockFolder(join(folder, "a", "b", "c"));
        locked.discard();
      }
      assertEquals([...Deno.readDirSync(folder)], []);
      Deno.mkdirSync(join(folder, "mine"));
      {
        using locked = lockFolder(join(folder, "mine"));
        locked.discard();
      }
      assert(Deno.statSync(join(folder, "mine")).isDirectory);
    });
  },
);

testWith(
  FILES,
  "a default folder gives way to results and to runs that go on; a named one does not",
  async () => {
    await withTemporaryFolder((folder) => {
      const path = join(folder, "run"), wish = { path, named: false, force: false, holds: resultsIn };
      Deno.mkdirSync(path);
      Deno.writeTextFileSync(join(path, "config.json"), "{}");
      {
        using first = claimFolder(wish);
        assertEquals(first.path, path);
        using second = claimFolder(wish);
        assertEquals(second.path, `${path}-2`);
        assertThrows(() => claimFolder({ ...wish, named: true }), UsageError, "Another run is writing into");
        assertThrows(() => claimFolder({ ...wish, force: true }), UsageError, "Another run is writing into");
      }
      for (const name of ["model", "history.csv", "report.html", "sweep.json"]) {
        Deno.writeTextFileSync(join(path, name), "{}");
        using third = claimFolder(wish);
        assertEquals(third.path, `${path}-2`, name);
        assertThrows(() => claimFolder({ ...wish, named: true }), UsageError, "--force to replace it");
        using forced = claimFolder({ ...wish, named: true, force: true });
        assertEquals(forced.path, path);
        Deno.removeSync(join(path, name));
      }
    });
  },
);

testWith(FILES, "a sweep goes on in its own folder, and not in another sweep's or a run's", async () => {
  await withTemporaryFolder((folder) => {
    const holds = otherThanSweep("Mine");
    assertEquals(holds(folder), undefined);
    Deno.writeTextFileSync(join(folder, "sweep.json"), JSON.stringify({ title: "Mine" }));
    assertEquals(holds(folder), undefined);
    Deno.writeTextFileSync(join(folder, "sweep.json"), JSON.stringify({ title: "Theirs" }));
    assertEquals(holds(folder), 'another sweep, "Theirs"');
    Deno.removeSync(join(folder, "sweep.json"));
    Deno.writeTextFileSync(join(folder, "history.csv"), "");
    assertEquals(holds(folder), "a run");
  });
});
