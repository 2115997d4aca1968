import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "../properties.ts";
import { createEngine, evaluate, inlineExecutor, train } from "../../lib/engine/mod.ts";
import { clientSpread, initialModel, personalAccuracy } from "../../lib/federated/mod.ts";
import { holdOut, PartitionError } from "../../lib/partition/mod.ts";
import { streamSeed } from "../../lib/random/mod.ts";
import { network, randomExamples } from "../engine/networks.ts";

Deno.test("held-out images: of each client's own, in one part only, at least one where there are two", () => {
  const anyPartition = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 });
  fc.assert(fc.property(anyPartition, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (sizes, share) => {
    let next = 0;
    const whole = sizes.map((size) => Uint32Array.from({ length: size }, () => next++));
    const { partition, heldOut } = holdOut(whole, share, 3);
    whole.forEach((indices, client) => {
      assertEquals([...partition[client], ...heldOut[client]].sort((a, b) => a - b), [...indices]);
      assert(partition[client].length >= 1);
      assertEquals(heldOut[client].length >= 1, indices.length >= 2);
      assert(Math.abs(heldOut[client].length - share * indices.length) <= 1);
    });
    assertEquals(holdOut(whole, share, 3), { partition, heldOut });
  }));
});

Deno.test("a share that leaves nothing is refused", () => {
  for (const share of [0, 1, NaN]) assertThrows(() => holdOut([], share, 1), PartitionError, `got ${share}`);
});

Deno.test("personal accuracy is that of the global model and of each client's own after fine-tuning", async () => {
  const topology = network([5, 5, 1], ["Flatten", {}], ["Dense", { units: 3, activation: "softmax" }]);
  const examples = randomExamples(topology, 90, 2);
  const all = Uint32Array.from({ length: 90 }, (_, i) => i);
  const whole = [all.slice(0, 40), all.slice(40, 41), all.slice(41, 90)];
  const { partition, heldOut } = holdOut(whole, 0.3, 1);
  const options = {
    network: { topology, batchSize: 8 },
    examples,
    partition,
    heldOut,
    epochs: 3,
    optimizer: { kind: "sgd", learningRate: 0.2, momentum: 0 } as const,
    seed: 9,
    executor: inlineExecutor(),
  };
  const parameters = initialModel(options.network, 1);
  const results = await personalAccuracy(options, parameters);
  // The client with one image has none to be tested on.
  assertEquals(results.map(({ client, images }) => [client, images]), [[0, 12], [2, 15]]);
  const engine = await createEngine(topology, { batchSize: 8 });
  for (const { client, images, before, after } of results) {
    engine.parameters.set(parameters);
    assertEquals(before, evaluate(engine, examples, heldOut[client]).correct / images);
    const seed = streamSeed(9, "fine-tuning", client);
    train(engine, examples, partition[client], {
      epochs: 3,
      batchSize: 8,
      optimizer: options.optimizer,
      seed,
    });
    assertEquals(after, evaluate(engine, examples, heldOut[client]).correct / images);
  }
});

Deno.test("mean and worst tenth, worked by hand", () => {
  const accuracies = Array.from({ length: 20 }, (_, i) => (20 - i) / 20);
  assertAlmostEquals(clientSpread(accuracies).mean, 10.5 / 20, 1e-12);
  assertAlmostEquals(clientSpread(accuracies).worstTenth, 1.5 / 20, 1e-12);
  assertEquals(clientSpread([0.5, 0.3, 0.7]).worstTenth, 0.3);
});
