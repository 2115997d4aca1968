import { assert, assertEquals } from "@std/assert";
import {
  createEngine,
  type Epoch,
  type Executor,
  freshOptimizer,
  inlineExecutor,
  type Job,
  lockstep,
  type ResultOf,
  startWorker,
} from "../../lib/engine/mod.ts";
import { allCame, meetingSignals, takeSeat } from "../../lib/engine/meeting.ts";
import { poolOf } from "../../lib/engine/pool.ts";
import { dyingWorkers } from "../../lib/experiment/run/dying_workers.ts";
import { initialParameters, layersOf, parameterLayout } from "../../lib/model/mod.ts";
import { stream } from "../../lib/random/mod.ts";
import { testWith } from "../permission.ts";
import { network, randomExamples } from "./networks.ts";

const TOPOLOGY = network(
  [12, 12, 1],
  ["Conv2D", { filters: 8, kernel_size: 3, activation: "relu" }],
  ["MaxPooling2D", { pool_size: 2 }],
  ["Flatten", {}],
  ["Dropout", { rate: 0.25 }],
  ["Dense", { units: 10, activation: "softmax" }],
);
const PARAMETERS = initialParameters(parameterLayout(layersOf(TOPOLOGY)), 1);

function epoch(images: number, batchSize: number): Epoch {
  return {
    network: { topology: TOPOLOGY, batchSize },
    examples: randomExamples(TOPOLOGY, 60, 4),
    indices: Uint32Array.from({ length: images }, (_, i) => (7 * i) % 60),
    optimizer: { kind: "adam", learningRate: 1e-3 },
    seed: 1,
    before: { parameters: PARAMETERS, optimizerState: freshOptimizer(PARAMETERS.length) },
  };
}

/** Two epochs, one after the other. */
async function twice(executor: Executor, first: Epoch) {
  const train = lockstep(executor);
  return await train({ ...first, before: await train(first) });
}

testWith(
  { read: true },
  "an epoch gives the same bytes with any number of workers, batch size and last batch",
  async () => {
    const epochs = [epoch(57, 16), epoch(50, 10), epoch(33, 32), epoch(7, 3), epoch(3, 1)];
    const expected = [];
    for (const epoch of epochs) expected.push(await twice(inlineExecutor(), epoch));
    for (const workers of [2, 3, 8]) {
      const pool = poolOf(workers, startWorker);
      for (const [i, epoch] of epochs.entries()) assertEquals(await twice(pool, epoch), expected[i]);
      assertEquals(pool.lost, 0);
      pool.close();
    }
  },
);

testWith(
  { read: true },
  "where a worker dies in an epoch, it begins anew and gives the same bytes",
  async () => {
    const expected = await twice(inlineExecutor(), epoch(57, 16));
    for (const victim of [0, 1]) {
      const dies = (job: Job) => job.kind === "lockstep" && job.team?.member === victim;
      const pool = poolOf(2, dyingWorkers(startWorker, dies));
      assertEquals(await twice(pool, epoch(57, 16)), expected);
      assert(pool.lost > 0);
      pool.close();
    }
  },
);

/** An executor that claims more workers than it has, and whose members never meet. */
function lonely(): { executor: Executor; teams: number[] } {
  const inline = inlineExecutor(), teams: number[] = [];
  return {
    teams,
    executor: {
      ...inline,
      workers: 2,
      async *run<J extends Job>(jobs: readonly J[]) {
        teams.push(jobs.length);
        if (jobs.length === 1) yield* inline.run(jobs);
        else for (const _ of jobs) yield undefined as ResultOf<J>;
      },
    },
  };
}

Deno.test("where the members of an epoch never meet one worker does it, and all later ones", async () => {
  const { executor, teams } = lonely();
  assertEquals(await twice(executor, epoch(57, 16)), await twice(inlineExecutor(), epoch(57, 16)));
  assertEquals(teams, [2, 1, 1]);
});

Deno.test("without shared memory one worker does the whole epoch", async () => {
  const { executor, teams } = lonely(), { SharedArrayBuffer } = globalThis;
  try {
    Object.assign(globalThis, { SharedArrayBuffer: undefined });
    await twice(executor, epoch(20, 16));
  } finally {
    Object.assign(globalThis, { SharedArrayBuffer });
  }
  assertEquals(teams, [1, 1]);
});

Deno.test("a member that waits in vain ends the meeting, and so does one whose seat is taken", () => {
  const signals = meetingSignals(2), alone = takeSeat(signals, 0, 1);
  assertEquals([alone.wait(), allCame(signals)], [false, false]);
  const late = takeSeat(signals, 1, 1);
  assertEquals([late.wait(), allCame(signals)], [false, true]);
  const others = meetingSignals(2), first = takeSeat(others, 0, 60_000);
  takeSeat(others, 0, 60_000);
  assertEquals(first.wait(), false);
});

Deno.test("pieces' gradients are added in their order, each sum rounded, on the stretch alone", async () => {
  for (const simd of ["relaxed", "plain"] as const) {
    const engine = await createEngine(TOPOLOGY, { simd }), { length } = engine.parameters;
    assertEquals(length % 4, 2);
    const random = stream(1, "pieces");
    const pieces = Array.from({ length: 4 }, () => Float32Array.from({ length }, () => random() - 0.5));
    engine.gradient.fill(7);
    const stretch = { from: 16, to: length };
    engine.sumPieces(pieces, stretch);
    const { fround } = Math, [a, b, c, d] = pieces;
    const expected = a.map((value, i) => fround(fround(fround(value + b[i]) + c[i]) + d[i]));
    assertEquals(engine.gradient.slice(), expected.fill(7, 0, 16));
    engine.sumPieces(pieces.map((piece) => piece.fill(1)), { from: 0, to: 1000 });
    assertEquals([...engine.gradient.subarray(998, 1002)], [4, 4, expected[1000], expected[1001]]);
  }
});

Deno.test("a step on a stretch moves nothing else", async () => {
  for (const kind of ["adam", "sgd"] as const) {
    const engine = await createEngine(TOPOLOGY), whole = await createEngine(TOPOLOGY);
    for (const { parameters, gradient } of [engine, whole]) {
      parameters.set(PARAMETERS);
      gradient.fill(0.5);
    }
    const optimizer = { kind, learningRate: 0.1, momentum: 0.9 } as const, { length } = PARAMETERS;
    whole.step(optimizer);
    engine.step(optimizer, { from: 16, to: 32 });
    const expected = PARAMETERS.slice();
    expected.set(whole.parameters.subarray(16, 32), 16);
    assertEquals(engine.parameters.slice(), expected);
    engine.optimizerState.steps = 0;
    for (const stretch of [{ from: 0, to: 16 }, { from: 32, to: length }]) {
      engine.step(optimizer, stretch);
      engine.optimizerState.steps = 0;
    }
    assertEquals(engine.parameters.slice(), whole.parameters.slice());
    assertEquals(engine.optimizerState.moments.slice(), whole.optimizerState.moments.slice());
  }
});

Deno.test("a fresh optimiser is laid out as an engine's", async () => {
  const { parameters, optimizerState } = await createEngine(TOPOLOGY);
  const fresh = freshOptimizer(parameters.length);
  assertEquals([fresh.moments.length, fresh.steps], [optimizerState.moments.length, 0]);
  const stepped = await lockstep(inlineExecutor())(epoch(16, 16));
  assertEquals([stepped.optimizerState.moments.length, stepped.optimizerState.steps], [
    fresh.moments.length,
    1,
  ]);
});
