import { assertEquals, assertMatch } from "@std/assert";
import { join } from "@std/path";
import { ceilingLines, completeConfig, findCeilings, type Settings } from "../../lib/experiment/mod.ts";
import { equalButExperiment } from "../../lib/experiment/settings/equal_but_experiment.ts";
import { testWith } from "../permission.ts";
import { withTemporaryFolder } from "../temporary.ts";
import { writeRun } from "./kept_runs.ts";

const FILES = { read: true, write: true };
const configOf = (settings: Settings) => completeConfig({ experiment: "non-iid", ...settings });

Deno.test("settings are equal where all that has an effect in the other run is", () => {
  const own = configOf({ strategy: "scaffold", optimizer: "sgd", clients: 20, rounds: 7 });
  const sgd: Settings = { optimizer: "sgd", rounds: 7 };
  const federated: Settings = { ...sgd, strategy: "scaffold", clients: 20 };
  const cases: [Settings, boolean][] = [
    // Central training has no clients, and no strategy.
    [{ experiment: "central", ...sgd }, true],
    [{ experiment: "central", ...sgd, clients: 3, strategy: "fedprox", localEpochs: 4, secure: true }, true],
    [{ experiment: "central", ...sgd, rounds: 8 }, false],
    [{ experiment: "central", rounds: 7 }, false],
    [{ experiment: "central", ...sgd, seed: 2 }, false],
    [{ experiment: "central", ...sgd, sample: 9000 }, false],
    [{ experiment: "central", ...sgd, data: "digits" }, false],
    [{ experiment: "central", ...sgd, split: "random:0.2" }, false],
    [{ experiment: "central", ...sgd, validation: 0.1 }, false],
    // Where, how fast and how often decides nothing of what is learnt.
    [{ experiment: "central", ...sgd, out: "elsewhere", workers: 1, seeds: 3, latency: 1 }, true],
    [{ experiment: "iid", ...federated }, true],
    [{ experiment: "iid", ...sgd, strategy: "scaffold" }, false],
    [{ experiment: "iid", ...sgd, clients: 20 }, false],
    [{ experiment: "iid", ...federated, up: "float16" }, false],
  ];
  for (const [settings, equal] of cases) {
    assertEquals(equalButExperiment(own, configOf(settings)), equal, JSON.stringify(settings));
  }
  // However many clients there are where each writer is one, it is not said by --clients.
  const writers = configOf({ experiment: "each-writer" });
  assertEquals(equalButExperiment(writers, configOf({ experiment: "iid" })), false);
  assertEquals(equalButExperiment(writers, configOf({ experiment: "central" })), true);
});

testWith(FILES, "a run is told what it may be compared with, or the command that makes it", async () => {
  await withTemporaryFolder((folder) => {
    const at = (name: string) => join(folder, name);
    const told = (settings: Settings) =>
      ceilingLines(configOf(settings), at("own"), findCeilings(configOf(settings), [folder, at("none")]));
    const measure = (command: string) =>
      `The ceiling, central training with equal settings, is measured by: deno task experiment ${command}`;

    assertEquals(told({ rounds: 2, clients: 4 }), [measure("central --rounds 2")]);
    assertEquals(told({ experiment: "iid", rounds: 2, clients: 4 }), [measure("central --rounds 2")]);
    // What is a file on the command line is taken from the run's own settings.
    assertEquals(told({ faults: { crash: 0.1 } }), [measure("central")]);
    assertEquals(told({ experiment: "central" }), []);
    assertEquals(told({ experiment: "compare" }), []);
    assertEquals(told({ experiment: "drawn:10" }), []);

    // Of another seed, of other rounds, one without its last round, and one that is no run.
    const settings = { experiment: "central", rounds: 2 };
    writeRun(at("seed"), { settings: { ...settings, seed: 2 }, accuracies: { "central,2": [0.1, 0.9] } });
    writeRun(at("rounds"), { settings: { ...settings, rounds: 1 }, accuracies: { "central,1": [0.9] } });
    writeRun(at("short"), { settings, accuracies: { "central,1": [0.9] } });
    Deno.mkdirSync(at("other"));
    assertEquals(told({ rounds: 2 }), [measure("central --rounds 2")]);

    writeRun(at("old"), { settings, accuracies: { "central,1": [0.1, 0.9] } });
    writeRun(at("new"), { settings, accuracies: { "central,1": [0.95, 0.876] } });
    Deno.utimeSync(join(at("old"), "history.csv"), 1, 1);
    const central = `The ceiling, central training with otherwise equal settings: 87.6 % (${at("new")}).`;
    assertEquals(told({ rounds: 2 }), [central]);
    assertEquals(told({ experiment: "iid", rounds: 2, clients: 4 }), [central]);

    writeRun(at("all"), {
      settings: { experiment: "compare", rounds: 2, clients: 4, seeds: 2 },
      accuracies: {
        "central,1": [0, 0.5],
        "central,2": [0, 0.7],
        "iid,1": [0, 0.4],
        "iid,2": [0, 0.2],
        "non-iid,1": [0.1],
      },
    });
    assertEquals(told({ experiment: "dirichlet:0.1", rounds: 2, clients: 4 }), [
      `The ceiling, central training with otherwise equal settings: 60.0 % (50.0 %–70.0 %) (${at("all")}).`,
      `With otherwise equal settings and images dealt at random (iid): 30.0 % (20.0 %–40.0 %) (${
        at("all")
      }).`,
    ]);
    assertEquals(told({ rounds: 2 })[0].includes("60.0 %"), true);
    for (const name of ["old", "new", "all"]) Deno.removeSync(at(name), { recursive: true });
    writeRun(at("iid"), { settings: { experiment: "iid", rounds: 2 }, accuracies: { "iid,1": [0, 0.5] } });
    const [iid, command] = told({ rounds: 2 });
    assertMatch(iid, /dealt at random \(iid\): 50\.0 % \(/);
    assertEquals(command, measure("central --rounds 2"));
  });
});
