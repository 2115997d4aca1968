import { assertEquals, assertRejects } from "@std/assert";
import {
  createPool,
  type Executor,
  inlineExecutor,
  type Job,
  type MomentsJob,
  type TrainJob,
  WorkerError,
} from "../../lib/engine/mod.ts";
import { poolOf, type PoolWorker, startWorker } from "../../lib/engine/pool.ts";
import { initialParameters, layersOf, parameterLayout } from "../../lib/model/mod.ts";
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

/** Clients of very unequal sizes, so that they finish out of order. */
function jobs(): TrainJob[] {
  const examples = randomExamples(TOPOLOGY, 200, 4);
  const parameters = initialParameters(parameterLayout(layersOf(TOPOLOGY)), 1);
  return [3, 90, 1, 40, 17, 200, 8].map((images, client) => ({
    kind: "train",
    network: { topology: TOPOLOGY, batchSize: 8 },
    parameters,
    examples,
    indices: Uint32Array.from({ length: images }, (_, i) => i),
    training: { epochs: 2, batchSize: 8, optimizer: { kind: "adam", learningRate: 1e-3 }, seed: client },
  }));
}

async function trained(executor: Executor): Promise<Uint8Array[]> {
  const results: Uint8Array[] = [];
  for await (const { parameters } of executor.run(jobs())) results.push(new Uint8Array(parameters.buffer));
  executor.close();
  return results;
}

testWith(
  { read: true },
  "1, 2, 3 and 8 workers give the bytes of one thread, in the jobs' order",
  async () => {
    const expected = await trained(inlineExecutor());
    for (const workers of [1, 2, 3, 8]) assertEquals(await trained(createPool(workers)), expected);
  },
);

testWith({ read: true }, "a worker that has its next job does not mix it with the one it is at", async () => {
  const layout = parameterLayout(layersOf(TOPOLOGY));
  // These wait in the middle, for memory of their own.
  const moments = jobs().map(({ network, examples, indices }, i): MomentsJob => ({
    kind: "moments",
    network,
    examples,
    indices,
    parameters: initialParameters(layout, i),
  }));
  const sums = async (executor: Executor) => {
    const results = await Array.fromAsync(executor.run(moments));
    executor.close();
    return results.map(({ gram }) => gram.reduce((sum, value) => sum + value));
  };
  assertEquals(await sums(createPool(1)), await sums(inlineExecutor()));
});

testWith(
  { read: true },
  "a job that fails on two workers fails the run with its reason, and nothing hangs",
  async () => {
    const pool = createPool(2);
    const [good, bad] = jobs();
    const broken = { ...bad, parameters: new Float32Array(3_000_000) };
    const error = await assertRejects(() => Array.fromAsync(pool.run([good, broken, good])), WorkerError);
    assertEquals(error.message.startsWith("a train job failed on 2 workers: "), true);
    assertEquals((await Array.fromAsync(pool.run([good]))).length, 1);
    pool.close();
  },
);

/** A worker that answers as `behave` says, to its n-th request among all workers. */
function fakeWorkers(behave: (request: number, worker: PoolWorker, id: number) => void): () => PoolWorker {
  let requests = 0;
  return () => {
    const worker: PoolWorker = {
      onmessage: null,
      onmessageerror: null,
      onerror: null,
      terminate() {},
      postMessage({ id }: { id: number }) {
        const request = requests++;
        setTimeout(() => behave(request, worker, id));
      },
    };
    return worker;
  };
}

function answer(worker: PoolWorker, data: unknown): void {
  (worker.onmessage as (event: { data: unknown }) => void)({ data });
}

function die(worker: PoolWorker): void {
  (worker.onerror as (event: object) => void)({ preventDefault() {}, message: "out of memory" });
}

Deno.test("the job of a worker that dies is done by another", async () => {
  const start = fakeWorkers((request, worker, id) => {
    if (request === 1) die(worker);
    else answer(worker, { id, result: `done at request ${request}` });
  });
  const done = await Array.fromAsync(poolOf(1, start).run(jobs().slice(0, 3)));
  // Longest first, one worker: job 1 is request 0; request 1 dies, its job is request 2, the last request 3.
  assertEquals(done as unknown[], ["done at request 2", "done at request 0", "done at request 3"]);
});

/** Workers that note which jobs they have, and answer when they are told to: each its first job. */
function slowWorkers() {
  const held: Job[][] = [], given: Job[] = [], answers: (() => void)[] = [];
  const start = (): PoolWorker => {
    const ids: number[] = [], mine: Job[] = [];
    held.push(mine);
    const worker: PoolWorker = {
      onmessage: null,
      onmessageerror: null,
      onerror: null,
      terminate() {},
      postMessage({ id, job }: { id: number; job: Job }) {
        ids.push(id);
        mine.push(job);
        given.push(job);
      },
    };
    answers.push(() => {
      mine.shift();
      answer(worker, { id: ids.shift(), result: "done" });
    });
    return worker;
  };
  return { start, held, given, answers };
}

/** So many jobs of one size. */
function alike(count: number): TrainJob[] {
  const [job] = jobs();
  return Array.from({ length: count }, () => ({ ...job }));
}

const turn = () => new Promise((resolve) => setTimeout(resolve));

