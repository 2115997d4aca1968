import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import {
  fedAdagrad,
  fedAdam,
  fedAvg,
  fedAvgM,
  fedDyn,
  fedNova,
  fedProx,
  fedYogi,
  overlapFedAvg,
  scaffold,
  type Strategy,
  StrategyError,
} from "../../../lib/federated/mod.ts";
import { type Quadratic, runOnQuadratics } from "./quadratics.ts";

/** Three clients whose minima and curvatures disagree; sizes are unequal. */
const CLIENTS: readonly Quadratic[] = [
  { curvature: [1, 0.5, 3], minimum: [1, -2, 0.5], images: 10 },
  { curvature: [4, 0.2, 1], minimum: [-1, 3, 2], images: 30 },
  { curvature: [2, 2, 0.5], minimum: [0.5, 1, -3], images: 20 },
];
const EQUAL = CLIENTS.map((client) => ({ ...client, images: 20 }));
const ETA = 0.1;

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

/** Where Σ_k weight_k (w − minimum_k) = 0, coordinate by coordinate. */
function balance(clients: readonly Quadratic[], weight: (client: Quadratic, i: number, k: number) => number) {
  return clients[0].minimum.map((_, i) =>
    sum(clients.map((client, k) => weight(client, i, k) * client.minimum[i])) /
    sum(clients.map((client, k) => weight(client, i, k)))
  );
}

/** The minimum of the mean loss. */
const optimum = (clients: readonly Quadratic[]) => balance(clients, ({ curvature }, i) => curvature[i]);

function near(actual: Float32Array, expected: readonly number[], tolerance: number): void {
  expected.forEach((value, i) => assertAlmostEquals(actual[i], value, tolerance));
}

async function last(strategy: Strategy, rounds: number, clients = EQUAL, more = {}): Promise<Float32Array> {
  return (await runOnQuadratics({ clients, strategy, rounds, ...more })).at(-1)!;
}

Deno.test("FedAvg on quadratics ends where theory says, off the optimum: weights n_k (1 − (1 − ηa)^τ)", async () => {
  const ended = await last(fedAvg(), 400, [...CLIENTS]);
  near(
    ended,
    balance(CLIENTS, ({ curvature, images }, i) => images * (1 - (1 - ETA * curvature[i]) ** 5)),
    1e-5,
  );
  const equal = await last(fedAvg(), 400);
  assert(Math.hypot(...optimum(EQUAL).map((value, i) => value - equal[i])) > 0.05);
});

Deno.test("SCAFFOLD on quadratics ends at the optimum that FedAvg misses", async () => {
  near(await last(scaffold(), 400), optimum(EQUAL), 1e-5);
});

Deno.test("SCAFFOLD with momentum at the clients, too, and with unequal steps", async () => {
  const optimizer = { kind: "sgd", learningRate: 0.05, momentum: 0.5 } as const;
  near(await last(scaffold(), 1500, EQUAL, { optimizer, steps: [3, 8, 5] }), optimum(EQUAL), 1e-5);
});

Deno.test("SCAFFOLD with half the clients a round still ends at the optimum", async () => {
  const four = [...EQUAL, { curvature: [1, 1, 1], minimum: [2, 2, 2], images: 20 }];
  near(await last(scaffold(), 1500, four, { sampledFraction: 0.5 }), optimum(four), 1e-3);
});

Deno.test("SCAFFOLD's first round is FedAvg's, to the bit, where clients are equal in size", async () => {
  const start = [0.3, -0.2, 0.7];
  assertEquals(await last(scaffold(), 1, EQUAL, { start }), await last(fedAvg(), 1, EQUAL, { start }));
  const differ =
    (await last(scaffold(), 2, EQUAL, { start }))[0] !== (await last(fedAvg(), 2, EQUAL, { start }))[0];
  assert(differ, "from the second round on it must not be");
});

Deno.test("FedDyn on quadratics ends at the optimum that FedAvg misses, also with half the clients", async () => {
  near(await last(fedDyn({ alpha: 0.5 }), 1500), optimum(EQUAL), 1e-4);
  const four = [...EQUAL, { curvature: [1, 1, 1], minimum: [2, 2, 2], images: 20 }];
  near(await last(fedDyn({ alpha: 1 }), 4000, four, { sampledFraction: 0.5 }), optimum(four), 1e-2);
});

Deno.test("FedProx on quadratics moves each client as far as theory says", async () => {
  const mu = 0.7, start = [0.3, -0.2, 0.7];
  const step = (a: number, b: number, w: number) =>
    w - (1 - (1 - ETA * (a + mu)) ** 5) * a * (w - b) / (a + mu);
  const expected = start.map((w, i) =>
    sum(CLIENTS.map(({ curvature, minimum, images }) => images * step(curvature[i], minimum[i], w))) / 60
  );
  near(await last(fedProx({ mu }), 1, [...CLIENTS], { start }), expected, 1e-6);
});

