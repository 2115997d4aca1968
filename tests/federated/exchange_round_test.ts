import { assert, assertAlmostEquals, assertEquals, assertNotEquals, assertRejects } from "@std/assert";
import {
  ccvr,
  compose,
  coordinateMedian,
  dpFedAvg,
  type ExchangeClient,
  fed3R,
  federated,
  type FederatedOptions,
  fedProx,
  normClipping,
  overlapFedAvg,
  spentEpsilon,
  type Strategy,
  StrategyError,
} from "../../lib/federated/mod.ts";
import { secureTraffic } from "../../lib/federated/secure/traffic.ts";
import { headRun, threeDeals } from "./strategies/head_runs.ts";
import { smallRun } from "./small_run.ts";

const PARTS = [{ length: 2, unit: 1 }, { length: 1, unit: 10 }];

/** A strategy whose first round asks each client for a vector, and tells the total. */
function asking(vectorOf: (client: ExchangeClient) => number[], parts = PARTS) {
  const totals: (number[] | undefined)[] = [];
  const strategy: Strategy = {
    name: "Asking",
    exchanges: [{
      at: "first",
      sums: 1,
      async perform({ clients, round, total }) {
        async function* vectors() {
          for (const client of clients) {
            yield await Promise.resolve({ vector: Float64Array.from(vectorOf(client)), bytes: 12 });
          }
        }
        const sum = await total({ parts, vectors: vectors(), downloadBytes: 7 });
        totals.push(sum && [...sum]);
        return round.parameters;
      },
    }],
  };
  return { strategy, totals };
}

/** Five clients of 5, 15, 30, 50 and 10 images. */
const OPTIONS = { ...smallRun(120, [0, 5, 20, 50, 100, 110]), rounds: 1, localEpochs: 1 };

async function ask(
  vectorOf: (client: ExchangeClient) => number[],
  more: Partial<FederatedOptions> = {},
  also: readonly Strategy[] = [],
  parts = PARTS,
) {
  const { strategy, totals } = asking(vectorOf, parts);
  const [round] = await Array.fromAsync(
    federated({ ...OPTIONS, ...more, strategy: compose([...also, strategy]) }),
  );
  return { total: totals[0], round };
}

const near = (actual: readonly number[] | undefined, expected: readonly number[], tolerance = 1e-9) => {
  assertEquals(actual?.length, expected.length);
  expected.forEach((value, i) => assertAlmostEquals(actual![i], value, tolerance));
};
const byNumber = ({ client }: ExchangeClient) => [client + 1, 10 * (client + 1), -1];

Deno.test("the total of an exchange is the sum over all clients, whatever share trains, with its bytes", async () => {
  for (const sampledFraction of [1, 0.2]) {
    const { total, round } = await ask(byNumber, { sampledFraction });
    assertEquals(total, [15, 150, -5]);
    assertEquals([round.uploadBytes, round.downloadBytes], [5 * 12, 5 * 7]);
    assertEquals(round.load.clients.map(({ steps }) => steps), [1, 2, 4, 7, 2]);
  }
});

Deno.test("sums are sent as the 32-bit floats that their bytes are counted as", async () => {
  assertEquals((await ask(() => [1 / 3, 0, 0])).total, [5 * Math.fround(1 / 3), 0, 0]);
});

Deno.test("a client that drops out of an exchange has received the model all the same, and sends nothing", async () => {
  const { total, round } = await ask(byNumber, { stragglers: { dropout: 1 } });
  assertEquals([total, round.uploadBytes, round.downloadBytes], [undefined, 0, 5 * 7]);
  const { round: some } = await ask(byNumber, { stragglers: { dropout: 0.5 } });
  assert(some.dropped.length > 0 && some.dropped.length < 5);
  assertEquals([some.uploadBytes, some.downloadBytes], [(5 - some.dropped.length) * 12, 5 * 7]);
});

Deno.test("where clients weigh alike each counts as the mean client: by hand", async () => {
  // 110 images, five clients: 22 for each, in place of 5, 15, 30, 50 and 10.
  const { total } = await ask(({ images }) => [images, 1, 0], { weights: "uniform" });
  near(total, [110, [5, 15, 30, 50, 10].reduce((sum, n) => sum + Math.fround(22 / n), 0), 0]);
});

