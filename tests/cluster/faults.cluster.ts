import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { ROOT } from "../../cluster/environment.ts";
import { until } from "./processes.ts";
import { RealCluster } from "./real_cluster.ts";

const SMALL = ["iid", "--sample", "600", "--clients", "5", "--round-seconds", "150"];

/** `cluster join` of this project in another version: a node that was not brought up to date. */
async function joinOutdated({ state: { folder } }: RealCluster, part: number): Promise<AsyncDisposable> {
  const root = join(folder, "other");
  for (const part of ["lib", "cluster", "scripts", "links", "deno.json", "imports.json", "locks"]) {
    await copy(join(ROOT, part), join(root, part));
  }
  const path = join(root, "deno.json");
  const text = await Deno.readTextFile(path);
  await Deno.writeTextFile(path, text.replace(/"version": "[^"]*"/, '"version": "0.0.9"'));
  await Deno.symlink(join(ROOT, "cluster", ".venv"), join(root, "cluster", ".venv"));
  const invitation = join(folder, "outdated.invitation.json");
  const node = new Deno.Command(Deno.execPath(), {
    args: [
      ...[
        "run",
        "--no-prompt",
        "--allow-all",
        "--cached-only",
        `--lock=${join(root, "locks", "experiment.json")}`,
        "--config",
        path,
        join(root, "cluster", "main.ts"),
      ],
      ...["join", invitation, "--data", "ink", "--sample", "600", "--part", `${part}`, "--state", folder],
    ],
    stdout: "null",
  }).spawn();
  return {
    async [Symbol.asyncDispose]() {
      node.kill("SIGTERM");
      await node.status;
    },
  };
}

async function copy(from: string, to: string): Promise<void> {
  if ((await Deno.stat(from)).isFile) return Deno.copyFile(from, to);
  await Deno.mkdir(to, { recursive: true });
  for await (const { name } of Deno.readDir(from)) {
    if (name !== ".venv" && name !== "__pycache__") await copy(join(from, name), join(to, name));
  }
}

Deno.test("faults of nodes: counted as dropped, with the reason, and the run goes on", async (t) => {
  await using cluster = await RealCluster.start();
  cluster.join(await cluster.invited("steady"), { data: "ink", sample: 600, part: 0 });
  cluster.join(await cluster.invited("trainerless"), { data: "ink", sample: 600, part: 1 });
  cluster.join(await cluster.invited("fallen"), { data: "ink", sample: 600, part: 2 });
  await cluster.invited("outdated");
  await using _ = await joinOutdated(cluster, 3);
  const late = await cluster.invited("late");

  const start = performance.now();
  const running = cluster.run(...SMALL, "--rounds", "5", "--nodes", "4");
  await cluster.kill("supernode-trainerless", "trainer.ts");
  const round1 = await until("round 1", 200, async () => (await cluster.history())[0]);
  await cluster.kill("supernode-fallen", "trainer.ts").catch(() => {});
  await cluster.kill("supernode-fallen", "flower-supernode");
  const killed = performance.now();
  cluster.join(late, { data: "ink", sample: 600, part: 4 });
  const round2 = await until("round 2", 200, async () => (await cluster.history())[1]);
  const waited = (performance.now() - killed) / 1000;
  const { code, rounds } = await running;
  console.log(
    `  five rounds took ${((performance.now() - start) / 1000).toFixed(0)} s; round 2 ended ${
      waited.toFixed(0)
    } s after the SuperNode was killed`,
  );
  for (const { round, clients, dropouts } of rounds) {
    console.log(
      `  round ${round}: trained ${clients.map(({ client }) => client)}; dropped ${
        dropouts.map(({ client, reason }) => `${client} (${reason})`).join(", ")
      }`,
    );
  }

  await t.step("the run ends well, with all its rounds", () => {
    assertEquals([code, rounds.length], [0, 5]);
  });
  await t.step("a trainer killed: its node drops out of that round and is back in the next", () => {
    const { reason } = round1.dropouts.find(({ client }) => client === 1)!;
    assertStringIncludes(reason, "the trainer ended before it had answered");
    assert(rounds[1].clients.some(({ client }) => client === 1));
  });
  await t.step(
    "another model version: its node drops out of every round, with both versions in the reason",
    () => {
      for (const { dropouts } of rounds) {
        assert(
          dropouts.some(({ reason }) => /model version 0\.0\.9\/\w+, the server 0\.1\.0\//.test(reason)),
        );
      }
    },
  );
  await t.step("a SuperNode killed: it drops out of that round, the others go on", () => {
    assert(round2.dropped.includes(2));
    assertEquals(round2.clients.map(({ client }) => client).slice(0, 2), [0, 1]);
  });
  await t.step("a late node takes part from a later round on", () => {
    assertEquals(rounds[0].clients.length + rounds[0].dropped.length, 4);
    assert(rounds.at(-1)!.clients.some(({ client }) => client === 4));
  });
});

Deno.test("a SuperLink killed in a round: the run breaks off, its finished rounds are kept", async () => {
  await using cluster = await RealCluster.start();
  cluster.join(await cluster.invited("one"), { data: "ink", sample: 600, part: 0 });
  const running = cluster.run("iid", "--sample", "600", "--clients", "1", "--rounds", "20", "--nodes", "1");
  await until("round 1", 200, async () => (await cluster.history()).length > 0);
  await until(
    "a trainer",
    60,
    () => cluster.under("supernode-one").some(({ args }) => args.includes("trainer.ts")),
  );
  const killed = performance.now();
  await cluster.kill("superlink", "flower-superlink");
  const { code, rounds, folder } = await running;
  console.log(`  noticed after ${((performance.now() - killed) / 1000).toFixed(0)} s`);
  assertEquals(code, 1);
  assert(rounds.length >= 1 && rounds.length < 20);
  const summary = JSON.parse(await Deno.readTextFile(join(folder, "summary.json")));
  assertEquals([summary.stopped, summary.methods[0].rounds], [true, rounds.length]);
  assert((await Deno.stat(join(folder, "model", "weights.bin"))).size > 1e6);
});

Deno.test("too few nodes: the run gives up when its wait is over", async () => {
  await using cluster = await RealCluster.start();
  const { code, rounds } = await cluster.run("iid", "--sample", "600", "--nodes", "1", "--wait", "5");
  assertEquals([code, rounds], [1, []]);
});