Deno.test("FedProx with μ = 0 is FedAvg, to the bit", async () => {
  assertEquals(await last(fedProx({ mu: 0 }), 5, [...CLIENTS]), await last(fedAvg(), 5, [...CLIENTS]));
});

Deno.test("FedNova with equal steps is FedAvg", async () => {
  const expected = await last(fedAvg(), 7, [...CLIENTS]);
  near(await last(fedNova(), 7, [...CLIENTS]), [...expected], 1e-6);
});

Deno.test("FedNova undoes unequal steps: its balance has weights n_k (1 − (1 − ηa)^τ_k) / τ_k", async () => {
  const steps = [2, 40, 9];
  const weight = ({ curvature, images }: Quadratic, i: number, k: number) =>
    images * (1 - (1 - ETA * curvature[i]) ** steps[k]) / steps[k];
  near(await last(fedNova(), 300, [...CLIENTS], { steps }), balance(CLIENTS, weight), 1e-5);
  // With steps so small that a client's way is τ_k η times its gradient, that is the optimum of the mean loss,
  const optimizer = { kind: "sgd", learningRate: 1e-4, momentum: 0 } as const;
  const sized = balance(CLIENTS, ({ curvature, images }, i) => images * curvature[i]);
  near(await last(fedNova(), 6000, [...CLIENTS], { steps, optimizer }), sized, 0.01);
  // which FedAvg misses by far: it counts each client τ_k times.
  const counted = balance(CLIENTS, ({ curvature, images }, i, k) => images * steps[k] * curvature[i]);
  near(await last(fedAvg(), 6000, [...CLIENTS], { steps, optimizer }), counted, 0.01);
  assert(Math.hypot(...sized.map((value, i) => value - counted[i])) > 0.5);
});

Deno.test("FedNova with momentum counts gradients as they weigh in Δ_k", async () => {
  const steps = [2, 40, 9], optimizer = { kind: "sgd", learningRate: 1e-5, momentum: 0.9 } as const;
  // The first round from 0, on gradients that hardly change: Δ_k = η a_k g_k, so Δ = η (Σ p_k a_k) Σ p_k g_k.
  const counted = (tau: number) => sum(Array.from({ length: tau }, (_, i) => (1 - 0.9 ** (tau - i)) / 0.1));
  const mean = sum(CLIENTS.map(({ images }, k) => images * counted(steps[k]))) / 60;
  const expected = [0, 1, 2].map((i) =>
    1e-5 * mean * sum(CLIENTS.map(({ curvature, minimum, images }) => images * curvature[i] * minimum[i])) /
    60
  );
  const moved = await last(fedNova(), 1, [...CLIENTS], { steps, optimizer });
  expected.forEach((value, i) => assertAlmostEquals(moved[i] / value, 1, 0.01));
});

Deno.test("FedAvgM and Overlap-FedAvg with all they add set to 0 are FedAvg, to the bit", async () => {
  const expected = await last(fedAvg(), 6, [...CLIENTS]);
  assertEquals(await last(fedAvgM({ momentum: 0 }), 6, [...CLIENTS]), expected);
  assertEquals(await last(overlapFedAvg({ lambda: 0, mu: 0, staleness: 0 }), 6, [...CLIENTS]), expected);
});

Deno.test("server momentum: two rounds worked by hand", async () => {
  // One client, loss (w − 1)²/2, one step of η = 0.5 from 0. Δ¹ = −0.5: w = 0.5. Δ² = −0.25;
  // m = 0.6·(−0.5) − 0.25 = −0.55; η_s = 1: w = 1.05.
  const clients = [{ curvature: [1, 1], minimum: [1, 1], images: 3 }];
  const optimizer = { kind: "sgd", learningRate: 0.5, momentum: 0 } as const;
  const run = { clients, optimizer, steps: [1], rounds: 2 };
  near((await runOnQuadratics({ ...run, strategy: fedAvgM({ momentum: 0.6 }) }))[1], [1.05, 1.05], 1e-6);
});