Deno.test("under privacy what a client sends does not depend on what the others hold, though clients weigh alike", async () => {
  const quiet = dpFedAvg({ noise: 1e-12, sums: 1e6 });
  for (const weights of [undefined, "uniform"] as const) {
    near((await ask(byNumber, { weights }, [quiet])).total, [15, 150, -5], 1e-3);
  }
});

Deno.test("secure aggregation gives the same total, to its fixed point, and counts its own bytes", async () => {
  const { total, round } = await ask(byNumber, { secure: true });
  near(total, [15, 150, -5], 5 * 2 ** -25);
  const { up, down } = secureTraffic(5, 4);
  assertEquals([round.uploadBytes, round.downloadBytes], [5 * up, 5 * (7 + down)]);
});

Deno.test("a client's sums are bounded in norm, each part in its unit, and the server bounds them once more", async () => {
  // Of norm 50, (30, 40, 0) becomes (3, 4, 0) at S = 5; (0, 0, 200) is 20 of its units and becomes (0, 0, 50).
  const sums = [[30, 40, 0], [0, 0, 200], [1, 0, 0], [0, 0, 0], [0, 0, 0]];
  const quiet = dpFedAvg({ noise: 1e-12, sums: 5 });
  const equal = smallRun(120, [0, 20, 40, 60, 80, 100]);
  for (const more of [{}, { secure: true }]) {
    const { total } = await ask(({ client }) => sums[client], { ...equal, ...more }, [quiet]);
    near(total, [4, 4, 50], 1e-6);
  }
  // Hostile clients may not bound theirs, or send a thousand times as much.
  const hostile = { share: 1, attack: { kind: "scale", factor: 1000 } } as const;
  near((await ask(() => [3, 4, 0], { ...equal, hostile }, [quiet])).total, [15, 20, 0], 1e-6);
  near((await ask(() => [3, 4, 0], { ...equal, hostile })).total, [15_000, 20_000, 0]);
});

Deno.test("a hostile client that turns its labels round gives out the turned ones as its own", async () => {
  const parts = [{ length: 4, unit: 1 }], counts = ({ labelCounts }: ExchangeClient) => [...labelCounts];
  const hostile = { share: 1, attack: { kind: "label-flip" } } as const;
  const { total } = await ask(counts, {}, [], parts);
  assertEquals((await ask(counts, { hostile }, [], parts)).total, total!.toReversed());
  assertNotEquals(total, total!.toReversed());
});

Deno.test("the noise on a total has the deviation z S in units of each part, and covers a round nobody answers", async () => {
  const parts = [{ length: 20_000, unit: 1 }, { length: 20_000, unit: 10 }];
  const zeros = () => new Array(40_000).fill(0);
  for (const more of [{}, { secure: true }, { stragglers: { dropout: 1 } }]) {
    const { total } = await ask(zeros, more, [dpFedAvg({ noise: 2, sums: 3 })], parts);
    for (const [from, deviation] of [[0, 6], [20_000, 60]]) {
      const part = total!.slice(from, from + 20_000);
      const measured = Math.sqrt(part.reduce((sum, x) => sum + x * x, 0) / part.length);
      assertAlmostEquals(measured / deviation, 1, 0.02); // four deviations of a deviation of 20,000
    }
  }
  assertEquals((await ask(zeros, { stragglers: { dropout: 1 } }, [], parts)).total, undefined);
});

Deno.test("the accountant counts the noisy sums with the rounds of training", async () => {
  const epsilons = async (text: Strategy) =>
    (await Array.fromAsync(federated(headRun(text, threeDeals()[0], 3)))).map(({ epsilon }) => epsilon!);
  const spent = (rounds: number, sums: number) =>
    spentEpsilon([{ chance: 1, noise: 4, rounds }, { chance: 1, noise: 4, rounds: sums }], 1e-5);
  const dp = dpFedAvg({ noise: 4 });
  near(await epsilons(compose([dp, fed3R()])), [spent(0, 2), spent(1, 2), spent(2, 2)], 1e-12);
  near(await epsilons(compose([dp, ccvr({ samples: 100 })])), [spent(1, 0), spent(2, 0), spent(2, 1)], 1e-12);
  near(await epsilons(dp), [spent(1, 0), spent(2, 0), spent(3, 0)], 1e-12);
  // Two sums of noise 4 are one of noise 4 / √2, as Gaussian mechanisms compose.
  assertAlmostEquals(
    spent(0, 2),
    spentEpsilon([{ chance: 1, noise: 4 / Math.SQRT2, rounds: 1 }], 1e-5),
    1e-9,
  );
});

