import { assert, assertAlmostEquals, assertEquals, assertStringIncludes } from "@std/assert";
import fc from "../../properties.ts";
import {
  coordinateMedian,
  fedAvg,
  krum,
  krumScores,
  multiKrum,
  normClipping,
  trimmedMean,
} from "../../../lib/federated/mod.ts";
import { PLAIN_RUN, stepOf } from "../updates.ts";

Deno.test("the coordinate median of an odd number is the middle, of an even one the middle two's mean", async () => {
  assertEquals(await stepOf(coordinateMedian(), [[1, -7], [100, 5], [2, 0]], [1, 1000, 1]), [2, 0]);
  assertEquals(await stepOf(coordinateMedian(), [[1, 4], [100, 4], [2, 8], [3, 0]]), [2.5, 4]);
  assertEquals(await stepOf(coordinateMedian(), [[7, -7]]), [7, -7]);
});

Deno.test("the trimmed mean leaves a share out at either end of each coordinate", async () => {
  const deltas = [[0, 5], [3, -1000], [1000, 6], [1, 7], [2, 9]];
  assertEquals(await stepOf(trimmedMean({ share: 0.2 }), deltas), [2, 6]);
  const plain = await stepOf(trimmedMean({ share: 0 }), deltas);
  (await stepOf(fedAvg(), deltas)).forEach((value, i) => assertAlmostEquals(plain[i], value, 1e-4));
  assertEquals(await stepOf(trimmedMean({ share: 0.4 }), deltas), await stepOf(coordinateMedian(), deltas));
});

Deno.test("Krum takes the update nearest to its n - f - 2 neighbours: five points on a line, f = 1", async () => {
  // Two neighbours each. 0: 1 + 2.25; 1: 0.25 + 1; 1.5: 0.25 + 0.25; 2: 0.25 + 1; 100: 98² + 98.5².
  const points = [0, 1, 1.5, 2, 100];
  assertEquals(krumScores(points.map((x) => Float32Array.of(x)), 1), [
    3.25,
    1.25,
    0.5,
    1.25,
    98 ** 2 + 98.5 ** 2,
  ]);
  assertEquals(await stepOf(krum({ share: 0.2 }), points.map((x) => [x])), [1.5]);
  assertEquals(await stepOf(multiKrum({ share: 0.2 }), points.map((x) => [x])), [(0 + 1 + 1.5 + 2) / 4]);
});

Deno.test("Krum is refused where a hostile share leaves nobody a neighbour", () => {
  const run = { ...PLAIN_RUN, clients: 10, sampledFraction: 0.4 };
  assertEquals(krum({ share: 0.25 }).refusal!(run), undefined);
  assertStringIncludes(
    multiKrum({ share: 0.49 }).refusal!({ ...run, sampledFraction: 0.3 }) ?? "",
    "n ≥ f + 3",
  );
});

Deno.test("norm clipping is FedAvg of updates shortened to the norm, by hand", async () => {
  // (6, 8) has norm 10 and becomes (3, 4); (0, 1) stays; weights 1 and 3.
  assertEquals(await stepOf(normClipping({ norm: 5 }), [[6, 8], [0, 1]], [1, 3]), [0.75, 1.75]);
  assertEquals(await stepOf(normClipping({ norm: 5 }), [[0, 0], [0, 0]]), [0, 0]);
});

const honest = fc.array(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 3, maxLength: 3 }), {
  minLength: 6,
  maxLength: 6,
});
const hostile = fc.array(
  fc.array(fc.integer({ min: -1e9, max: 1e9 }), { minLength: 3, maxLength: 3 }),
  { minLength: 3, maxLength: 3 },
);

Deno.test("whatever three of nine send, each coordinate of the median and the trimmed mean stays among the honest", async () => {
  for (const strategy of [coordinateMedian(), trimmedMean({ share: 3 / 9 })]) {
    await fc.assert(fc.asyncProperty(honest, hostile, async (good, bad) => {
      const step = await stepOf(strategy, [...bad, ...good]);
      step.forEach((value, i) => {
        const values = good.map((delta) => delta[i]);
        assert(value >= Math.min(...values) && value <= Math.max(...values), `${value} of ${values}`);
      });
    }));
  }
});

Deno.test("whatever two of nine send, Krum's choice is no further from the honest than they are from each other", async () => {
  const two = hostile.map((vectors) => vectors.slice(0, 2));
  await fc.assert(fc.asyncProperty(honest, two, async (good, bad) => {
    const seven = [...good, good[0]], chosen = await stepOf(krum({ share: 2 / 9 }), [...bad, ...seven]);
    // Of the n − f − 2 = 5 neighbours of a choice at least 3 are honest, and its score is no greater than any honest
    // one's, whose 5 neighbours can all be honest.
    const distance = (a: readonly number[], b: readonly number[]) => Math.hypot(...a.map((v, i) => v - b[i]));
    const widest = Math.max(...seven.flatMap((a) => seven.map((b) => distance(a, b))));
    const nearest = Math.min(...seven.map((a) => distance(a, chosen)));
    assert(nearest <= Math.sqrt(5) * widest + 1e-3, `${nearest} > ${widest}`);
  }));
});

Deno.test("no update moves the model further than the norm, however it is scaled", async () => {
  await fc.assert(fc.asyncProperty(hostile, fc.integer({ min: 1, max: 50 }), async (bad, norm) => {
    assert(Math.hypot(...await stepOf(normClipping({ norm }), bad)) <= norm * (1 + 1e-6));
  }));
});
