import { assert, assertAlmostEquals, assertEquals, assertNotEquals, assertStringIncludes } from "@std/assert";
import { inlineExecutor } from "../../../lib/engine/mod.ts";
import {
  dpFedAvg,
  type DpState,
  federated,
  initialModel,
  type RunFacts,
  sampleByChance,
} from "../../../lib/federated/mod.ts";
import { sumNoise } from "../../../lib/federated/privacy/dp_fedavg.ts";
import { stream } from "../../../lib/random/mod.ts";
import { network, randomExamples } from "../../engine/networks.ts";
import { oneByOne, PLAIN_RUN, roundAtZero, update } from "../updates.ts";

const run: RunFacts = { ...PLAIN_RUN, sampledFraction: 0.2 };

/** A round of clients that do as they should: what each sends, and what the server makes of it. */
async function step(strategy: ReturnType<typeof dpFedAvg>, deltas: number[][], state: DpState, seed = 1) {
  const round = { ...roundAtZero(deltas[0]?.length ?? 50_000), state, seed };
  const sent = deltas.map((delta, client) => {
    const own = { client, images: client + 1, labelCounts: new Uint32Array() };
    return strategy.conclude!(round, own, { steps: 1, delta: Float64Array.from(delta) });
  });
  const result = await strategy.aggregate!(
    round,
    oneByOne(sent.map(({ delta, sent }, k) => ({ ...update(k, [...delta!], k + 1), sent }))),
  );
  return { moved: Array.from(result.parameters, (value) => 0 - value), state: result.state };
}

Deno.test("without noise to speak of it is the sum of clipped updates over the expected number, by hand", async () => {
  // (6, 8) becomes (3, 4), (0, 1) stays; weights don't count; ten clients are expected.
  const { moved } = await step(dpFedAvg({ noise: 1e-12, clip: 5 }), [[6, 8], [0, 1]], { clip: 5 });
  moved.forEach((value, i) => assertAlmostEquals(value, [0.3, 0.5][i], 1e-7));
});

Deno.test("the sum is divided by the expected number qN, whole or not", async () => {
  const strategy = dpFedAvg({ noise: 1e-12, clip: 5 });
  const round = { ...roundAtZero(2), state: { clip: 5 }, sampledFraction: 0.25 };
  const { parameters } = await strategy.aggregate!(round, oneByOne([update(0, [3, 4]), update(1, [-6, 8])]));
  // (3, 4) + (−3, 4) over 2.5 of ten clients.
  assertAlmostEquals(parameters[0], 0, 1e-7);
  assertAlmostEquals(parameters[1], -8 / 2.5, 1e-6);
});

Deno.test("a client that does not shorten its update, or counts itself more than once, gains nothing", async () => {
  const strategy = dpFedAvg({ noise: 1e-3, clip: 5, quantile: 0.5 });
  const round = { ...roundAtZero(2), state: { clip: 5 } };
  const after = (delta: number[], bit: number) =>
    strategy.aggregate!(round, oneByOne([{ ...update(0, delta), sent: Float32Array.of(bit) }]));
  const honest = await after([3, 4], 0.5), hostile = await after([3e6, 4e6], 1e9);
  hostile.parameters.forEach((value, i) => assertAlmostEquals(value, honest.parameters[i], 1e-6));
  assertEquals(hostile.state, honest.state);
});

Deno.test("the noise has the deviation z S / qN, at any z and S, and is normal", async () => {
  for (const [noise, clip] of [[1, 1], [2.5, 0.3], [0.4, 7]]) {
    const { moved } = await step(dpFedAvg({ noise, clip }), [new Array(50_000).fill(0)], { clip });
    const scaled = moved.map((value) => value / (noise * clip / 10));
    const mean = scaled.reduce((a, b) => a + b) / scaled.length;
    const deviation = Math.sqrt(scaled.reduce((sum, x) => sum + x * x, 0) / scaled.length);
    const within = scaled.filter((x) => Math.abs(x) < 1).length / scaled.length;
    assertAlmostEquals(mean, 0, 0.02); // four deviations of a mean of 50,000
    assertAlmostEquals(deviation, 1, 0.015);
    assertAlmostEquals(within, 0.6827, 0.01);
  }
});

