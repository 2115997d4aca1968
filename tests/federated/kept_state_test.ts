import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import type { Executor, Job, ResultOf } from "../../lib/engine/mod.ts";
import {
  fedAvg,
  fedDyn,
  federated,
  type FederatedOptions,
  parseUpload,
  type RoundResult,
  scaffold,
  type Strategy,
} from "../../lib/federated/mod.ts";
import { smallRun } from "./small_run.ts";

/** Four clients of 5, 15, 30 and 50 images. */
const OPTIONS = { ...smallRun(120, [0, 5, 20, 50, 100]), rounds: 4, localEpochs: 1 };
const run = (more: Partial<FederatedOptions>) => Array.fromAsync(federated({ ...OPTIONS, ...more }));

/** The same executor, but the model that the job's number `which` trains holds `value`. */
function spoiling(executor: Executor, which: number, value: number): Executor {
  let trained = 0;
  return {
    workers: 1,
    lost: 0,
    progress: () => ({ jobs: 0, passed: 0 }),
    async *run<J extends Job>(jobs: readonly J[]) {
      let at = 0;
      for await (const result of executor.run(jobs)) {
        if (jobs[at++].kind === "train" && trained++ === which) {
          const { parameters } = result as ResultOf<Extract<Job, { kind: "train" }>>;
          parameters[3] = value;
        }
        yield result as ResultOf<J>;
      }
    },
    close() {},
  };
}

/** Σ s_k c_k over the clients that have kept one. */
function meanKept({ state }: RoundResult, length: number): Float64Array {
  const images = [5, 15, 30, 50], mean = new Float64Array(length);
  images.forEach((n, client) => {
    const kept = state.clients[client]?.strategy as Float32Array | undefined;
    kept?.forEach((value, i) => mean[i] += n / 100 * value);
  });
  return mean;
}

Deno.test("SCAFFOLD's server keeps the mean of its clients' variates, FedDyn's of their terms, whatever is rejected", async () => {
  const faults = { stale: 0.3, notFinite: 0.2, crash: 0.2 };
  for (const strategy of [scaffold(), fedDyn({ alpha: 0.1 })]) {
    const rounds = await run({ strategy, faults, rounds: 8 });
    assert(rounds.some(({ rejected }) => rejected.length > 0), "the seed has no rejection");
    for (const round of rounds) {
      const server = round.state.server as Float32Array | Float64Array;
      meanKept(round, server.length).forEach((value, i) => assertAlmostEquals(server[i], value, 1e-6));
    }
    assert((rounds.at(-1)!.state.server as Float32Array).some((value) => value !== 0));
  }
});

const KEEPERS: readonly [string, Partial<FederatedOptions>][] = [
  ["SCAFFOLD", { strategy: scaffold() }],
  ["FedDyn", { strategy: fedDyn() }],
  ["top-k with feedback", { uplink: parseUpload("top:0.2+feedback") }],
  ["random-k with feedback", { uplink: parseUpload("random:0.2+feedback") }],
  ["float16", { uplink: parseUpload("float16") }],
  ["float16 with feedback", { uplink: parseUpload("float16+feedback") }],
  ["4 bits", { uplink: parseUpload("quantize:4") }],
];

for (const [name, options] of KEEPERS) {
  Deno.test(`a client that diverges once is counted, sends nothing, and is back in the next round: ${name}`, async () => {
    for (const value of [NaN, Infinity]) {
      // The sixth training is client 1's in the second round.
      const rounds = await run({ ...options, executor: spoiling(OPTIONS.executor, 5, value) });
      assertEquals(rounds.map(({ rejected }) => rejected), [
        [],
        [{ client: 1, reason: "not finite" }],
        [],
        [],
      ]);
      assertEquals(rounds[1].load.clients.map(({ uploadBytes }) => uploadBytes > 0), [
        true,
        false,
        true,
        true,
      ]);
      const kept = ({ state }: RoundResult) => {
        const { strategy, residual } = state.clients[1];
        return { strategy, residual };
      };
      assertEquals(kept(rounds[1]), kept(rounds[0]));
      assertEquals(rounds[3].clients.map(({ client }) => client), [0, 1, 2, 3]);
      for (const { parameters, state } of rounds) {
        assert(parameters.every(Number.isFinite));
        for (const { strategy, residual } of Object.values(state.clients)) {
          assert(((strategy ?? []) as Float32Array).every(Number.isFinite));
          assert((residual ?? []).every(Number.isFinite));
        }
      }
    }
  });
}

Deno.test("an update beyond the range of 16 bits is rejected, or with feedback sent as far as it goes", async () => {
  const large = () => spoiling(OPTIONS.executor, 1, 1e6);
  const [plain] = await run({ uplink: parseUpload("float16"), executor: large(), rounds: 1 });
  assertEquals(plain.rejected, [{ client: 1, reason: "not finite" }]);
  const [kept] = await run({ uplink: parseUpload("float16+feedback"), executor: large(), rounds: 1 });
  assertEquals(kept.rejected, []);
  // Δ = w − 10⁶, of which −65504 is sent; the rest stays.
  assertAlmostEquals(kept.state.clients[1].residual![3], 65504 - 1e6, 1);
});

Deno.test("a server's step that is not finite is not taken, nor what its clients would keep of the round", async () => {
  const overflows: Strategy = {
    ...fedAvg(),
    conclude: ({ round }) => ({ kept: round }),
    aggregate: async ({ parameters, state, round }, updates) => {
      for await (const _ of updates) { /* all are read */ }
      return { parameters: round === 2 ? parameters.with(0, Infinity) : parameters.with(0, round), state };
    },
  };
  const [first, second, third] = await run({ strategy: overflows, rounds: 3 });
  assertEquals(second.parameters.slice(), first.parameters.slice());
  assertEquals([first.stayed, second.stayed, third.stayed], [
    undefined,
    "the next model was not finite",
    undefined,
  ]);
  assertEquals(third.parameters[0], 3);
  assertEquals([first, second, third].map(({ state }) => state.clients[2].strategy), [1, 1, 3]);
});

Deno.test("a round records what happened, however many updates its strategy reads", async () => {
  const readingFirst = (many: number): Strategy => ({
    ...scaffold(),
    aggregate: async ({ parameters, state }, updates) => {
      let left = many;
      for await (const _ of updates) if (--left <= 0) break;
      return { parameters, state };
    },
  });
  const facts = async (many: number) => {
    const rounds = await run({
      strategy: readingFirst(many),
      uplink: parseUpload("top:0.1+feedback"),
      faults: { duplicate: 0.3 },
    });
    return rounds.map(({ uploadBytes, downloadBytes, rejected, load, state, clients }) => ({
      uploadBytes,
      downloadBytes,
      rejected,
      load,
      kept: state.clients,
      steps: clients.map(({ client, steps }) => [client, steps]),
    }));
  };
  const all = await facts(100);
  assertEquals(all[0].steps.length, 4);
  assertEquals(await facts(1), all);
  assertEquals(await facts(2), all);
});