Deno.test("a worker has its next job while it is at one, as long as more wait than there are workers", async () => {
  const { start, held, answers } = slowWorkers();
  const done = Array.fromAsync(poolOf(2, start).run(alike(7)));
  const inHand = () => held.map(({ length }) => length);
  const seen = [inHand()];
  for (const worker of [0, 0, 1, 1, 0, 1, 0]) {
    answers[worker]();
    await turn();
    seen.push(inHand());
  }
  // Seven, less the two that wait for whoever is idle first.
  assertEquals(seen, [[2, 2], [2, 2], [1, 2], [1, 1], [1, 1], [1, 1], [1, 0], [0, 0]]);
  assertEquals((await done).length, 7);
});

Deno.test("members of a lockstep are given to idle workers only", async () => {
  const { start, held, answers } = slowWorkers();
  const members = alike(5).map((job) => ({ ...job, kind: "lockstep" }) as unknown as TrainJob);
  const done = Array.fromAsync(poolOf(2, start).run(members));
  for (const worker of [0, 1, 0, 1, 0]) {
    assertEquals(held.every(({ length }) => length <= 1), true);
    answers[worker]();
    await turn();
  }
  assertEquals((await done).length, 5);
});

Deno.test("jobs are given out 64 ahead of the result that is taken next", async () => {
  const { start, given, answers } = slowWorkers();
  const results = poolOf(1, start).run(alike(100))[Symbol.asyncIterator]();
  const taken = [results.next()];
  for (let i = 0; i < 64; i++) {
    answers[0]();
    await turn();
  }
  assertEquals(given.length, 64);
  for (let more = 1; more <= 3; more++) {
    taken.push(results.next());
    await turn();
    assertEquals(given.length, 64 + more);
    answers[0]();
    await turn();
  }
  await Promise.all(taken);
});

Deno.test("the longest go first: by images, epochs and the most steps", async () => {
  const { start, given, answers } = slowWorkers();
  const [job] = jobs();
  const sized = (images: number, epochs: number, mostSteps?: number): TrainJob => ({
    ...job,
    indices: new Uint32Array(images),
    training: { ...job.training, epochs, batchSize: 8, mostSteps },
  });
  const four = [sized(30, 1), sized(100, 2, 1), sized(10, 5), sized(9, 1)];
  const done = Array.fromAsync(poolOf(1, start).run(four));
  for (const _ of four) {
    answers[0]();
    await turn();
  }
  await done;
  assertEquals(given.map(({ indices }) => indices.length), [10, 30, 9, 100]);
});

Deno.test("of a worker that dies the first job is to blame, not the one that waits behind it", async () => {
  const deadly = new Set([0, 3]),
    start = fakeWorkers((request, worker, id) => {
      if (deadly.has(request)) die(worker);
      else answer(worker, { id, result: request });
    });
  // Request 0 dies with request 1 behind it; these are done as 2 and 3, of which 3 dies: its first death.
  const done = await Array.fromAsync(poolOf(1, start).run(alike(5)));
  assertEquals(done.length, 5);
});

Deno.test("jobs that nobody will read are not given out", async () => {
  const { start, given, answers } = slowWorkers(), pool = poolOf(1, start);
  const results = pool.run(alike(10))[Symbol.asyncIterator]();
  const first = results.next();
  answers[0]();
  await first;
  await results.return!();
  const before = given.length;
  answers[0]();
  answers[0]();
  await turn();
  assertEquals([given.length, before], [3, 3]);
});

Deno.test("where every worker dies the run fails with the reason, and nothing hangs", async () => {
  const pool = poolOf(2, fakeWorkers((_, worker) => die(worker)));
  const error = await assertRejects(() => Array.fromAsync(pool.run(jobs())), WorkerError);
  assertEquals(error.message, "a train job failed on 2 workers: out of memory");
});

Deno.test("closing a pool rejects the jobs under way and those that wait", async () => {
  const pool = poolOf(1, fakeWorkers(() => {}));
  setTimeout(() => pool.close(), 5);
  await assertRejects(() => Array.fromAsync(pool.run(jobs())), WorkerError, "the pool was closed");
});

Deno.test("a pool of no workers is refused", () => {
  for (const workers of [0, -1, 1.5, NaN]) {
    try {
      createPool(workers);
    } catch (error) {
      assertEquals((error as Error).message, `workers must be a whole number of at least 1, got ${workers}`);
      continue;
    }
    throw new Error("no error");
  }
});

testWith(
  { read: true },
  "workers started ahead are all there before the first job, and do the jobs",
  async () => {
    const expected = await trained(inlineExecutor());
    let started = 0;
    const pool = poolOf(2, () => {
      started++;
      return startWorker();
    }, { ahead: true });
    assertEquals(started, 2);
    assertEquals(await trained(pool), expected);
    assertEquals(started, 2);
  },
);

Deno.test("a worker that dies before its first job is replaced; closing ends those that had none", async () => {
  const workers: PoolWorker[] = [];
  let ended = 0;
  const start = fakeWorkers((_, worker, id) => answer(worker, { id, result: "done" }));
  const pool = poolOf(2, () => {
    const worker = Object.assign(start(), { terminate: () => ended++ });
    workers.push(worker);
    return worker;
  }, { ahead: true });
  die(workers[0]);
  const [job] = jobs();
  assertEquals((await Array.fromAsync(pool.run([job, job]))).length, 2);
  assertEquals(workers.length, 3);
  pool.close();
  assertEquals(ended, 2);
});
