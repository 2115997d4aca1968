import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { UsageError } from "../../lib/errors/mod.ts";
import { loadStrategy } from "../../lib/experiment/settings/load_strategy.ts";
import { federated, initialModel } from "../../lib/federated/mod.ts";
import { headRun, threeDeals } from "../federated/strategies/head_runs.ts";
import { testWith } from "../permission.ts";
import { experiment, outcome } from "../commands/experiment_process.ts";

const needsFiles = { read: true, write: true };

/** Runs with the path of a file of this text, whose folder is gone afterwards. */
async function withFile(text: string, run: (path: string) => Promise<unknown>): Promise<void> {
  await Deno.mkdir("runs", { recursive: true });
  const folder = await Deno.makeTempDir({ dir: "runs", prefix: "test-" });
  try {
    await Deno.writeTextFile(`${folder}/mine.ts`, text);
    await run(`./${folder}/mine.ts`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

testWith(
  needsFiles,
  "the example of the documentation runs, alone and combined, and clips what it says",
  async () => {
    const page = await Deno.readTextFile(new URL("../../docs/strategies.md", import.meta.url));
    const example = /```ts\n(import[^]*?)```/.exec(page)![1];
    await withFile(example, async (path) => {
      const strategy = await loadStrategy(path);
      const run = headRun(strategy, threeDeals()[0], 3);
      const before = initialModel(run.network, run.seed);
      let last = before, rate = 1;
      for await (const { parameters, clients } of federated({ ...run, localEpochs: 20 })) {
        const moved = Math.hypot(...parameters.map((value, i) => value - last[i]));
        assert(moved > 0 && moved <= 2 * rate + 1e-6, `moved by ${moved} at most ${2 * rate}`);
        assert(clients.some(({ updateNorm }) => updateNorm > 2), "the example must clip something");
        [last, rate] = [parameters, 0.9 * rate];
      }
      assertEquals((await loadStrategy(`fedlc+${path}`)).name, "FedLC + clipped");
    });
  },
);

testWith(
  needsFiles,
  "a file that exports no strategy, is not there or does not run is refused by name",
  async () => {
    const refused = (path: string, message: string) =>
      assertRejects(() => loadStrategy(path), UsageError, message);
    await withFile(
      "export default 3;",
      (path) => refused(path, `${path} must export a strategy as its default`),
    );
    await withFile(
      "export const x = 1;",
      (path) => refused(path, `${path} must export a strategy as its default`),
    );
    await withFile("nonsense(", (path) => refused(path, `The strategy ${path} cannot be imported: `));
    await withFile("throw new Error('oh');", (path) => refused(path, "cannot be imported: oh"));
    await refused("./nowhere.ts", "The strategy ./nowhere.ts cannot be imported: ");
  },
);

testWith(
  { ...needsFiles, run: true },
  "a strategy's file is told of before it runs, and gets no code from the network, itself or by what it imports",
  () =>
    withFile('export { default } from "./other.ts";', async (path) => {
      await Deno.writeTextFile(
        path.replace("mine", "other"),
        'export { default } from "https://127.0.0.1/x.ts";',
      );
      const settings = ["--data", "digits", "--sample", "100", "--network", "linear", "--clients", "2"];
      const { code, out, err } = await outcome(experiment("iid", ...settings, "--strategy", path).spawn());
      assertStringIncludes(out, `${path} is run as code: it and all it imports may read files`);
      assertEquals([code, err], [
        1,
        `error: The strategy ${path} cannot be imported: ` +
        'it imports "https://127.0.0.1/x.ts", and no code is loaded from the network\n',
      ]);
    }),
);

Deno.test("names are strategies without any file", async () => {
  assertEquals((await loadStrategy("fedlc+fedavgm:0.5")).name, "FedLC + FedAvgM");
});

testWith(
  needsFiles,
  "a strategy with a key that a strategy does not have is refused: it would have no effect",
  () =>
    withFile('export default { name: "old", epsilon: () => 1, step: () => {} };', async (path) => {
      await assertRejects(
        () => loadStrategy(path),
        UsageError,
        'a strategy has no "epsilon"; it may have name, ',
      );
    }),
);
