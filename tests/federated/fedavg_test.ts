import { assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "../properties.ts";
import {
  type ClientUpdate,
  fedAvg,
  type RoundContext,
  sampleClients,
  serverStep,
} from "../../lib/federated/mod.ts";
import { stream } from "../../lib/random/mod.ts";

type Client = [images: number, parameters: number[]];

/** w¹ of FedAvg after a round in which these clients ended at these models. */
async function average(start: readonly number[], ...clients: Client[]): Promise<Float32Array> {
  async function* updates(): AsyncGenerator<ClientUpdate> {
    for (const [client, [images, local]] of clients.entries()) {
      yield {
        client,
        weight: images,
        steps: 1,
        delta: Float64Array.from(start, (w, i) => w - Math.fround(local[i])),
      };
    }
  }
  const round: RoundContext<null> = {
    round: 1,
    parameters: Float32Array.from(start),
    layout: [],
    state: null,
    clients: clients.length,
    shares: new Float64Array(clients.length),
    optimizer: { kind: "sgd", learningRate: 1, momentum: 0 },
    sampledFraction: 1,
    seed: 1,
  };
  return (await serverStep(fedAvg(), round, updates())).parameters;
}

Deno.test("FedAvg weights by n_k: worked by hand", async () => {
  // (1·[2, 0] + 3·[6, 8]) / 4 = [5, 6]
  assertEquals([...await average([1, 1], [1, [2, 0]], [3, [6, 8]])], [5, 6]);
});

Deno.test("FedAvg of one client is that client's model", async () => {
  await fc.assert(fc.asyncProperty(
    fc.array(fc.float({ noNaN: true, min: -10, max: 10 }), { minLength: 1, maxLength: 9 }),
    fc.integer({ min: 1, max: 1000 }),
    async (values, images) => {
      const parameters = await average(values.map((_, i) => Math.fround(i / 7)), [images, values]);
      values.forEach((value, i) => assertAlmostEquals(parameters[i], value, 1e-6));
    },
  ));
});

Deno.test("a client counted twice is a client with twice the images", async () => {
  const start = [0.5, -0.25];
  const one: Client = [5, [1, 2]], other: Client = [7, [3, -4]];
  assertEquals(await average(start, one, one, other), await average(start, [10, [1, 2]], other));
});

Deno.test("sampling draws max(⌊C·K⌋, 1) different clients, in order, the same for the same seed", () => {
  fc.assert(fc.property(
    fc.integer({ min: 1, max: 300 }),
    fc.double({ min: 0.001, max: 1, noNaN: true }),
    fc.integer(),
    (clients, fraction, seed) => {
      const chosen = [...sampleClients(clients, fraction, stream(seed, "sample", 1))];
      assertEquals(chosen.length, Math.max(1, Math.floor(clients * fraction + 1e-9)));
      assertEquals(chosen, [...new Set(chosen)].sort((a, b) => a - b));
      assertEquals(chosen.every((client) => client >= 0 && client < clients), true);
      assertEquals(chosen, [...sampleClients(clients, fraction, stream(seed, "sample", 1))]);
    },
  ));
});

Deno.test("over many rounds every client is drawn about as often", () => {
  const drawn = new Uint32Array(20);
  for (let round = 0; round < 2000; round++) {
    for (const client of sampleClients(20, 0.25, stream(3, "sample", round))) drawn[client]++;
  }
  // Binomial(2000, ¼): mean 500, deviation 19.4; five deviations either way.
  for (const count of drawn) assertAlmostEquals(count, 500, 97);
});