Deno.test("an exchange that asks for more sums than it says ends the run: they would not be counted", async () => {
  const { strategy } = asking(byNumber);
  const greedy = { ...strategy, exchanges: [{ ...strategy.exchanges![0], sums: 0 }] };
  await assertRejects(
    () => Array.fromAsync(federated({ ...OPTIONS, strategy: greedy })),
    Error,
    "more than 0 sums",
  );
});

for (const [name, head] of [["Fed3R", fed3R({ ridge: 3 })], ["CCVR", ccvr({ samples: 500 })]] as const) {
  Deno.test(`${name} with privacy, and with secrecy: the noise is in its model, the secret sum gives the plain one`, async () => {
    const run = (strategy: Strategy, more = {}) =>
      Array.fromAsync(federated({ ...headRun(strategy, threeDeals()[0]), ...more }));
    const [plain] = await run(head), [secret] = await run(head, { secure: true });
    secret.parameters.forEach((value, i) => assertAlmostEquals(value, plain.parameters[i], 1e-3));
    assert(secret.uploadBytes > plain.uploadBytes);
    const [noisy] = await run(compose([dpFedAvg({ noise: 30, clip: 0.01 }), head]));
    assertNotEquals(noisy.parameters.slice(), plain.parameters.slice());
    assert(noisy.parameters.every(Number.isFinite));
    const [quiet] = await run(compose([dpFedAvg({ noise: 1e-12, sums: 1e6 }), head]));
    quiet.parameters.forEach((value, i) => assertAlmostEquals(value, plain.parameters[i], 1e-3));
  });

  Deno.test(`${name}: faults and hostile clients do in its round what they do in others`, async () => {
    const run = async (more: Partial<FederatedOptions>) =>
      (await Array.fromAsync(federated({ ...headRun(head, threeDeals()[0]), ...more })))[0];
    const plain = await run({}), start = (await run({ stragglers: { dropout: 1 } })).parameters.slice();
    const clients = [0, 1, 2, 3], sums = name === "Fed3R" ? 1 : 0;
    const broken = await run({ faults: { notFinite: 1 } });
    assertEquals(broken.rejected, clients.map((client) => ({ client, reason: "not finite" })));
    assertEquals(broken.stayed, "the clients' sums gave no model");
    assertEquals(broken.parameters.slice(), start);
    const twice = await run({ faults: { duplicate: 1 } });
    assertEquals(twice.parameters.slice(), plain.parameters.slice());
    assertEquals(twice.rejected.length, 4 * (1 + sums));
    assertEquals((await run({ faults: { crash: 1 } })).dropped, clients);
    const slow = await run({ faults: { straggler: 1 } });
    assert(slow.simulatedSeconds > plain.simulatedSeconds);
    for (const attack of [{ kind: "label-flip" }, { kind: "sign-flip", factor: 3 }] as const) {
      const attacked = await run({ hostile: { share: 0.5, attack } });
      assertNotEquals(attacked.parameters.slice(), plain.parameters.slice());
      assert(attacked.parameters.every(Number.isFinite));
    }
  });
}

Deno.test("what would not be true of a round of sums is refused", async () => {
  const refused = (parts: readonly Strategy[], message: string) =>
    assertRejects(
      () => Array.fromAsync(federated(headRun(compose(parts), threeDeals()[0]))),
      StrategyError,
      message,
    );
  for (const robust of [coordinateMedian(), normClipping()]) {
    await refused([robust, fed3R()], "it guards the mean of updates, not the sums");
  }
  await refused([overlapFedAvg({ lambda: 0 }), ccvr()], "a round that exchanges sums has replaced");
  await refused([fed3R(), ccvr()], "two of its parts would take the place of round 1 of 1: only one can");
  await refused([ccvr({ first: 1 }), fed3R()], "round 1 of 1");
  const two = (parts: readonly Strategy[]) => federated(headRun(compose(parts), threeDeals()[0], 2));
  await assertRejects(() => two([ccvr({ first: 1 }), fed3R()]).next(), StrategyError, "round 1 of 2");
  assertEquals((await Array.fromAsync(two([ccvr({ samples: 100 }), fed3R()]))).length, 2);
  await Array.fromAsync(federated(headRun(compose([fedProx(), fed3R()]), threeDeals()[0])));
});
