import { assert, assertEquals } from "@std/assert";
import * as v from "valibot";
import { parseCommandLine } from "../../commands/experiment/command_line.ts";
import { checkedConfig, type ExperimentConfig, type Settings } from "../../lib/experiment/mod.ts";
import { changedSettings } from "../../lib/experiment/settings/changed_settings.ts";
import { repeatCommand } from "../../lib/experiment/settings/repeat_command.ts";
import type { Setting } from "../../lib/experiment/settings/setting.ts";
import { SETTINGS } from "../../lib/experiment/settings/table.ts";
import { shellWord } from "../../lib/experiment/settings/shell_word.ts";
import { testWith } from "../permission.ts";
import { withTemporaryFolder } from "../temporary.ts";

const configOf = (settings: Settings) => checkedConfig({ experiment: "iid", ...settings });

/** The words a shell makes of a command line, by the rules of POSIX for what is quoted with single quotes. */
function wordsOf(line: string): string[] {
  const words = [...line.matchAll(/(?:'[^']*'|\\.|[^\s'\\])+/g)].map(([word]) =>
    word.replaceAll(/'([^']*)'|\\(.)/g, (_, quoted, escaped) => quoted ?? escaped)
  );
  assertEquals(words.slice(0, 3), ["deno", "task", "experiment"]);
  return words.slice(3);
}

function parsedBack(config: ExperimentConfig, folder = "runs/it"): ExperimentConfig {
  const parsed = parseCommandLine(wordsOf(repeatCommand(config, folder)));
  assert(parsed.kind === "run");
  return parsed.config;
}

Deno.test("a run of defaults is repeated by its name alone", () => {
  assertEquals(repeatCommand(configOf({ experiment: "non-iid" }), "x"), "deno task experiment non-iid");
  assertEquals(
    repeatCommand(configOf({ experiment: "compare", rounds: 2, out: "runs/mine" }), "runs/mine"),
    "deno task experiment compare --rounds 2",
  );
});

/** For each setting, another value than its default, and what must be set for it to have an effect. */
const OTHERS: Partial<Record<keyof ExperimentConfig, Settings>> = {
  data: { data: 'folder:/home/ann/It\'s "here" $HOME; rm -rf *' },
  moreData: { moreData: "folder:- a~b" },
  sample: { sample: 12_345 },
  penWidth: { penWidth: 2.5 },
  images: { images: "surroundings" },
  copies: { copies: 2, images: "reader", data: "crohme:/p", split: "official" },
  test: { test: "digits" },
  split: { split: "writer:0.3" },
  validation: { validation: 0.1 },
  removeRepeats: { removeRepeats: true },
  network: { network: "random:64" },
  start: { start: "--odd start" },
  clients: { clients: 7 },
  rounds: { rounds: 3 },
  localEpochs: { localEpochs: 2 },
  batchSize: { batchSize: 16 },
  optimizer: { optimizer: "sgd" },
  learningRate: { learningRate: 1.5e-7 },
  momentum: { optimizer: "sgd", momentum: 0.9 },
  learningRateDecay: { learningRateDecay: 0.5 },
  strategy: { strategy: "fedlc+/my strategies/mine.ts" },
  weights: { weights: "uniform" },
  sampledFraction: { sampledFraction: 1 / 3 },
  slantSpread: { slantSpread: 0.2 },
  penSpread: { penSpread: 0.7 },
  personalShare: { personalShare: 0.2 },
  tuningEpochs: { tuningEpochs: 3, personalShare: 0.2 },
  sampling: { sampling: "weighted" },
  dropOut: { dropOut: 0.1 },
  slowShare: { slowShare: 0.3 },
  slowFactor: { slowFactor: 5, slowShare: 0.3 },
  leastWork: { leastWork: 0.5 },
  up: { up: "top:0.05+feedback" },
  down: { down: "quantize:8" },
  uploadMbps: { uploadMbps: 2 },
  downloadMbps: { downloadMbps: 20 },
  latency: { latency: 0 },
  lineSpread: { lineSpread: 0.4 },
  stepSeconds: { stepSeconds: 0.1 },
  secure: { secure: true },
  hostileShare: { hostileShare: 0.3 },
  attack: { attack: "scale:5", hostileShare: 0.3 },
  seed: { seed: 0 },
  seeds: { seeds: 3 },
  weightBits: { weightBits: 8 },
  workers: { workers: 2 },
};

Deno.test("the command of every setting is parsed back into the same configuration", () => {
  const rows = Object.entries<Setting>(SETTINGS).filter(([, { flag }]) => flag !== undefined);
  assertEquals(rows.map(([key]) => key).filter((key) => !(key in OTHERS)), ["faults", "out"]);
  for (const [key, settings] of Object.entries(OTHERS)) {
    const config = configOf(settings);
    assert(v.is(SETTINGS[key as keyof ExperimentConfig].rule.schema, config[key as keyof ExperimentConfig]));
    assert(changedSettings(config).some((changed) => changed.key === key), key);
    assertEquals(parsedBack(config), config, key);
    assertEquals(parsedBack({ ...config, out: "runs/elsewhere" }), config, "--out is left out");
  }
});

testWith(
  { read: true, write: true },
  "what flags cannot say is repeated from the run's own config.json",
  async () => {
    await withTemporaryFolder((folder) => {
      for (const settings of [{ faults: { crash: 0.1 } }, { start: "two\nlines" }]) {
        const config = configOf({ ...settings, rounds: 3 });
        Deno.writeTextFileSync(`${folder}/config.json`, JSON.stringify(config));
        assertEquals(
          repeatCommand(config, folder),
          `deno task experiment iid --config ${folder}/config.json`,
        );
        assertEquals(parsedBack(config, folder), config);

        const named = configOf({ ...settings, out: folder });
        Deno.writeTextFileSync(`${folder}/config.json`, JSON.stringify(named));
        assertEquals(
          parsedBack(named, folder),
          { ...named, out: `${folder}-again` },
          "the run is not written over, nor refused",
        );
      }
    });
  },
);

Deno.test("what a configuration holds without effect is not in the command, which would be refused", () => {
  const central = configOf({ experiment: "central", clients: 5, strategy: "fedprox", rounds: 4 });
  assertEquals(repeatCommand(central, "x"), "deno task experiment central --rounds 4");
});

testWith({ run: true }, "a shell reads a quoted word as it was", async () => {
  const odd = [
    "It's",
    "a b",
    "$HOME",
    "`id`",
    '"',
    "\\",
    "~",
    "!x",
    "*",
    "",
    "'",
    "é×",
    "--a=b;c",
    "#",
    "a\nb",
  ];
  // A program of its own, because this one may run only Deno.
  const line = `printf '%s\\0' ${odd.map(shellWord).join(" ")}`;
  const program = `const { stdout } = new Deno.Command("sh", { args: ["-c", ${
    JSON.stringify(line)
  }] }).outputSync();
      Deno.stdout.writeSync(stdout);`;
  const { stdout } = await new Deno.Command(Deno.execPath(), { args: ["eval", program] }).output();
  assertEquals(new TextDecoder().decode(stdout).split("\0").slice(0, -1), odd);
});
