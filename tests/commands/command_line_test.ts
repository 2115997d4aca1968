import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { completeConfig, type ExperimentConfig } from "../../lib/experiment/mod.ts";
import { parseCommandLine } from "../../commands/experiment/command_line.ts";
import { UsageError } from "../../lib/errors/mod.ts";
import { STRATEGIES } from "../../lib/federated/mod.ts";
import { flagsOf } from "../../lib/experiment/settings/flags.ts";
import { testWith } from "../permission.ts";
import { withTemporaryFile } from "../temporary.ts";

function configOf(...args: string[]): ExperimentConfig {
  const parsed = parseCommandLine(args);
  assert(parsed.kind === "run");
  return parsed.config;
}

function refused(args: string[], message: string): void {
  assertThrows(() => parseCommandLine(args), UsageError, message);
}

Deno.test("an experiment's name alone runs it with the defaults", () => {
  for (const experiment of ["central", "iid", "non-iid", "shards:2", "compare"] as const) {
    assertEquals(configOf(experiment), completeConfig({ experiment }));
  }
});

Deno.test("every flag sets its key", () => {
  const args =
    "iid --data crohme:a/b --more-data folder:d --sample 900 --pen-width 1.5 --split writer:0.2 --remove-repeats " +
    "--clients 4 --rounds 3 --local-epochs 2 --batch 16 --optimizer sgd --lr 0.1 --momentum 0.9 --lr-decay 0.98 --network random:99 --start ink " +
    "--strategy fedlc+fedavgm:0.7 --sampled 0.5 --slant-spread 0.3 --pen-spread 0.7 --personal-share 0.2 --tuning-epochs 2 " +
    "--sampling weighted --drop-out 0.1 --slow-share 0.3 --slow-factor 5 " +
    "--least-work 0.5 --up top:0.05+feedback --down float16 --upload-mbps 2 --download-mbps 20 --latency 0.2 " +
    "--line-spread 0.4 --step-seconds 0.1 --weights images --hostile-share 0.3 --attack scale:5 --seed 7 --seeds 3 --weight-bits 8 --workers 2 --out runs/x";
  assertEquals(configOf(...args.split(" ")), {
    experiment: "iid",
    data: "crohme:a/b",
    moreData: "folder:d",
    sample: 900,
    penWidth: 1.5,
    images: "plain",
    copies: 0,
    split: "writer:0.2",
    removeRepeats: true,
    clients: 4,
    rounds: 3,
    localEpochs: 2,
    batchSize: 16,
    optimizer: "sgd",
    learningRate: 0.1,
    momentum: 0.9,
    learningRateDecay: 0.98,
    network: "random:99",
    start: "ink",
    strategy: "fedlc+fedavgm:0.7",
    sampledFraction: 0.5,
    slantSpread: 0.3,
    penSpread: 0.7,
    personalShare: 0.2,
    tuningEpochs: 2,
    sampling: "weighted",
    dropOut: 0.1,
    slowShare: 0.3,
    slowFactor: 5,
    leastWork: 0.5,
    up: "top:0.05+feedback",
    down: "float16",
    uploadMbps: 2,
    downloadMbps: 20,
    latency: 0.2,
    lineSpread: 0.4,
    stepSeconds: 0.1,
    secure: false,
    weights: "images",
    hostileShare: 0.3,
    attack: "scale:5",
    seed: 7,
    seeds: 3,
    weightBits: 8,
    workers: 2,
    out: "runs/x",
  });
});

Deno.test("secure aggregation is asked for by a switch, and told apart from compressed updates at once", () => {
  assertEquals(configOf("iid", "--secure").secure, true);
  refused(["iid", "--secure", "--up", "float16"], "what is masked cannot be compressed");
  refused(["iid", "--secure", "--clients", "1"], "a secret sum hides nothing of one client");
});

Deno.test("what clients weigh is refused where it would not be what the run does", () => {
  refused(["iid", "--strategy", "median", "--weights", "images"], "it counts clients alike");
  refused(["iid", "--sampling", "weighted", "--weights", "uniform"], "weighted sampling draws clients by");
  assertEquals(
    configOf("iid", "--strategy", "scaffold", "--optimizer", "sgd", "--weights", "uniform").weights,
    "uniform",
  );
});

Deno.test("the flags that do not go with those set their keys, too", () => {
  const { images, copies, test } = configOf(
    "iid",
    ..."--images reader --copies 2 --test crohme:c".split(" "),
  );
  assertEquals([images, copies, test], ["reader", 2, "crohme:c"]);
});

Deno.test("a flag may stand before the experiment and take its value after an equals sign", () => {
  assertEquals(configOf("--rounds=3", "iid").rounds, 3);
});

Deno.test("without arguments, or asked for help, the command line explains itself", () => {
  for (const args of [[], ["--help"], ["-h"], ["iid", "--rounds", "3", "--help"]]) {
    const parsed = parseCommandLine(args);
    assert(parsed.kind === "help");
    for (const { flag } of flagsOf()) assertStringIncludes(parsed.text, `--${flag} `);
    for (const name of ["central", "iid", "non-iid", "shards:S", "compare"]) {
      assertStringIncludes(parsed.text, `\n  ${name} `);
    }
    for (const [name] of STRATEGIES) assertStringIncludes(parsed.text, `\n  ${name} `);
  }
});

