import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { keysProgram } from "../../cluster/up.ts";
import { ask } from "../../cluster/guarded.ts";
import { completeConfig } from "../../lib/experiment/settings/complete_config.ts";
import { loadMaterial } from "../../lib/experiment/run/material.ts";
import { runExperiment } from "../../lib/experiment/run/run.ts";
import { createPool } from "../../lib/engine/mod.ts";
import { loadModel } from "../../lib/model/mod.ts";
import { ensureFlower, ROOT } from "../../cluster/environment.ts";
import { runningSuperLink } from "../../cluster/state.ts";
import { processes, until } from "./processes.ts";
import { RealCluster } from "./real_cluster.ts";

const SETTINGS = ["dirichlet:0.5", "--sample", "1200", "--clients", "3", "--rounds", "3"];

/** The same experiment in this process. */
async function inProcess(): Promise<Float32Array> {
  const config = completeConfig({ experiment: "dirichlet:0.5", sample: 1200, clients: 3, rounds: 3 });
  const material = await loadMaterial(config);
  const executor = createPool(2);
  const nobody = () => Promise.resolve();
  const observer = { started: nobody, round: nobody, ended: nobody };
  const [run] = await runExperiment(config, material, executor, observer, new AbortController().signal);
  executor.close();
  return run.parameters!;
}

/** What the front says first to a request that announces a body like this, none of which is sent. */
async function firstLine(address: string, authority: string, header: string): Promise<string> {
  const [hostname, port] = address.split(":");
  using connection = await Deno.connectTls({ hostname, port: Number(port), caCerts: [authority] });
  const request = `POST /v1/fleet/push-object HTTP/1.1\r\nhost: ${address}\r\n${header}\r\n\r\n`;
  await connection.write(new TextEncoder().encode(request));
  const answer = new Uint8Array(13);
  await connection.read(answer);
  return new TextDecoder().decode(answer);
}

for (const file of ["test_frame.py", "test_strategies.py", "test_front.py", "test_keys.py"]) {
  Deno.test(`Python's own tests: ${file}`, async () => {
    const { python } = await ensureFlower();
    const test = join(ROOT, "tests", "cluster", file);
    const { success, stderr } = await new Deno.Command(python, { args: [test], stderr: "piped" }).output();
    assertEquals(success, true, new TextDecoder().decode(stderr));
  });
}

Deno.test("FedAvg over Flower is FedAvg in one process; strangers stay outside; nothing is left", async () => {
  const before = new Set(processes().map(({ pid }) => pid));
  {
    await using cluster = await RealCluster.start();
    for (let part = 0; part < 3; part++) {
      cluster.join(await cluster.invited(`node-${part}`), { data: "ink", sample: 1200, part });
    }
    const known = await cluster.invited("stranger");
    const { environment, state } = cluster;
    await ask(environment, state, [keysProgram(), "node", state.keys, "unregistered"]);
    const key = await Deno.readTextFile(join(state.keys, "unregistered.key"));
    cluster.join({ ...known, name: "unregistered", key }, { data: "ink", sample: 1200, part: 0 });

    const { address } = await runningSuperLink(state);
    const authority = await Deno.readTextFile(join(state.keys, "ca.crt"));
    using client = Deno.createHttpClient({ caCerts: [authority] });
    const statusOf = async (path: string) => {
      const answer = await fetch(`https://${address}${path}`, { method: "POST", client });
      await answer.body?.cancel();
      return answer.status;
    };
    // Starting a run is no node's business; a node's call without its content and signature is refused by Flower.
    const calls = [
      "/v1/control/start-run",
      "/v1/runtime/pull-messages",
      "/v1/fleet/%2e%2e%2fcontrol%2fstart-run",
    ];
    assertEquals(await Promise.all(calls.map(statusOf)), [404, 404, 404]);
    assertEquals(await statusOf("/v1/fleet/pull-messages"), 415);
    assertEquals(await firstLine(address, authority, "content-length: 1000000000"), "HTTP/1.1 413 ");
    assertEquals(await firstLine(address, authority, "transfer-encoding: chunked"), "HTTP/1.1 411 ");

    const { code, rounds, folder } = await cluster.run(...SETTINGS, "--nodes", "3", "--round-seconds", "120");

    assertEquals(code, 0);
    assertEquals(rounds.map(({ clients }) => clients.map(({ client }) => client)), [[0, 1, 2], [0, 1, 2], [
      0,
      1,
      2,
    ]]);
    assertEquals(rounds.map(({ dropped }) => dropped), [[], [], []]);
    const bytes = 4 * 3 * (await loadModel(join(folder, "model"))).parameters.length;
    assertEquals(
      rounds.map(({ uploadBytes, downloadBytes }) => [uploadBytes, downloadBytes]),
      Array(3).fill([bytes, bytes]),
    );
    const log = await until("the refusal", 60, async () => {
      const text = await cluster.log("unregistered");
      return /refused|denied|not (registered|allowed|authorized)|40[13]|exit/i.test(text) && text;
    });
    console.log(
      "  an unregistered node's last line:",
      log.split("\n").filter((line) => /refused|denied|auth|40[13]|exit/i.test(line)),
    );

    const [here, there] = [await inProcess(), (await loadModel(join(folder, "model"))).parameters];
    const difference = here.reduce((most, w, i) => Math.max(most, Math.abs(w - there[i])), 0);
    console.log(
      `  largest difference of ${here.length} parameters after ${rounds.length} rounds: ${difference}`,
    );
    assert(difference <= 1e-6, `${difference}`);
  }
  const ours = /flower-|flwr|guard\.py|trainer\.ts/;
  const left = processes().filter(({ pid, args }) =>
    !before.has(pid) && ours.test(args) && args.includes(ROOT)
  );
  assertEquals(left, []);
});
