import { assertEquals, assertThrows } from "@std/assert";
import { completeConfig, outputFolder, readConfigFile } from "../../lib/experiment/mod.ts";
import { UsageError } from "../../lib/errors/mod.ts";
import { flagsOf } from "../../lib/experiment/settings/flags.ts";
import { testWith } from "../permission.ts";
import { withTemporaryFile } from "../temporary.ts";

Deno.test("the defaults are the original's experiment on 10,000 images of ink", () => {
  assertEquals(completeConfig({ experiment: "non-iid" }), {
    experiment: "non-iid",
    data: "ink",
    sample: 10_000,
    images: "plain",
    copies: 0,
    split: "random:0.1",
    removeRepeats: false,
    clients: 10,
    rounds: 20,
    localEpochs: 1,
    batchSize: 32,
    optimizer: "adam",
    learningRate: 0.001,
    momentum: 0,
    network: "original",
    learningRateDecay: 1,
    strategy: "fedavg",
    sampledFraction: 1,
    slantSpread: 0,
    penSpread: 0,
    personalShare: 0,
    tuningEpochs: 1,
    sampling: "uniform",
    dropOut: 0,
    slowShare: 0,
    slowFactor: 4,
    leastWork: 1,
    up: "none",
    down: "none",
    uploadMbps: 10,
    downloadMbps: 50,
    latency: 0.05,
    lineSpread: 0,
    stepSeconds: 0.02,
    secure: false,
    hostileShare: 0,
    attack: "sign-flip",
    seed: 1,
    seeds: 1,
    weightBits: 32,
  });
});

Deno.test("only ink is sampled by default, and a sample that was set stays", () => {
  assertEquals(completeConfig({ experiment: "iid", data: "crohme:set" }).sample, undefined);
  assertEquals(completeConfig({ experiment: "iid", data: "crohme:set", sample: 75_161 }).sample, 75_161);
  assertEquals(completeConfig({ experiment: "iid", sample: 500 }).sample, 500);
});

Deno.test("the default learning rate is the optimizer's", () => {
  assertEquals(completeConfig({ experiment: "iid", optimizer: "sgd" }).learningRate, 0.05);
  assertEquals(completeConfig({ experiment: "iid", optimizer: "sgd", learningRate: 0.1 }).learningRate, 0.1);
});

Deno.test("a complete configuration completes to itself, so that a saved one can be run again", () => {
  const config = completeConfig({ experiment: "shards:2", optimizer: "sgd", rounds: 3 });
  assertEquals(completeConfig(config), config);
});

Deno.test("results go to a folder named after the experiment unless one is given", () => {
  assertEquals(outputFolder(completeConfig({ experiment: "non-iid" })), "runs/non-iid");
  assertEquals(outputFolder(completeConfig({ experiment: "shards:2" })), "runs/shards-2");
  const strategy = "fedlc:0.5+fedavgm:momentum=0.7";
  assertEquals(
    outputFolder(completeConfig({ experiment: "non-iid", strategy })),
    "runs/non-iid-fedlc-0.5-fedavgm-momentum=0.7",
  );
  assertEquals(
    outputFolder(completeConfig({ experiment: "iid", strategy: "./mine.ts" })),
    "runs/iid-mine.ts",
  );
  assertEquals(outputFolder(completeConfig({ experiment: "iid", out: "results/a" })), "results/a");
});

function refused(text: string, message: (path: string) => string): void {
  withTemporaryFile(text, (path) => assertThrows(() => readConfigFile(path), UsageError, message(path)));
}

const needsFiles = { read: true, write: true };

testWith(needsFiles, "a configuration file sets any of the keys", () => {
  const settings = { experiment: "shards:3", rounds: 5, removeRepeats: true, penWidth: 2.5, out: "runs/a" };
  withTemporaryFile(
    JSON.stringify(settings),
    (path) => assertEquals<unknown>(readConfigFile(path), settings),
  );
});

testWith(needsFiles, "an unknown key is refused with the nearest known one", () => {
  refused('{"cleints": 3}', (path) => `${path}: "cleints" is not a known key; did you mean "clients"?`);
  refused('{"local_epochs": 3}', () => 'did you mean "localEpochs"?');
  refused('{"Rounds": 3}', () => 'did you mean "rounds"?');
});

testWith(needsFiles, "a flag's name in a configuration file is refused with its key", () => {
  for (const { key, flag } of flagsOf()) {
    if (flag !== key) refused(JSON.stringify({ [flag]: 1 }), () => `did you mean "${key}"?`);
  }
});

testWith(needsFiles, "a value against its rule is refused with the rule and the value", () => {
  refused('{"rounds": -1}', (path) => `${path}: "rounds" must be a whole number of at least 1, got -1.`);
  refused('{"rounds": 2.5}', () => '"rounds" must be a whole number of at least 1, got 2.5.');
  refused('{"rounds": "20"}', () => '"rounds" must be a whole number of at least 1, got "20".');
  refused('{"rounds": null}', () => '"rounds" must be a whole number of at least 1, got null.');
  refused('{"seed": 1e17}', () => '"seed" must be below 2^53, got 100000000000000000.');
  refused('{"removeRepeats": "yes"}', () => '"removeRepeats" must be true or false, got "yes".');
  refused('{"optimizer": "rmsprop"}', () => '"optimizer" must be adam or sgd, got "rmsprop".');
  refused(
    '{"strategy": "mean"}',
    (path) => `${path}: "strategy": There is no strategy "mean"; did you mean median? There are fedavg, `,
  );
  refused('{"strategy": 3}', () => '"strategy" must be the name of a strategy or a file ./NAME.ts, got 3.');
  refused('{"up": "top:2"}', () => '"up": A codec is none, float16,');
  refused('{"down": "top:0.1+feedback"}', () => 'got "top:0.1+feedback"');
  refused('{"dropOut": 2}', () => '"dropOut" must be a number from 0 to 1, got 2.');
  refused('{"leastWork": 0}', () => '"leastWork" must be a number above 0 and up to 1, got 0.');
  refused('{"momentum": 1}', () => '"momentum" must be a number from 0 to below 1, got 1.');
  refused('{"data": 5}', () => '"data" must be a source, NAME or NAME:PATH (ink, crohme:PATH, …), got 5.');
  for (const key of ["__proto__", "constructor", "toString"]) {
    refused(`{"${key}": 5}`, (path) => `${path}: "${key}" is not a known key`);
    refused(`{"faults": {"${key}": 0.5}}`, () => '"faults" must be an object of chances');
  }
  refused('{"out": ""}', () => '"out" must be the name of a folder, got "".');
});

testWith(needsFiles, "a file that holds no JSON object is refused by name", () => {
  refused('{"rounds": 3,}', (path) => `${path} is not valid JSON: `);
  refused("", (path) => `${path} is not valid JSON: `);
  refused("[1, 2]", (path) => `${path} must hold a JSON object, {"rounds": 20, …}, got [1, 2]`);
  refused("null", () => "got null");
  refused(
    "{}".padEnd(2 ** 22 + 1),
    (path) => `${path} cannot be read: it has 4194305 bytes; the limit is 4194304`,
  );
});

testWith({ read: true }, "a file that is not there, or is a folder, is refused by name", () => {
  assertThrows(
    () => readConfigFile("tests/none.json"),
    UsageError,
    "There is no file tests/none.json.",
  );
  assertThrows(() => readConfigFile("tests"), UsageError, "tests cannot be read: it is a folder, not a file");
});
