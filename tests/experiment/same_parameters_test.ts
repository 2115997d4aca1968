import { assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { createHash } from "node:crypto";
import { loadData, trainTestSplit } from "../../lib/data/mod.ts";
import { inlineExecutor } from "../../lib/engine/mod.ts";
import { fedAvg, federated } from "../../lib/federated/mod.ts";
import { originalNetwork } from "../../lib/model/mod.ts";
import { shards } from "../../lib/partition/mod.ts";
import { testWith } from "../permission.ts";
import { experiment, outcome } from "../commands/experiment_process.ts";
import { WHOLE_LOCK } from "../../scripts/whole_lock.ts";

const SETTINGS = { images: 150, clients: 3, rounds: 2 };

/** The library, called as the README's example does. */
async function byLibrary(): Promise<string> {
  const { images, clients, rounds } = SETTINGS;
  const { dataset } = await loadData("ink", { seed: 1, count: images });
  const { train, test } = trainTestSplit(dataset, { kind: "random", fraction: 0.1 }, 1);
  const results = await Array.fromAsync(federated({
    network: { topology: originalNetwork({ classes: dataset.classes.length }), batchSize: 32 },
    examples: dataset,
    test: { examples: dataset, indices: test },
    partition: shards(train, dataset.labels, { clients, shardsPerClient: 1, seed: 1 }),
    strategy: fedAvg(),
    rounds,
    localEpochs: 1,
    sampledFraction: 1,
    optimizer: { kind: "adam", learningRate: 0.001 },
    seed: 1,
    executor: inlineExecutor(),
  }));
  return digest(new Uint8Array(results.at(-1)!.parameters.slice().buffer));
}

/** The cells of notebook 03 up to its own check of the loop, with fewer images, then a non-IID run. */
async function byNotebook(folder: string): Promise<string> {
  const notebook = JSON.parse(await Deno.readTextFile("notebooks/03_fedavg.ipynb"));
  const cells: string[] = notebook.cells.filter(({ cell_type }: { cell_type: string }) =>
    cell_type === "code"
  )
    .map(({ source }: { source: string[] }) => source.join(""));
  const end = cells.findIndex((cell) => cell.includes("the two loops differ"));
  const { images, clients } = SETTINGS;
  let program = cells.slice(0, end + 1).join("\n").replaceAll("../data/cache", "data/cache");
  assertStringIncludes(program, "const QUICK = true;");
  program = program.replace("const QUICK = true;", "const QUICK = false;"); // the original's settings, but for these
  for (const [name, value] of [["IMAGES", images], ["CLIENTS", clients]] as const) {
    const line = new RegExp(`^const ${name} = [^;]*;`, "m");
    assertStringIncludes(program, `const ${name} = `);
    program = program.replace(line, `const ${name} = ${value};`);
  }
  // Charts can be shown under a notebook's cell only.
  program = `const show = async (_: unknown) => {};\n${program.replace(/^ +show,$/m, "")}
import { createHash } from "node:crypto";
const bytes = new Uint8Array(byLibrary.at(-1)!.parameters.slice().buffer);
console.log("digest", createHash("sha256").update(bytes).digest("hex"));
pool.close();
`;
  const file = join(folder, "notebook.ts");
  await Deno.writeTextFile(file, program);
  const { out, err } = await outcome(
    new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        ...WHOLE_LOCK,
        "--no-prompt",
        "--cached-only",
        "--allow-read",
        "--allow-write=data/cache",
        file,
      ],
      stdout: "piped",
      stderr: "piped",
    }).spawn(),
  );
  return /digest ([0-9a-f]{64})/.exec(out)?.[1] ?? err;
}

/** `deno task experiment`; its model's weights are the parameters in their order. */
async function byCommandLine(folder: string): Promise<string> {
  const { images, clients, rounds } = SETTINGS;
  const flags = { sample: images, clients, rounds, workers: 1, out: join(folder, "run") };
  const told = await outcome(
    experiment("non-iid", ...Object.entries(flags).flatMap(([name, value]) => [`--${name}`, `${value}`]))
      .spawn(),
  );
  assertEquals([told.code, told.err], [0, ""]);
  return digest(await Deno.readFile(join(folder, "run", "model", "weights.bin")));
}

testWith(
  { read: true, write: true, run: true },
  "equal settings give equal parameters in a notebook, on the command line and by the library",
  async () => {
    await Deno.mkdir("runs", { recursive: true });
    const folder = await Deno.makeTempDir({ dir: "runs", prefix: "test-" });
    try {
      const library = await byLibrary();
      assertEquals(await byNotebook(folder), library, "the notebook");
      assertEquals(await byCommandLine(folder), library, "the command line");
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
);

function digest(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
