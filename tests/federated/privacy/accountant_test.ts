import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { renyiDivergence, spentEpsilon } from "../../../lib/federated/mod.ts";
import reference from "./reference.json" with { type: "json" };

Deno.test("the divergence of a sampled Gaussian round is what 30 digits of quadrature give", () => {
  for (const { order, chance, noise, divergence } of reference.divergences) {
    assertAlmostEquals(renyiDivergence(order, chance, noise) / divergence, 1, 1e-10);
  }
});

Deno.test("at whole orders it is the binomial sum of Mironov et al. 2019, by hand for two", () => {
  // A_2 = (1 − q)² + 2 q (1 − q) + q² e^(1/z²)
  const second = (q: number, z: number) =>
    Math.log((1 - q) ** 2 + 2 * q * (1 - q) + q * q * Math.exp(1 / z ** 2));
  for (const [q, z] of [[0.1, 0.8], [0.5, 3], [0.01, 1]]) {
    assertAlmostEquals(renyiDivergence(2, q, z), second(q, z), 1e-12);
  }
});

Deno.test("the spent ε is dp-accounting's, or less where its series errs upwards", () => {
  for (const { chance, noise, rounds, delta, epsilon } of reference.epsilons) {
    const spent = spentEpsilon([{ chance, noise, rounds }], delta);
    assert(spent <= epsilon * (1 + 1e-9) && spent > epsilon * 0.996, `${spent}, dp-accounting ${epsilon}`);
  }
});

Deno.test("ε grows with the rounds and the chance and falls with the noise; no noise, no privacy", () => {
  const spent = (chance: number, noise: number, rounds: number) =>
    spentEpsilon([{ chance, noise, rounds }], 1e-5);
  assert(spent(0.1, 1, 10) < spent(0.1, 1, 11) && spent(0.1, 1, 10) < spent(0.2, 1, 10));
  assert(spent(0.1, 1.5, 10) < spent(0.1, 1, 10) && spent(0.999999, 1, 10) <= spent(1, 1, 10));
  assertEquals([spent(0.1, 1, 0), spent(0.1, 0, 1)], [0, Infinity]);
});
