import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "../properties.ts";
import { sampleByChance, sampleBySize } from "../../lib/federated/clients/sampling.ts";
import { hindranceOf } from "../../lib/federated/clients/stragglers.ts";
import {
  type ClientLoad,
  type ClockModel,
  HOME,
  roundSeconds,
  transferSeconds,
} from "../../lib/federated/simulated_clock.ts";
import { stream } from "../../lib/random/mod.ts";

Deno.test("drawn by size, max(⌊C·K⌋, 1) draws fall on clients in order, the same for the same seed", () => {
  fc.assert(fc.property(
    fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 100 }),
    fc.double({ min: 0.001, max: 1, noNaN: true }),
    fc.integer(),
    (sizes, fraction, seed) => {
      const drawn = sampleBySize(sizes, fraction, stream(seed, "sample"));
      const draws = drawn.reduce((sum, { weight }) => sum + weight, 0);
      assertEquals(draws, Math.max(1, Math.floor(sizes.length * fraction + 1e-9)));
      const clients = drawn.map(({ client }) => client);
      assertEquals(clients, [...new Set(clients)].sort((a, b) => a - b));
      assertEquals(drawn, sampleBySize(sizes, fraction, stream(seed, "sample")));
    },
  ));
});

Deno.test("drawn by size or by chance, the clients are those that a walk along all of them finds", () => {
  fc.assert(fc.property(
    fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 60 }),
    fc.integer(),
    (sizes, seed) => {
      const random = stream(seed, "sample"), total = sizes.reduce((sum, size) => sum + size, 0);
      const draws = sizes.map(() => 0);
      for (let i = 0; i < Math.max(1, sizes.length >> 1); i++) {
        let left = random() * total, client = 0;
        while (left >= sizes[client]) left -= sizes[client++];
        draws[client]++;
      }
      const expected = draws.map((weight, client) => ({ client, weight })).filter(({ weight }) => weight > 0);
      assertEquals(sampleBySize(sizes, 0.5, stream(seed, "sample")), expected);
      const chance = stream(seed, "chance"), lucky = sizes.map(() => chance() < 0.3);
      assertEquals(
        [...sampleByChance(sizes.length, 0.3, stream(seed, "chance"))],
        [...sizes.keys()].filter((client) => lucky[client]),
      );
    },
  ));
});

Deno.test("drawn by size, a client's draws are in proportion to its images, so that their mean is unbiased", () => {
  const sizes = [10, 20, 30, 40], draws = new Float64Array(4), rounds = 5000;
  for (let round = 0; round < rounds; round++) {
    for (const { client, weight } of sampleBySize(sizes, 0.5, stream(4, "sample", round))) {
      draws[client] += weight;
    }
  }
  // Binomial(2 · 5000, n_k / n): five deviations.
  sizes.forEach((size, client) => {
    const p = size / 100;
    assertAlmostEquals(draws[client], 10_000 * p, 5 * Math.sqrt(10_000 * p * (1 - p)));
  });
});

Deno.test("stragglers: the same for the same seed; slow in every round or in none; shares as asked", () => {
  const stragglers = { dropout: 0.2, slow: { share: 0.3, factor: 4 }, leastWork: 0.5 };
  const drawn = Array.from(
    { length: 400 },
    (_, client) => Array.from({ length: 10 }, (_, round) => hindranceOf(stragglers, 7, round + 1, client)),
  );
  assertEquals(drawn[3][5], hindranceOf(stragglers, 7, 6, 3));
  for (const rounds of drawn) assertEquals(new Set(rounds.map(({ slowness }) => slowness)).size, 1);
  const all = drawn.flat(),
    share = (of: (one: typeof all[0]) => boolean) => all.filter(of).length / all.length;
  // Binomial of 4000 and of 400: five deviations each.
  assertAlmostEquals(share(({ drops }) => drops), 0.2, 5 * Math.sqrt(0.16 / 4000));
  assertAlmostEquals(share(({ slowness }) => slowness === 4), 0.3, 5 * Math.sqrt(0.21 / 400));
  assert(all.every(({ work }) => work >= 0.5 && work < 1));
  // Uniform on [½, 1): mean ¾, deviation ½ / √12.
  assertAlmostEquals(
    all.reduce((sum, { work }) => sum + work, 0) / 4000,
    0.75,
    5 * 0.5 / Math.sqrt(12 * 4000),
  );
});

