import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { testWith } from "../../permission.ts";
import { poolOf, startWorker } from "../../../lib/engine/mod.ts";
import { dyingWorkers } from "../../../lib/experiment/run/dying_workers.ts";
import {
  FAULT_KINDS,
  faultOf,
  type Faults,
  federated,
  type FederatedOptions,
  initialModel,
  scaffold,
} from "../../../lib/federated/mod.ts";
import { smallRun } from "../small_run.ts";

const OPTIONS: FederatedOptions = { ...smallRun(120, [0, 20, 40, 60, 80, 100]), rounds: 4, localEpochs: 1 };
const run = (more: Partial<FederatedOptions>) => Array.fromAsync(federated({ ...OPTIONS, ...more }));
const parametersOf = async (more: Partial<FederatedOptions>) =>
  (await run(more)).map(({ parameters }) => parameters.slice());

Deno.test("faults come as often as their chances say, and the same for the same seed", () => {
  const faults: Faults = { crash: 0.1, stale: 0.2, notFinite: 0.3 };
  const drawn = Array.from({ length: 20_000 }, (_, client) => faultOf(faults, 7, 3, client));
  for (const kind of FAULT_KINDS) {
    const share = drawn.filter((fault) => fault === kind).length / drawn.length;
    assertAlmostEquals(share, faults[kind] ?? 0, 0.011); // more than three deviations of a share of 0.3
  }
  assertEquals(faultOf(faults, 7, 3, 11), drawn[11]);
  assertEquals(faultOf(undefined, 7, 3, 11), undefined);
});

const REASONS = { notFinite: "not finite", wrongLength: "wrong length", stale: "stale" } as const;

for (const [kind, reason] of Object.entries(REASONS)) {
  Deno.test(`updates that are ${reason} are refused and counted; where all are, the model stays`, async () => {
    const start = initialModel(OPTIONS.network, 5).slice();
    for (const { parameters, rejected, clients } of await run({ faults: { [kind]: 1 } })) {
      assertEquals(parameters.slice(), start);
      assertEquals(rejected, [0, 1, 2, 3, 4].map((client) => ({ client, reason })));
      assertEquals(clients.length, 5);
    }
  });
}

Deno.test("an update that comes twice counts once: the same bytes as without", async () => {
  const rounds = await run({ faults: { duplicate: 1 } });
  assertEquals(rounds[0].rejected, [0, 1, 2, 3, 4].map((client) => ({ client, reason: "duplicate" })));
  assertEquals(rounds.map(({ parameters }) => parameters.slice()), await parametersOf({}));
});

Deno.test("a crashed client is one that dropped out, a straggler is waited for", async () => {
  for (const { dropped, clients } of await run({ faults: { crash: 1 } })) {
    assertEquals([[...dropped], clients.length], [[0, 1, 2, 3, 4], 0]);
  }
  const [slow] = await run({ faults: { straggler: 1 } }), [plain] = await run({});
  assertEquals(slow.parameters.slice(), plain.parameters.slice());
  const computing = 3 * 0.02; // three steps of the default clock
  assertAlmostEquals(slow.simulatedSeconds - plain.simulatedSeconds, 9 * computing, 1e-9);
});

Deno.test("some refused, the model is the mean of those that were taken", async () => {
  const faults: Faults = { notFinite: 0.5 };
  const [first] = await run({ faults });
  const refused = first.rejected.map(({ client }) => client);
  assert(refused.length > 0 && refused.length < 5, `${refused} of 5`);
  // The others crash instead of sending what is not finite: the same clients by the same draw.
  const [crashed] = await run({ faults: { crash: 0.5 } });
  assertEquals([...crashed.dropped], refused);
  assertEquals(first.parameters.slice(), crashed.parameters.slice());
});

Deno.test("what a strategy sends beside the update is looked at as well", async () => {
  const poisoned = scaffold();
  const strategy = {
    ...poisoned,
    conclude: (...[round, client, update]: Parameters<NonNullable<typeof poisoned.conclude>>) => {
      const { kept, sent } = poisoned.conclude!(round, client, update);
      return { kept, sent: client.client === 1 ? sent!.with(0, NaN) : sent };
    },
  };
  for (const { rejected } of await run({ strategy })) {
    assertEquals(rejected, [{ client: 1, reason: "not finite" }]);
  }
});

testWith(
  { read: true },
  "a worker that is killed amid a job is replaced and the job done again: the same bytes, counted",
  async () => {
    const executor = poolOf(
      2,
      dyingWorkers(startWorker, ({ kind, indices }) => kind === "train" && indices[0] < 40),
    );
    try {
      const rounds = await run({ executor, rounds: 2 });
      assertEquals(rounds.map(({ retried }) => retried), [2, 2]);
      assertEquals(rounds.map(({ parameters }) => parameters.slice()), await parametersOf({ rounds: 2 }));
    } finally {
      executor.close();
    }
  },
);