Deno.test("the defaults told in the help are those of the configuration", () => {
  const config: Record<string, unknown> = { ...completeConfig({ experiment: "iid" }) };
  for (const { key, help } of flagsOf()) {
    const value = typeof config[key] === "boolean" ? "no" : config[key];
    if (value !== undefined) assertStringIncludes(help.slice(help.lastIndexOf("(")), `${value}`);
  }
});

Deno.test("an unknown flag is refused with the nearest known one", () => {
  refused(["iid", "--round", "3"], "There is no flag --round; did you mean --rounds?");
  refused(["iid", "--worker=3"], "There is no flag --worker; did you mean --workers?");
  refused(["iid", "--batch-size", "3"], "There is no flag --batch-size; did you mean --batch?");
  refused(["iid", "--learning-rate", "3"], "There is no flag --learning-rate; did you mean --lr?");
  refused(["iid", "--conf", "x.json"], "There is no flag --conf; did you mean --config?");
  refused(["iid", "-r", "3"], "Unknown option '-r'.");
});

Deno.test("a value against its rule is refused with flag, rule and value", () => {
  const atLeast = (least: number) => `must be a whole number of at least ${least}, got`;
  for (const flag of ["sample", "clients", "rounds", "local-epochs", "batch", "seeds", "workers"]) {
    refused(["iid", `--${flag}`, "0"], `--${flag} ${atLeast(1)} 0.`);
    refused(["iid", `--${flag}`, "-3"], `--${flag} ${atLeast(1)} -3.`);
    refused(["iid", `--${flag}`, "2.5"], `--${flag} ${atLeast(1)} 2.5.`);
    refused(["iid", `--${flag}`, "many"], `--${flag} ${atLeast(1)} "many".`);
    refused(["iid", `--${flag}`, ""], `--${flag} ${atLeast(1)} "".`);
  }
  refused(["iid", "--seed", "-1"], `--seed ${atLeast(0)} -1.`);
  refused(["iid", "--lr", "0"], "--lr must be a number above 0, got 0.");
  refused(["iid", "--lr", "1e999"], "--lr must be a number above 0, got Infinity.");
  refused(["iid", "--pen-width", "-1"], "--pen-width must be a number of pixels above 0, got -1.");
  refused(["iid", "--sampled", "1.1"], "--sampled must be a number above 0 and up to 1, got 1.1.");
  refused(["iid", "--sampled", "0"], "--sampled must be a number above 0 and up to 1, got 0.");
  refused(["iid", "--optimizer", "Adam"], '--optimizer must be adam or sgd, got "Adam".');
  refused(
    ["iid", "--data", ":path"],
    '--data must be a source, NAME or NAME:PATH (ink, crohme:PATH, …), got ":path".',
  );
  for (const network of ["random:0", "random:1.5"]) {
    refused(
      ["iid", "--network", network],
      `--network: A network is original, linear, reader, random:D, with D a whole number of at least 1, got "${network}".`,
    );
  }
  refused(["iid", "--network", "random"], "--network: random needs a number, such as random:1000.");
  refused(
    ["iid", "--network", "Original"],
    '--network: There is no network "Original"; did you mean original?',
  );
  refused(["iid", "--network", ""], "--network: A network is original, linear, reader, random:D");
  refused(["iid", "--lr-decay", "1.1"], "--lr-decay must be a number above 0 and up to 1, got 1.1.");
  for (const split of ["random:", "random:0", "random:1", "random:ten"]) {
    const rule = "random:F, writer:F, official, with F between 0 and 1 the share tested on";
    refused(["iid", "--split", split], `--split: A split is ${rule}, got "${split}".`);
  }
  refused(["iid", "--split", "writers:0.1"], '--split: There is no split "writers"; did you mean writer?');
  refused(["iid", "--split", "official:0.1"], '--split: official takes no value, got "official:0.1".');
});

Deno.test("copies are refused of plain images, and where they could be on both sides of a split", () => {
  refused(["iid", "--copies", "2"], "--images reader; got 2 of plain ones.");
  refused(["iid", "--images", "reader", "--copies", "2"], "give --test or --split official, got random:0.1.");
  for (const safe of [["--split", "official"], ["--test", "crohme:x"]]) {
    assertEquals(configOf("iid", "--images", "reader", "--copies", "2", ...safe).copies, 2);
  }
  refused(["iid", "--weight-bits", "4"], "--weight-bits must be 8, 16 or 32, got 4.");
  refused(["iid", "--lr-decay", "1.5"], "--lr-decay must be a number above 0 and up to 1, got 1.5.");
});

Deno.test("flags without their value, a switch with one, and words too many are refused", () => {
  refused(["iid", "--lr"], "Option '--lr <NUMBER>' argument missing.");
  refused(["iid", "--lr", "--rounds", "3"], "--lr needs a value, got the flag --rounds.");
  refused(["iid", "--remove-repeats=yes"], "--remove-repeats is a switch and takes no value.");
  refused(["iid", "compare"], "Too many arguments. Expected 1 argument but got 2: iid, compare.");
});