Deno.test("Overlap-FedAvg: three rounds worked by hand, and its controls", async () => {
  // One client, loss (w − 1)²/2, one step of η = 0.5: D = 0.5 (v − 1), v the model trained on.
  // Round 1, from w⁰ = 0 with nothing stale: D = −0.5.
  // Round 2 starts from 0 again: D = −0.5; round 3 from w¹.
  const clients = [{ curvature: [1, 1], minimum: [1, 1], images: 3 }];
  const optimizer = { kind: "sgd", learningRate: 0.5, momentum: 0 } as const;
  const ways = async (lambda: number, mu: number) => {
    const strategy = overlapFedAvg({ lambda, mu });
    const models = await runOnQuadratics({ clients, optimizer, steps: [1], rounds: 3, strategy });
    return models.map(([w]) => w);
  };
  const follow = (expected: number[], actual: number[]) =>
    expected.forEach((value, t) => assertAlmostEquals(actual[t], value, 1e-6));
  // One round stale alone: 0.5; 0.5 + 0.5 = 1; then D = 0.5 (0.5 − 1) = −0.25: 1.25.
  follow([0.5, 1, 1.25], await ways(0, 0));
  // μ = 0.5, Nesterov: m¹ = −0.5; m² = 0.5·(−0.5) − 0.5 = −0.75: 0.5·… w¹ = 0.5, w² = 1.25;
  // m³ = 0.5·(−0.75) − 0.25 = −0.625: w³ = 1.875.
  follow([0.5, 1.25, 1.875], await ways(0, 0.5));
  // λ = 0.4, η_eff = 0.5: round 2: ĝ = −0.5 + 0.8·0.25·(0.5 − 0) = −0.4: w² = 0.9;
  // round 3: D = −0.25; ĝ = −0.25 + 0.8·0.0625·(0.9 − 0.5) = −0.23: w³ = 1.13.
  follow([0.5, 0.9, 1.13], await ways(0.4, 0));
  // Both: m² = 0.5·(−0.5 + 0.1) − 0.4 = −0.6: w² = 1.1;
  // round 3: compensation 0.05·(1.1 − 0.5) = 0.03; m³ = 0.5·(−0.6 + 0.03) − 0.22 = −0.505: w³ = 1.605.
  follow([0.5, 1.1, 1.605], await ways(0.4, 0.5));
});

Deno.test("impossible combinations are refused with the reason", async () => {
  const adam = { kind: "adam", learningRate: 0.001 } as const;
  const refused = (strategy: Strategy, more: object, message: string) =>
    assertRejects(() => last(strategy, 1, EQUAL, more), StrategyError, message);
  await refused(scaffold(), { optimizer: adam }, "SCAFFOLD: its control variates are means of gradients");
  await refused(
    fedNova(),
    { optimizer: adam },
    "FedNova: it divides Δ_k by the weight of the gradients in it",
  );
  await refused(overlapFedAvg(), { optimizer: adam }, "Overlap-FedAvg: its compensation takes");
  await refused(
    overlapFedAvg(),
    { sampledFraction: 0.4 },
    "Overlap-FedAvg: a client can train on only where",
  );
});

Deno.test("adaptive servers: three rounds worked by hand", async () => {
  // One client, loss (w − 1)²/2, one step of η = 0.5 from 0, so that g = (w − 1)/2; η_s = 1, τ = 10⁻³, v⁰ = τ².
  // Adagrad, β₁ = 0: v = 10⁻⁶ + 0.25, w = 0.5 / (0.500001 + 0.001) = 0.998002, …
  // Adam: m = −0.05, v = 0.99·10⁻⁶ + 0.0025, w = 0.05 / (0.0500099 + 0.001) = 0.980202; then g² = 9.8·10⁻⁵: …
  // Yogi: v = 10⁻⁶ + 0.0025, w = 0.980200; then g² < v, so that v falls by 0.01 g²: …
  const clients = [{ curvature: [1, 1], minimum: [1, 1], images: 3 }];
  const optimizer = { kind: "sgd", learningRate: 0.5, momentum: 0 } as const;
  const ways = async (strategy: Strategy) =>
    (await runOnQuadratics({ clients, optimizer, steps: [1], rounds: 3, strategy })).map(([w]) => w);
  const follow = (actual: number[], expected: number[]) =>
    expected.forEach((value, t) => assertAlmostEquals(actual[t], value, 2e-6));
  follow(await ways(fedAdagrad({ serverRate: 1 })), [0.998002, 0.999996, 1.0]);
  follow(await ways(fedAdam({ serverRate: 1 })), [0.980202, 1.886067, 1.842885]);
  follow(await ways(fedYogi({ serverRate: 1 })), [0.9802, 1.881961, 1.841956]);
});

Deno.test("adaptive servers whose τ is far above the updates are FedAvgM, scaled", async () => {
  // √v + τ ≈ τ where the updates are small beside it: w ← w − (η_s / τ) m, m with weight 1 − β₁.
  const tau = 1e4, run = { clients: CLIENTS, rounds: 4 };
  const expected = (await runOnQuadratics({ ...run, strategy: fedAvgM({ momentum: 0.9, serverRate: 0.1 }) }))
    .at(-1)!;
  for (const make of [fedAdam, fedYogi]) {
    // v starts from τ², so that √v + τ = 2 τ.
    const strategy = make({ serverRate: 2 * tau, beta1: 0.9, beta2: 1 - 1e-12, tau });
    near((await runOnQuadratics({ ...run, strategy })).at(-1)!, [...expected], 1e-4);
  }
});