Deno.test("each round and each seed draws its own noise, and a round nobody takes part in has it too", async () => {
  const zeros = [[0, 0, 0, 0]], clip = { clip: 1 };
  const { moved } = await step(dpFedAvg(), zeros, clip);
  assertEquals((await step(dpFedAvg(), zeros, clip)).moved, moved);
  assertNotEquals((await step(dpFedAvg(), zeros, clip, 2)).moved, moved);
  assertNotEquals((await step(dpFedAvg(), [], clip)).moved.slice(0, 4), [0, 0, 0, 0]);
  const topology = network([6, 6, 1], ["Flatten", {}], ["Dense", { units: 4, activation: "softmax" }]);
  const examples = randomExamples(topology, 20, 6), indices = Uint32Array.from({ length: 20 }, (_, i) => i);
  const options = {
    network: { topology, batchSize: 8 },
    examples,
    test: { examples, indices },
    rounds: 2,
    optimizer: { kind: "sgd", learningRate: 0.05, momentum: 0 },
    seed: 5,
    executor: inlineExecutor(),
    partition: [indices],
    localEpochs: 1,
    sampledFraction: 1,
    stragglers: { dropout: 1 },
    strategy: dpFedAvg(),
  } as const;
  const [first, second] = await Array.fromAsync(federated(options));
  assertNotEquals(first.parameters.slice(), initialModel(options.network, 5).slice());
  assert(0 < first.epsilon! && first.epsilon! < second.epsilon!);
});

Deno.test("the clipping norm goes to the quantile of the norms", async () => {
  // Norms 1, 2, …, 10, each a tenth: S settles between the third and the fourth at γ = 0.3.
  const deltas = Array.from({ length: 10 }, (_, k) => [k + 1, 0]);
  let state: DpState = { clip: 0.1 };
  const strategy = dpFedAvg({ noise: 0.01, quantile: 0.3 });
  const seen: number[] = [];
  for (let seed = 0; seed < 300; seed++) {
    ({ state } = await step(strategy, deltas, state, seed));
    if (seed >= 200) seen.push(state.clip);
  }
  const mean = seen.reduce((a, b) => a + b) / seen.length;
  assert(mean > 2.8 && mean < 4.2, `${mean}`);
  assertEquals((await step(dpFedAvg(), deltas, { clip: 4 })).state, { clip: 4 });
});

Deno.test("the noise on sum and count together costs what z alone does", () => {
  for (const [z, count] of [[1, 2], [0.5, 0.4], [3, 10]]) {
    assertAlmostEquals((sumNoise(z, count)! ** -2 + (2 * count) ** -2) ** -0.5, z, 1e-12);
  }
  assertEquals(sumNoise(1, 0.5), undefined);
});

Deno.test("it is refused where clients are not drawn as the accountant counts, or the count costs too much", () => {
  assertStringIncludes(dpFedAvg().refusal!({ ...run, sampling: "uniform" })!, "sampling must be poisson");
  assertStringIncludes(dpFedAvg().refusal!({ ...run, sampledFraction: 1, sampling: "weighted" })!, "poisson");
  assertEquals(dpFedAvg().refusal!({ ...run, sampling: "poisson" }), undefined);
  assertEquals(dpFedAvg().refusal!({ ...run, sampledFraction: 1, sampling: "uniform" }), undefined);
  const few: RunFacts = { ...run, clients: 10, sampledFraction: 1 };
  assertStringIncludes(dpFedAvg({ noise: 2, quantile: 0.5 }).refusal!(few)!, "more clients");
});

Deno.test("clients that take part by chance: so many on average, independently", () => {
  let pairs = 0, all = 0;
  for (let round = 0; round < 4000; round++) {
    const drawn = sampleByChance(10, 0.3, stream(1, "sample", round));
    assertEquals([...drawn], [...drawn].sort((a, b) => a - b));
    all += drawn.length;
    if (drawn.includes(2) && drawn.includes(7)) pairs++;
  }
  assertAlmostEquals(all / 40_000, 0.3, 0.01);
  assertAlmostEquals(pairs / 4000, 0.09, 0.02);
});
