import { assert, assertEquals, assertThrows } from "@std/assert";
import { completeConfig } from "../../lib/experiment/mod.ts";
import { parseCommandLine } from "../../commands/experiment/command_line.ts";
import { UsageError } from "../../lib/errors/mod.ts";
import { flagsOf } from "../../lib/experiment/settings/flags.ts";
import { cellsOf } from "../../lib/experiment/sweep/cells.ts";
import { reasonWithoutEffect } from "../../lib/experiment/settings/without_effect.ts";
import { testWith } from "../permission.ts";
import { withTemporaryFile } from "../temporary.ts";

/** A command line in which the last flag changes nothing, why, and one in which it does. */
const ROWS: readonly (readonly [vain: string, why: string, effective: string])[] = [
  ...[
    "--clients 4",
    "--local-epochs 2",
    "--strategy fedprox",
    "--weights uniform",
    "--sampled 0.5",
    "--sampling weighted",
    "--slant-spread 0.1",
    "--pen-spread 0.1",
    "--personal-share 0.2",
    "--drop-out 0.1",
    "--slow-share 0.1",
    "--least-work 0.5",
    "--up float16",
    "--down float16",
    "--upload-mbps 1",
    "--download-mbps 1",
    "--latency 1",
    "--line-spread 1",
    "--secure",
    "--hostile-share 0.2",
  ].map((flag) => [`central ${flag}`, "central training has no clients", `iid ${flag}`] as const),
  [
    "each-writer --clients 4",
    "each writer is a client, however many there are",
    "writers --clients 4",
  ],
  ...["--split writer", "--test digits", "--validation 0.1", "--remove-repeats", "--personal-share 0.2"].map((
    flag,
  ) =>
    [
      `drawn:10 ${flag}`,
      "each client draws its own images, and all of --data is tested on",
      `iid ${flag}`,
    ] as const
  ),
  ...["--slant-spread 0.1", "--pen-spread 0.1"].map((flag) =>
    [
      `drawn:10 ${flag}`,
      "each client draws its images in a hand of its own as it is",
      `iid ${flag}`,
    ] as const
  ),
  [
    "drawn:10 --weights uniform",
    "each client draws as many images as every other, so that all weigh the same",
    "iid --weights uniform",
  ],
  [
    "iid --tuning-epochs 2",
    "a model is tuned for a client only where --personal-share sets images of its own apart",
    "iid --personal-share 0.2 --tuning-epochs 2",
  ],
  ["iid --slow-factor 4", "no client is slow without --slow-share", "iid --slow-share 0.2 --slow-factor 4"],
  [
    "iid --attack scale",
    "no client is hostile without --hostile-share",
    "iid --hostile-share 0.2 --attack scale",
  ],
  [
    "iid --clients 9 --hostile-share 0.1",
    "so small a share of so few clients is no client",
    "iid --clients 10 --hostile-share 0.1",
  ],
  [
    "iid --test digits --split writer",
    "the test images are those of --test, all of --data is trained on",
    "iid --test digits --validation 0.1 --split writer",
  ],
  [
    "iid --data digits --pen-width 2",
    "these images are no strokes that could be drawn with a pen",
    "iid --data digits --more-data crohme:x --pen-width 2",
  ],
];

Deno.test("a flag that would change nothing is refused with the reason, and taken where it changes something", () => {
  for (const [vain, why, effective] of ROWS) {
    const flag = vain.match(/--[\w-]+/g)!.at(-1)!;
    assertThrows(() => parseCommandLine(vain.split(" ")), UsageError, `${flag} has no effect here: ${why}.`);
    assertEquals(parseCommandLine(effective.split(" ")).kind, "run");
  }
});

Deno.test("in a comparison, which has clients and is central, every flag of clients has its effect", () => {
  for (const [vain] of ROWS) {
    if (!vain.startsWith("central")) continue;
    assertEquals(parseCommandLine(vain.replace("central", "compare").split(" ")).kind, "run");
  }
});

testWith(
  { read: true, write: true },
  "keys of a file are refused likewise, those of a run's own configuration are not",
  () => {
    withTemporaryFile('{"experiment": "central", "clients": 4}', (path) => {
      assertThrows(
        () => parseCommandLine(["--config", path]),
        UsageError,
        `${path}: "clients" has no effect here: central training has no clients.`,
      );
      assertEquals(parseCommandLine(["iid", "--config", path]).kind, "run");
    });
    withTemporaryFile('{"experiment": "central", "clients": 10}', (path) => {
      assertEquals(parseCommandLine(["--config", path]).kind, "run", "the default says nothing");
    });
    const finished = completeConfig({ experiment: "iid", clients: 4, strategy: "fedprox" });
    withTemporaryFile(JSON.stringify(finished), (path) => {
      const again = parseCommandLine(["--config", path]);
      assert(again.kind === "run");
      assertEquals(again.config, finished);
      assertEquals(parseCommandLine(["central", "--config", path]).kind, "run");
      assertThrows(
        () => parseCommandLine(["central", "--config", path, "--clients", "5"]),
        UsageError,
        "--clients has",
      );
    });
  },
);

Deno.test("a sweep refuses a setting that changes none of its combinations", () => {
  const sweep = (experiments: string[]) => ({
    title: "Some",
    base: { clients: 4 },
    axes: [{
      name: "experiment",
      values: experiments.map((experiment) => ({ name: experiment, settings: { experiment } })),
    }],
  });
  assertEquals(cellsOf(sweep(["central", "iid"]), {}).length, 2);
  assertThrows(
    () => cellsOf(sweep(["central"]), {}),
    UsageError,
    '"clients" has no effect in any combination: central training has no clients.',
  );
});

Deno.test("the defaults of a plain experiment: what has no effect is what nobody set", () => {
  const config = completeConfig({ experiment: "iid" });
  const vain = flagsOf().map(({ key }) => key as keyof typeof config).filter((key) =>
    reasonWithoutEffect(key, config)
  );
  assertEquals(vain, ["tuningEpochs", "slowFactor", "attack"]);
});
