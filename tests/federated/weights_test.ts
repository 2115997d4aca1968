import { assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import {
  compose,
  coordinateMedian,
  dpFedAvg,
  fedAdam,
  fedAvg,
  fedDyn,
  federated,
  type FederatedOptions,
  fedNova,
  fedProx,
  overlapFedAvg,
  scaffold,
  type Strategy,
  StrategyError,
} from "../../lib/federated/mod.ts";
import { smallRun } from "./small_run.ts";
import { type Quadratic, runOnQuadratics } from "./strategies/quadratics.ts";

/** Clients of 10, 30 and 60 images, and one of each pair of coordinates the same curvature, for closed forms. */
const CLIENTS: readonly Quadratic[] = [
  { curvature: [1, 0.5], minimum: [1, -2], images: 10 },
  { curvature: [4, 0.2], minimum: [-1, 3], images: 30 },
  { curvature: [2, 2], minimum: [0.5, 1], images: 60 },
];
const FOUR = [...CLIENTS, { curvature: [1, 1], minimum: [2, 2], images: 20 }];

/** The minimum of Σ weight_k f_k. */
function optimum(clients: readonly Quadratic[], weights: "images" | "uniform"): number[] {
  return [0, 1].map((i) => {
    const of = ({ curvature, images }: Quadratic) => curvature[i] * (weights === "images" ? images : 1);
    const total = clients.reduce((sum, client) => sum + of(client), 0);
    return clients.reduce((sum, client) => sum + of(client) * client.minimum[i], 0) / total;
  });
}

const near = (actual: ArrayLike<number>, expected: readonly number[], tolerance: number) =>
  expected.forEach((value, i) => assertAlmostEquals(actual[i], value, tolerance));

for (const weights of ["images", "uniform"] as const) {
  Deno.test(`SCAFFOLD and FedDyn end at the optimum of the losses weighed by ${weights}, of unequal clients`, async () => {
    const last = async (strategy: Strategy, rounds: number, more = {}) =>
      (await runOnQuadratics({ clients: CLIENTS, strategy, rounds, weights, ...more })).at(-1)!;
    near(await last(scaffold(), 500), optimum(CLIENTS, weights), 1e-5);
    near(await last(fedDyn({ alpha: 0.5 }), 1500), optimum(CLIENTS, weights), 1e-4);
    const half = { clients: FOUR, sampledFraction: 0.5 };
    near(await last(scaffold(), 1500, half), optimum(FOUR, weights), 1e-3);
    near(await last(fedDyn({ alpha: 1 }), 4000, half), optimum(FOUR, weights), 1e-2);
  });
}

Deno.test("the first round of every strategy that averages is worked by hand with either weights", async () => {
  // One step of η = 0.1 from 0 moves client k to 0.1 a b: (0.1, −0.1), (−0.4, 0.06), (0.1, 0.2).
  const ends = [[0.1, -0.1], [-0.4, 0.06], [0.1, 0.2]];
  const mean = (weights: number[]) =>
    [0, 1].map((i) => ends.reduce((sum, end, k) => sum + weights[k] * end[i], 0));
  for (const strategy of [fedAvg(), scaffold(), fedNova(), fedProx({ mu: 0 }), overlapFedAvg()]) {
    const [byImages] = await runOnQuadratics({ clients: CLIENTS, strategy, rounds: 1, steps: [1, 1, 1] });
    near(byImages, mean([0.1, 0.3, 0.6]), 1e-6);
    const [alike] = await runOnQuadratics({
      clients: CLIENTS,
      strategy,
      rounds: 1,
      steps: [1, 1, 1],
      weights: "uniform",
    });
    near(alike, mean([1 / 3, 1 / 3, 1 / 3]), 1e-6);
  }
  const adam = (weights: "images" | "uniform") =>
    runOnQuadratics({
      clients: CLIENTS,
      strategy: fedAdam({ tau: 1 }),
      rounds: 1,
      steps: [1, 1, 1],
      weights,
    });
  // m = 0.1 g, v = 0.99 + 0.01 g², with g the mean's opposite.
  for (
    const [weights, shares] of [["images", [0.1, 0.3, 0.6]], ["uniform", [1 / 3, 1 / 3, 1 / 3]]] as const
  ) {
    const [w] = await adam(weights);
    near(w, mean([...shares]).map((g) => 0.01 * 0.1 * g / (Math.sqrt(0.99 + 0.01 * g * g) + 1)), 1e-7);
  }
});

Deno.test("private and robust means count clients alike; what would not be so is refused", async () => {
  const options: FederatedOptions = { ...smallRun(120, [0, 5, 20, 50, 100]), rounds: 1, localEpochs: 1 };
  const run = async (more: Partial<FederatedOptions>) =>
    (await Array.fromAsync(federated({ ...options, ...more })))[0].parameters.slice();
  const quiet = dpFedAvg({ noise: 1e-12, clip: 1e6 });
  const alike = await run({ weights: "uniform" }), counted = await run({ strategy: quiet });
  counted.forEach((value, i) => assertAlmostEquals(value, alike[i], 1e-5));
  assertEquals(await run({ strategy: quiet, weights: "uniform" }), counted);
  const refused = (more: Partial<FederatedOptions>, message: string) =>
    assertRejects(() => run(more), StrategyError, message);
  await refused({ strategy: quiet, weights: "images" }, "it counts clients alike");
  await refused({ strategy: coordinateMedian(), weights: "images" }, "it counts clients alike");
  await refused(
    { sampling: "weighted", weights: "uniform" },
    "weighted sampling draws clients by their images",
  );
});

Deno.test("Δ_k is no sum of a client's gradients with a proximal term: what needs one is refused", async () => {
  const refused = (server: Strategy, message: string) =>
    assertRejects(
      () =>
        runOnQuadratics({ clients: CLIENTS, strategy: compose([fedProx({ mu: 0.1 }), server]), rounds: 1 }),
      StrategyError,
      message,
    );
  await refused(
    fedNova(),
    "FedNova: it divides Δ_k by the weight of the gradients in it, which is known without a",
  );
  await refused(
    scaffold(),
    "SCAFFOLD: its control variates are means of gradients, which Δ_k / (τ_k η) is without a",
  );
  await refused(overlapFedAvg(), "Overlap-FedAvg: its compensation takes D_k / (η · steps) for a gradient");
  const none = compose([fedProx({ mu: 0 }), fedNova()]);
  await runOnQuadratics({ clients: CLIENTS, strategy: none, rounds: 1 });
});
