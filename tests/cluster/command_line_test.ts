import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { parseRun } from "../../cluster/command_line.ts";
import { strategySettings } from "../../cluster/strategy_settings.ts";
import { UsageError } from "../../lib/errors/mod.ts";

Deno.test("without an experiment the nodes train on their own images", () => {
  const { config, patience, folder } = parseRun(["--data", "digits", "--rounds", "7"]);
  assertEquals([config.experiment, config.data, config.rounds], ["own-images", "digits", 7]);
  assertEquals(patience, { nodes: 2, waitSeconds: 120, roundSeconds: 3600 });
  assertEquals(folder.path, "runs/flower-own-images");
});

Deno.test("an experiment names the partition whose parts the nodes hold", () => {
  const args = ["dirichlet:0.1", "--nodes", "5", "--wait", "9", "--round-seconds", "60", "--state", "runs/x"];
  const { config, patience, folder } = parseRun(args);
  assertEquals(config.experiment, "dirichlet:0.1");
  assertEquals(patience, { nodes: 5, waitSeconds: 9, roundSeconds: 60 });
  assertEquals(folder.path, "runs/flower-dirichlet-0-1");
});

const MISTAKES: [string[], string][] = [
  [["central"], "got central"],
  [["drawn:10"], "The clients of drawn:10 belong to the simulation, a cluster has none."],
  [["iid", "--nodes", "0"], '--nodes must be a whole number of at least 1, got "0"'],
  [["iid", "--wait", "soon"], 'got "soon"'],
  [["iid", "--test", "ink"], "--test is for nodes with images of their own"],
  [["iid", "--drop-out", "0.1"], "--drop-out belongs to the simulation"],
  [["iid", "--seeds", "3"], "--seeds belongs to the simulation"],
  [["iid", "--secure"], "--secure belongs to the simulation"],
  [["iid", "--hostile-share", "0.1"], "--hostile-share belongs to the simulation"],
  [["--pen-spread", "0.5"], "--pen-spread is for images that are dealt"],
  [["iid", "--strategy", "fedlc"], "must be one of fedavg"],
  [["iid", "--strategy", "./mine.ts"], "must be one of fedavg"],
  [["iid", "--node", "3"], "did you mean --nodes"],
];

for (const [args, told] of MISTAKES) {
  Deno.test(`a mistake: cluster run ${args.join(" ")}`, () => {
    assertStringIncludes(assertThrows(() => parseRun(args), UsageError).message, told);
  });
}

Deno.test("a strategy has all its parameters, those left out with this project's defaults", () => {
  assertEquals(strategySettings("fedavg"), { name: "fedavg", values: { serverRate: 1 } });
  assertEquals(strategySettings("fedprox:0.3"), { name: "fedprox", values: { mu: 0.3 } });
  assertEquals(strategySettings("fedadam:tau=0.01,beta1=0.5"), {
    name: "fedadam",
    values: { serverRate: 0.01, beta1: 0.5, beta2: 0.99, tau: 0.01 },
  });
});
