import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import {
  coordinateMedian,
  dpFedAvg,
  type DpState,
  fedAvg,
  fedAvgM,
  federated,
  type FederatedOptions,
  initialModel,
  parseUpload,
  serverStep,
  type Strategy,
  StrategyError,
} from "../../../lib/federated/mod.ts";
import { screen, type Verdicts } from "../../../lib/federated/faults/screen.ts";
import { greatestSummand } from "../../../lib/federated/secure/fixed_point.ts";
import { securelySummed } from "../../../lib/federated/secure/securely_summed.ts";
import { secureTraffic } from "../../../lib/federated/secure/traffic.ts";
import { smallRun } from "../small_run.ts";

const OPTIONS: FederatedOptions = { ...smallRun(120, [0, 5, 20, 50, 100]), rounds: 3, localEpochs: 1 };
const run = (more: Partial<FederatedOptions>) => Array.fromAsync(federated({ ...OPTIONS, ...more }));

Deno.test("a run with secure aggregation is the run without, to the fixed point's precision, drop-outs included", async () => {
  for (
    const { without, ...more } of [
      { without: 0 },
      { strategy: fedAvgM(), without: 0 },
      // A seed of which a round has lost one of four clients.
      { stragglers: { dropout: 0.15 }, without: 1 },
    ]
  ) {
    const plain = await run(more), secret = await run({ ...more, secure: true });
    assertEquals(secret.map(({ dropped }) => dropped), plain.map(({ dropped }) => dropped));
    assertEquals(Math.max(...secret.map(({ dropped }) => dropped.length)), without);
    assertEquals(secret.length, 3);
    for (const [i, { parameters, uploadBytes, clients }] of secret.entries()) {
      assertEquals(uploadBytes, clients.length * secureTraffic(4, parameters.length + 1).up);
      // Of four numbers rounded to 2⁻²⁴ the sum errs by 2⁻²³ at most, in each round; training makes more of it.
      parameters.forEach((value, j) => assertAlmostEquals(value, plain[i].parameters[j], 2e-6));
    }
    assert(
      secret.some(({ parameters }, i) => parameters.some((value, j) => value !== plain[i].parameters[j])),
    );
  }
});

Deno.test("in secret more is sent both ways: keys, shares and masks besides the updates", async () => {
  const plain = await run({}), secret = await run({ secure: true });
  secret.forEach(({ uploadBytes, downloadBytes }, i) => {
    // A number summed in secret has 64 bits, one of an update 32.
    assert(uploadBytes > 2 * plain[i].uploadBytes && downloadBytes > plain[i].downloadBytes);
  });
});

Deno.test("it gives the same bytes each time, though keys and masks are others", async () => {
  const parametersOf = async () => (await run({ secure: true })).map(({ parameters }) => parameters.slice());
  assertEquals(await parametersOf(), await parametersOf());
});

Deno.test("where too few clients stay for a sum, the model stays", async () => {
  const rounds = await run({ secure: true, stragglers: { dropout: 0.5 }, rounds: 8 });
  const broken = rounds.findIndex(({ dropped }) => dropped.length > 1);
  assert(broken >= 0, "the seed has no such round");
  const before = broken > 0 ? rounds[broken - 1].parameters : initialModel(OPTIONS.network, OPTIONS.seed);
  assertEquals(rounds[broken].parameters.slice(), before.slice());
  assertEquals(rounds[broken].stayed, "too few clients stayed for a secret sum");
});

Deno.test("private and secret at once: clients bound their updates, the sum is secret, the server adds the noise", async () => {
  for (const options of [{ noise: 0.5, clip: 0.01 }, { noise: 0.02, clip: 0.01, quantile: 0.5 }]) {
    const plain = await run({ strategy: dpFedAvg(options) });
    const secret = await run({ strategy: dpFedAvg(options), secure: true });
    for (const [i, { parameters, epsilon, state }] of secret.entries()) {
      parameters.forEach((value, j) => assertAlmostEquals(value, plain[i].parameters[j], 1e-5));
      assertAlmostEquals((state.server as DpState).clip, (plain[i].state.server as DpState).clip, 1e-6);
      assertEquals(epsilon, plain[i].epsilon);
    }
    assert("quantile" in options === ((secret[2].state.server as DpState).clip !== 0.01));
  }
});

Deno.test("no value of a client ends a secret run: one out of range is rejected, counted, and the others' sum taken", async () => {
  const hostile = { share: 0.25, attack: { kind: "scale", factor: 1e14 } } as const;
  const attacked = await run({ secure: true, hostile });
  const [who] = attacked[0].rejected.map(({ client }) => client);
  for (const { rejected, parameters, clients } of attacked) {
    assertEquals(rejected, [{ client: who, reason: "out of range" }]);
    assertEquals(clients.length, 4);
    assert(parameters.every(Number.isFinite));
  }
  // The same model as without that client, to the fixed point.
  const without = await run({ strategy: leavingOut(who) });
  attacked[0].parameters.forEach((value, i) => assertAlmostEquals(value, without[0].parameters[i], 1e-5));
  for (const learningRate of [5, 1e30]) {
    const rounds = await run({ secure: true, optimizer: { kind: "sgd", learningRate, momentum: 0.9 } });
    assertEquals(rounds.length, 3);
    assert(rounds.every(({ parameters }) => parameters.every(Number.isFinite)));
  }
});

Deno.test("a number on the brink of the range is rejected, not found out while it is summed", async () => {
  // 5 / 6 rounds up, so that five times the number is in range and 5 / 6 of it is not.
  const below = greatestSummand(3), most = 6, weight = 5, brink = 219902325555.19998;
  assert(brink * weight < most * below && brink * (weight / most) >= below);
  async function* updates() {
    for (const [client, value] of [1, brink, -brink].entries()) {
      yield await Promise.resolve({ client, weight, steps: 1, round: 1, delta: Float64Array.of(value) });
    }
  }
  const verdicts: Verdicts = { taken: [], rejected: [] };
  const taken = screen(updates(), 1, { length: 1, summable: { below, most } }, verdicts);
  await Array.fromAsync(securelySummed(taken, [0, 1, 2], most));
  assertEquals(verdicts.rejected, [1, 2].map((client) => ({ client, reason: "out of range" })));
});

/** FedAvg of the others. */
function leavingOut(who: number): Strategy {
  const average = fedAvg();
  return {
    ...average,
    aggregate: (round, updates) =>
      serverStep(
        average,
        round,
        (async function* () {
          for await (const update of updates) if (update.client !== who) yield update;
        })(),
      ),
  };
}

Deno.test("any number of clients: a round of 130, as many clients' sums are drawn in a circle", async () => {
  const many = { ...smallRun(280, Array.from({ length: 131 }, (_, k) => 2 * k)), rounds: 1, localEpochs: 1 };
  const one = async (secure: boolean) => (await Array.fromAsync(federated({ ...many, secure })))[0];
  const plain = await one(false), secret = await one(true);
  assertEquals(secret.rejected, []);
  assertEquals(secret.stayed, undefined);
  secret.parameters.forEach((value, i) => assertAlmostEquals(value, plain.parameters[i], 1e-5));
});

Deno.test("a server that must see each update, and a codec, are refused", async () => {
  await assertRejects(
    () => run({ secure: true, strategy: coordinateMedian() }),
    StrategyError,
    "the mean only",
  );
  await assertRejects(
    () => run({ secure: true, uplink: parseUpload("float16") }),
    StrategyError,
    "must be none",
  );
});