Deno.test("without stragglers nothing comes between", () => {
  assertEquals(hindranceOf({}, 1, 1, 0), { drops: false, slowness: 1, work: 1 });
});

const load = (more: Partial<ClientLoad>): ClientLoad => ({
  client: 0,
  steps: 100,
  slowness: 1,
  uploadBytes: 1_000_000,
  downloadBytes: 2_000_000,
  ...more,
});

Deno.test("the clock: worked by hand", () => {
  const clock: ClockModel = {
    uploadMbps: 8,
    downloadMbps: 16,
    latency: 0.1,
    lineSpread: 0,
    stepSeconds: 0.05,
  };
  const once = (...clients: ClientLoad[]) => roundSeconds(clock, { clients, overlaps: false }, 1);
  const overlapped = (...clients: ClientLoad[]) => roundSeconds(clock, { clients, overlaps: true }, 1);
  // Down 0.1 + 1 s, computing 5 s, up 0.1 + 1 s.
  assertAlmostEquals(once(load({})), 7.2, 1e-9);
  assertAlmostEquals(overlapped(load({})), 5, 1e-9);
  assertAlmostEquals(overlapped(load({ steps: 10 })), 2.2, 1e-9);
  // The slowest decides; one that dropped out has only received.
  const slow = load({ client: 1, slowness: 3 });
  const dropped = load({ client: 2, steps: 0, uploadBytes: 0 });
  assertAlmostEquals(once(load({}), slow, dropped), 17.2, 1e-9);
  assertAlmostEquals(once(dropped), 1.1, 1e-9);
  assertEquals(once(), 0);
});

Deno.test("overlapping wins at most half, where computing and exchange take the same time", () => {
  const anyLoad = fc.record({
    steps: fc.integer({ min: 1, max: 1000 }),
    uploadBytes: fc.integer({ min: 1, max: 1e8 }),
  });
  fc.assert(fc.property(anyLoad, (more) => {
    const clients = [load(more)];
    const plain = roundSeconds(HOME, { clients, overlaps: false }, 1);
    const overlapped = roundSeconds(HOME, { clients, overlaps: true }, 1);
    assert(overlapped <= plain && overlapped >= plain / 2);
  }));
  const even: ClockModel = { ...HOME, latency: 0, uploadMbps: 8, downloadMbps: 16, stepSeconds: 0.02 };
  assertAlmostEquals(roundSeconds(even, { clients: [load({})], overlaps: true }, 1), 2, 1e-9);
  assertAlmostEquals(roundSeconds(even, { clients: [load({})], overlaps: false }, 1), 4, 1e-9);
});

Deno.test("lines of unequal speed: the logarithms have the deviation asked, a client's line stays its own", () => {
  const clock = { ...HOME, latency: 0, lineSpread: 0.5 };
  const seconds = (client: number) => transferSeconds(clock, load({ client }), 3);
  const logs = Array.from({ length: 4000 }, (_, client) => Math.log(seconds(client)));
  const mean = logs.reduce((a, b) => a + b) / logs.length;
  const deviation = Math.sqrt(logs.reduce((sum, x) => sum + (x - mean) ** 2, 0) / logs.length);
  assertAlmostEquals(deviation, 0.5, 5 * 0.5 / Math.sqrt(2 * 4000));
  assertAlmostEquals(
    mean,
    Math.log(transferSeconds({ ...clock, lineSpread: 0 }, load({}), 3)),
    5 * 0.5 / Math.sqrt(4000),
  );
  assertEquals(seconds(5), seconds(5));
});
