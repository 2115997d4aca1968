import { join } from "@std/path";
import {
  cellsOf,
  checkedConfig,
  CheckpointError,
  completeConfig,
  encodePlainData,
  MOST_SETTINGS_BYTES,
  parseSweep,
  readCheckpoint,
  readConfigFile,
  readSettingsText,
  writeCheckpointBytes,
  writeCheckpointFile,
} from "../../lib/experiment/mod.ts";
import { parseCommandLine } from "../../commands/experiment/command_line.ts";
import { UsageError } from "../../lib/errors/mod.ts";
import type { Target } from "./target.ts";
import { bytesOf, textOf } from "./text.ts";

/** Parameters; a checkpoint of three such vectors has 0.4 GB. */
const LARGE_MODEL = 2 ** 25;

/** What reads what an experiment is asked for, and what it left; files go to `folder`. */
export function experimentTargets(folder: string): Target[] {
  const write = (name: string, bytes: Uint8Array) => {
    const path = join(folder, name);
    Deno.writeFileSync(path, bytes);
    return path;
  };
  const checkpoint = (length = 20) => {
    const parameters = Float32Array.from({ length }, (_, i) => i / 3);
    return {
      config: completeConfig({ experiment: "iid", rounds: 3 }),
      images: "cafe",
      strategies: [],
      method: "iid",
      seed: 1,
      rounds: [{ round: 1, accuracy: 0.5, loss: 1, clients: [{ client: 0 }], dropped: [] }],
      state: {
        round: 1,
        parameters,
        server: { m: Float64Array.of(1, 2) },
        downlink: { model: parameters, messageBytes: 0 },
        clients: { 0: { residual: parameters, received: 0 } },
      },
    };
  };

  return [
    {
      name: "configuration files",
      inputs: () =>
        [
          completeConfig({
            experiment: "dirichlet:0.5",
            strategy: "fedlc+fedavgm:0.7",
            up: "top:0.1+feedback",
          }),
          completeConfig({ experiment: "iid", faults: { crash: 0.1 }, attack: "collude:2", out: "runs/x" }),
        ].map((config) => bytesOf(JSON.stringify(config))),
      tokens: [
        "null",
        "[]",
        "{}",
        '"__proto__":',
        '"rounds":',
        "-1",
        "1e999",
        '"fedprox:mu=',
        '"constructor"',
        "+",
        ":",
        "true",
      ],
      refusals: [UsageError],
      memory: 1e9,
      largest: () => [bytesOf('{"experiment":"iid"}'.padEnd(MOST_SETTINGS_BYTES))],
      read(bytes) {
        const { experiment = "iid", ...rest } = readConfigFile(write("config.json", bytes));
        return checkedConfig({ experiment, ...rest });
      },
    },
    {
      name: "sweep files",
      inputs: () =>
        [
          {
            title: "a",
            target: 0.8,
            base: { data: "digits", experiment: "iid", rounds: 3 },
            axes: {
              strategy: ["fedavg", "dp:noise=1,clip=0.3"],
              attack: [{ name: "none", hostileShare: 0 }, {
                name: "some",
                attack: "scale:3",
                hostileShare: 0.2,
              }],
            },
          },
          {
            title: "b",
            base: { experiment: "dirichlet:0.5" },
            axes: { clients: [2, 4], "what else": [{ name: "x", at: 3 }] },
          },
        ].map((sweep) => bytesOf(JSON.stringify(sweep))),
      tokens: [
        "null",
        "[]",
        "{}",
        '"__proto__":',
        '"axes":',
        '"base":',
        '"seeds":99999999,',
        '"experiment":"compare",',
        '"name":7',
        "1e999",
        "[1,2,3,4,5,6,7,8,9,10]",
      ],
      refusals: [UsageError],
      memory: 1e9,
      *largest() {
        const values = Array.from({ length: 10 }, (_, i) => i + 1);
        const axes = { clients: values, rounds: values, localEpochs: values, batchSize: values };
        yield bytesOf(
          JSON.stringify({ title: "a", base: { experiment: "iid" }, axes }).padEnd(MOST_SETTINGS_BYTES),
        );
      },
      read: (bytes) => cellsOf(parseSweep("case.json", readSettingsText(write("case.json", bytes))), {}),
    },
    {
      name: "checkpoint files",
      inputs() {
        const path = join(folder, "right.checkpoint");
        writeCheckpointFile(path, checkpoint());
        return [Deno.readFileSync(path)];
      },
      tokens: ["FedInk checkpoint\n", "FedInk"],
      refusals: [CheckpointError],
      memory: 3e9,
      *largest() {
        const path = join(folder, "right.checkpoint");
        writeCheckpointFile(path, checkpoint(LARGE_MODEL));
        yield Deno.readFileSync(path);
      },
      read: (bytes) => readCheckpoint(write("case.checkpoint", bytes)),
    },
    {
      name: "checkpoint contents under a right checksum",
      inputs: () => [encodePlainData(checkpoint())],
      tokens: [
        "config",
        "state",
        "__proto__",
        "\xde\xff\xff",
        "\xdf\xff\xff\xff\xff",
        "\xdd\xff\xff\xff\xff",
        "\xc9\xff\xff\xff\xff",
      ],
      refusals: [CheckpointError],
      memory: 3e9,
      largest: () => [encodePlainData(checkpoint(LARGE_MODEL))],
      read(bytes) {
        const path = join(folder, "content.checkpoint");
        writeCheckpointBytes(path, bytes);
        return readCheckpoint(path);
      },
    },
    {
      name: "command line",
      inputs: () =>
        [
          "iid --data crohme:a/b --sample 900 --lr 0.1 --optimizer sgd --strategy fedlc+fedavgm:0.7 --up top:0.05+feedback",
          "non-iid --strategy dp:noise=0.5,clip=2 --sampling poisson --sampled 0.3 --down quantize:8 --secure",
          "writers --rounds=3 --split writer:0.2 --remove-repeats --attack backdoor:3 --hostile-share 0.2 --out runs/x",
          `--config ${write("right.json", bytesOf('{"experiment":"iid"}'))} --seeds 3 --network random:99`,
          `--resume ${folder} --workers 2`,
        ].map((line) => bytesOf(line.replaceAll(" ", "\n"))),
      tokens: [
        "\n--",
        "\n",
        "--lr",
        "--",
        "=",
        "-1",
        "\n--help",
        "--config\n",
        "__proto__",
        "NaN",
        "\n--faults\n",
        "\n--strategy\n",
        "+",
        "scaffold",
        "krum:",
        ":",
        ",",
      ],
      refusals: [UsageError],
      memory: 1e9,
      largest: () => [bytesOf("iid" + "\n--strategy\nfedavg".repeat(1e5))],
      read(bytes) {
        const line = textOf(bytes);
        if (line.includes("--resume")) write("config.json", bytesOf('{"experiment":"iid"}'));
        return parseCommandLine(line.split("\n"));
      },
    },
  ];
}