Deno.test("an experiment that is not there, or not named, is refused with those that are", () => {
  const names =
    "central, iid, non-iid, shards:S, labels:C, dirichlet:A, quantity:A, writers, each-writer, drawn:M";
  refused(["noniid"], `There is no experiment "noniid"; did you mean non-iid? There are ${names}, compare.`);
  refused(["shards:0"], 'got "shards:0".');
  refused(["dirichlet"], "dirichlet needs a number, such as dirichlet:0.1.");
  refused(["labels:"], "labels needs a number, such as labels:16.");
  refused(["--rounds", "3"], `Name an experiment: ${names}, compare.`);
});

Deno.test("momentum with Adam is refused", () => {
  refused(["iid", "--momentum", "0.9"], "Momentum is a setting of the optimizer sgd, got 0.9 with adam.");
});

Deno.test("a strategy that is not there, or whose parameters are against their rules, is refused", () => {
  const names = STRATEGIES.map(([name]) => name.split(":")[0]).join(", ");
  refused(
    ["iid", "--strategy", "fedpro"],
    `--strategy: There is no strategy "fedpro"; did you mean fedprox? There are ${names}.`,
  );
  refused(
    ["iid", "--strategy", "fedlc+x"],
    `--strategy: There is no strategy "x"; did you mean dp? There are ${names}.`,
  );
  refused(["iid", "--strategy", "toString"], `--strategy: There is no strategy "toString"`);
  refused(
    ["iid", "--strategy", "fedprox:-1"],
    '--strategy: mu of fedprox must be a number at least 0, got "-1".',
  );
  refused(
    ["iid", "--strategy", "fedprox:"],
    '--strategy: mu of fedprox must be a number at least 0, got "".',
  );
  refused(["iid", "--strategy", "fedprox:nu=1"], 'fedprox has the parameters mu, got "nu=1".');
  refused(
    ["iid", "--strategy", "fedadam:beta1=1"],
    'beta1 of fedadam must be a number from 0 to below 1, got "1".',
  );
  refused(["iid", "--strategy", "fednova:1"], 'fednova has no parameters, got "1".');
  refused(
    ["iid", "--strategy", ""],
    '--strategy must be the name of a strategy or a file ./NAME.ts, got "".',
  );
});

Deno.test("a strategy that is impossible with the optimizer is refused with the reason", () => {
  refused(["iid", "--strategy", "scaffold"], "SCAFFOLD: its control variates are means of gradients, which");
  refused(
    ["iid", "--strategy", "fedlc+fednova"],
    "FedNova: it divides Δ_k by the weight of the gradients in it",
  );
  refused(["iid", "--strategy", "overlap"], "Overlap-FedAvg: its compensation takes D_k");
  configOf("iid", "--strategy", "scaffold", "--optimizer", "sgd");
  configOf("iid", "--strategy", "overlap:lambda=0");
});

testWith({ read: true, write: true }, "flags outdo the configuration file, and that the defaults", () => {
  withTemporaryFile('{"experiment": "non-iid", "rounds": 5, "clients": 4}', (path) => {
    const { experiment, rounds, clients, batchSize } = configOf("--config", path, "--rounds", "7");
    assertEquals([experiment, rounds, clients, batchSize], ["non-iid", 7, 4, 32]);
    assertEquals(configOf("iid", "--config", path).experiment, "iid");
  });
  withTemporaryFile('{"rounds": 5}', (path) => refused(["--config", path], "Name an experiment"));
});

testWith(
  { read: true, write: true },
  "--faults reads a file of chances; other keys or too much of them is refused",
  () => {
    withTemporaryFile('{"crash": 0.1, "workerKilled": 0.5}', (path) => {
      assertEquals(configOf("iid", "--faults", path).faults, { crash: 0.1, workerKilled: 0.5 });
    });
    for (
      const text of [
        '{"crush": 0.1}',
        '{"crash": 0.7, "stale": 0.5}',
        '{"crash": -1}',
        '{"crash": "much"}',
        '{"crash":"0.5"}',
        '{"crash": null}',
        '{"__proto__": 0.5}',
      ]
    ) {
      withTemporaryFile(
        text,
        (path) => refused(["iid", "--faults", path], "--faults must be an object of chances"),
      );
    }
    for (const text of ["true", "null", "[0.5]", '"crash"', "0.5"]) {
      withTemporaryFile(text, (path) => {
        refused(
          ["iid", "--faults", path],
          `${path} must hold a JSON object, {"crash": 0.1, …}, got ${text}`,
        );
      });
    }
    refused(["iid", "--faults", "tests/none.json"], "There is no file tests/none.json.");
    refused(
      ["iid", "--attack", "magic"],
      '--attack: There is no attack "magic"; did you mean scale? There are label-flip,',
    );
  },
);

Deno.test("a flag given twice, the second time without its value, is told with what stands there", () => {
  refused(["iid", "--lr", "0.1", "--lr", "--rounds", "3"], "--lr needs a value, got the flag --rounds.");
});
