import { assertAlmostEquals, assertEquals, assertNotEquals } from "@std/assert";
import { federated, initialModel, localOnly } from "../../lib/federated/mod.ts";
import { smallRun } from "./small_run.ts";

/** The largest difference of two models' parameters. */
function apart(a: Float32Array, b: Float32Array): number {
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);
}

const OPTIONS = { ...smallRun(90, [0, 20, 21, 70]), rounds: 3, localEpochs: 2, learningRateDecay: 0.5 };

Deno.test("after a round the clients that train alone are those whose mean federated averaging is", async () => {
  const [{ models }] = await Array.fromAsync(localOnly({ ...OPTIONS, rounds: 1 }));
  const [{ parameters }] = await Array.fromAsync(federated({ ...OPTIONS, rounds: 1 }));
  const weights = [20 / 70, 1 / 70, 49 / 70];
  const mean = parameters.map((_, i) => weights.reduce((sum, weight, k) => sum + weight * models[k][i], 0));
  assertAlmostEquals(apart(mean, parameters), 0, 1e-6);
});

Deno.test("a client alone in the federation trains as one that never federates, round after round", async () => {
  const alone = { ...OPTIONS, partition: [OPTIONS.partition[0]] };
  const rounds = await Array.fromAsync(localOnly(alone));
  const federatedRounds = await Array.fromAsync(federated(alone));
  assertEquals(rounds.map(({ round }) => round), [1, 2, 3]);
  rounds.forEach(({ models }, i) =>
    assertAlmostEquals(apart(models[0], federatedRounds[i].parameters), 0, 1e-6)
  );
});

Deno.test("what one client holds changes no other's model", async () => {
  const [, , [, ownSecond]] = (await Array.fromAsync(localOnly(OPTIONS))).map(({ models }) => models);
  const { partition: [first, second] } = OPTIONS;
  const partition = [first.slice(0, 5), second];
  const [, , [otherFirst, second2]] = (await Array.fromAsync(localOnly({ ...OPTIONS, partition })))
    .map(({ models }) => models);
  assertEquals(second2, ownSecond);
  assertNotEquals(otherFirst, second2);
});

Deno.test("the start is trained from, and stays as it is", async () => {
  const start = initialModel(OPTIONS.network, 77), before = start.slice();
  const [{ models: [first] }] = await Array.fromAsync(localOnly({ ...OPTIONS, rounds: 1, start }));
  const [{ models: [other] }] = await Array.fromAsync(localOnly({ ...OPTIONS, rounds: 1 }));
  assertEquals(start, before);
  assertNotEquals(first, other);
});
