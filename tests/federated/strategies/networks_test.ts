import { assert, assertEquals } from "@std/assert";
import {
  compose,
  dpFedAvg,
  fedAvg,
  fedAvgM,
  fedDyn,
  federated,
  fedLC,
  fedNova,
  fedProx,
  fedRS,
  frozenLayers,
  overlapFedAvg,
  type RoundContext,
  scaffold,
  type Strategy,
} from "../../../lib/federated/mod.ts";
import { relativeError } from "../../engine/relative_error.ts";
import { ALL, CLASSES, EXAMPLES, headRun, LAYOUT, threeDeals, TOPOLOGY } from "./head_runs.ts";

const ROUND: RoundContext<null> = {
  round: 1,
  parameters: new Float32Array(3),
  layout: [],
  state: null,
  shares: Float64Array.of(1),
  clients: 2,
  optimizer: { kind: "sgd", learningRate: 0.1, momentum: 0 },
  sampledFraction: 1,
  seed: 1,
};
const FACTS = { client: 0, images: 8, labelCounts: Uint32Array.of(2, 0, 6, 0) };

/** The models of a run on real networks; sorted clients of equal size. */
async function models(strategy: Strategy, rounds: number, more = {}): Promise<Float32Array[]> {
  const run = { ...headRun(strategy, threeDeals()[0], rounds), ...more };
  return (await Array.fromAsync(federated(run))).map(({ parameters }) => parameters.slice());
}

const FOUR_ROUNDS = await models(fedAvg(), 4);

for (
  const [name, strategy] of [
    ["FedProx with μ = 0", fedProx({ mu: 0 })],
    ["FedAvgM with β = 0", fedAvgM({ momentum: 0 })],
    ["FedRS with α = 1", fedRS({ alpha: 1 })],
    ["Overlap-FedAvg without λ, μ and staleness", overlapFedAvg({ lambda: 0, mu: 0, staleness: 0 })],
    ["nothing of one's own", { name: "nothing" }],
    ["FedAvg of no frozen layers", compose([fedAvg(), frozenLayers([])])],
  ] as [string, Strategy][]
) {
  Deno.test(`on networks, ${name} is FedAvg to the bit`, async () => {
    assertEquals(await models(strategy, 4), FOUR_ROUNDS);
  });
}

Deno.test("on networks, SCAFFOLD's first round is FedAvg's to the bit, and FedNova of equal steps is FedAvg", async () => {
  const scaffolded = await models(scaffold(), 2);
  assertEquals(scaffolded[0], FOUR_ROUNDS[0]);
  assert(relativeError(scaffolded[1], FOUR_ROUNDS[1]) > 1e-4);
  assert(relativeError((await models(fedNova(), 4))[3], FOUR_ROUNDS[3]) < 1e-5);
});

Deno.test("FedProx and FedDyn with a strong pull stay near the start: with 1 / μ, half the way with twice μ", async () => {
  // A step of η with pull μ, for η μ below 1 and many steps, ends at about gradient / μ.
  const optimizer = { kind: "sgd", learningRate: 0.01, momentum: 0 } as const;
  const way = async (strategy: Strategy) => {
    const run = headRun(strategy, threeDeals()[0]);
    const [{ clients }] = await Array.fromAsync(federated({ ...run, optimizer, localEpochs: 60 }));
    return clients[0].updateNorm;
  };
  for (const make of [(mu: number) => fedProx({ mu }), (alpha: number) => fedDyn({ alpha })]) {
    const ratio = await way(make(20)) / await way(make(40));
    assert(ratio > 1.8 && ratio < 2.2, `${ratio}`);
  }
});

Deno.test("FedRS scales the logits of classes that a client has not, FedLC shifts all by its log prior", () => {
  assertEquals(fedRS({ alpha: 0.3 }).client!(ROUND, FACTS), {
    logits: { scale: Float32Array.of(1, 0.3, 1, 0.3), shift: new Float32Array(4) },
  });
  assertEquals(fedLC({ tau: 2 }).client!(ROUND, FACTS), {
    logits: {
      scale: Float32Array.of(1, 1, 1, 1),
      shift: Float32Array.of(2 * Math.log(0.25), -Infinity, 2 * Math.log(0.75), -Infinity),
    },
  });
});

Deno.test("under FedLC a client leaves the last layer's weights of classes it has not as they are", async () => {
  const one = ALL.filter((i) => EXAMPLES.labels[i] < 2);
  const run = headRun(fedLC(), [one]);
  const [{ parameters }] = await Array.fromAsync(federated({ ...run, localEpochs: 3 }));
  const [start] = await models(fedAvg(), 1, { optimizer: { kind: "sgd", learningRate: 0, momentum: 0 } });
  const { offset, length } = LAYOUT.at(-2)!;
  for (let i = offset; i < offset + length; i++) {
    assertEquals(parameters[i] !== start[i], (i - offset) % CLASSES < 2, `weight ${i - offset}`);
  }
});

Deno.test("frozen layers stay to the bit and are not sent: up never, down once", async () => {
  const layer = TOPOLOGY.config.layers[1].config.name as string;
  const frozen = LAYOUT.filter(({ name }) => name.startsWith(`${layer}/`));
  const count = frozen.reduce((sum, { length }) => sum + length, 0);
  const all = LAYOUT.reduce((sum, { length }) => sum + length, 0);
  // Noise that a server adds to all it steps along must not move them either.
  for (const server of [fedAvgM(), dpFedAvg({ noise: 0.1 })]) {
    const run = headRun(compose([server, frozenLayers([layer])]), threeDeals()[0], 3);
    const rounds = await Array.fromAsync(federated(run));
    assertEquals(rounds.map(({ uploadBytes }) => uploadBytes), Array(3).fill(4 * 4 * (all - count)));
    assertEquals(
      rounds.map(({ downloadBytes }) => downloadBytes),
      [all, all - count, all - count].map((n) => 4 * 4 * n),
    );
    const [first, , third] = rounds.map(({ parameters }) => parameters);
    LAYOUT.forEach(({ name, offset, length }) => {
      const same = first.subarray(offset, offset + length).every((w, i) => w === third[offset + i]);
      assertEquals(same, frozen.some((slot) => slot.name === name), name);
    });
  }
});

Deno.test("SCAFFOLD sends twice as much, both ways", async () => {
  const bytes = 4 * 4 * LAYOUT.reduce((sum, { length }) => sum + length, 0);
  const [once] = await Array.fromAsync(federated(headRun(fedAvg(), threeDeals()[0])));
  const [twice] = await Array.fromAsync(federated(headRun(scaffold(), threeDeals()[0])));
  assertEquals([once.uploadBytes, once.downloadBytes], [bytes, bytes]);
  assertEquals([twice.uploadBytes, twice.downloadBytes], [2 * bytes, 2 * bytes]);
});
