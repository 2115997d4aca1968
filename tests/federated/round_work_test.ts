import { assert, assertEquals } from "@std/assert";
import { createPool, type Executor } from "../../lib/engine/mod.ts";
import { central, federated, type RoundWork, type WorkDone } from "../../lib/federated/mod.ts";
import { testWith } from "../permission.ts";
import { smallRun } from "./small_run.ts";

/** Clients of 20, 1 and 49 images; 20 more are tested on. */
const RUN = smallRun(90, [0, 20, 21, 70]);

Deno.test("a round says what it is about to do, and that all of it is done when it has ended", async () => {
  const begun: RoundWork[] = [], atOnce: WorkDone[] = [];
  const note = (work: RoundWork) => {
    begun.push(work);
    atOnce.push(work.done());
  };
  const ended: WorkDone[] = [];
  for await (const _ of federated({ ...RUN, rounds: 2, localEpochs: 3, begun: note })) {
    ended.push(begun.at(-1)!.done());
  }
  const all = { clients: 3, images: 3 * 70, tested: 20 };
  assertEquals(begun.map(({ round, clients, images, tested }) => [round, { clients, images, tested }]), [
    [1, all],
    [2, all],
  ]);
  assertEquals([atOnce, ended], [Array(2).fill({ clients: 0, images: 0, tested: 0 }), [all, all]]);
});

Deno.test("of clients that do a part of their steps, the work is those steps", async () => {
  const begun: RoundWork[] = [];
  const stragglers = { leastWork: 0.1, dropout: 0.3 };
  for await (
    const { round, clients } of federated({
      ...RUN,
      rounds: 8,
      localEpochs: 3,
      stragglers,
      begun: (work) => begun.push(work),
    })
  ) {
    const { clients: many, images } = begun[round - 1];
    assertEquals(many, clients.length);
    assertEquals(begun[round - 1].done().images, images);
    assert(images <= 8 * clients.reduce((sum, { steps }) => sum + steps, 0));
  }
});

Deno.test("in central training a round is an epoch", async () => {
  const begun: RoundWork[] = [];
  const { partition: [first], ...run } = RUN;
  for await (const _ of central({ ...run, indices: first, rounds: 2, begun: (work) => begun.push(work) }));
  assertEquals(begun.map((work) => [work.clients, work.images, work.done()]), [
    [0, 20, { clients: 0, images: 20, tested: 20 }],
    [0, 20, { clients: 0, images: 20, tested: 20 }],
  ]);
});

/** How far a round of one client of very many steps is, as often as somebody could look. */
async function seen(executor: Executor): Promise<number[]> {
  const images: number[] = [];
  let timer: ReturnType<typeof setInterval> | undefined;
  const begun = (work: RoundWork) => {
    timer = setInterval(() => images.push(work.done().images), 5);
  };
  const one = [Uint32Array.from({ length: 70 }, (_, i) => i)];
  try {
    for await (
      const _ of federated({ ...RUN, partition: one, rounds: 1, localEpochs: 500, executor, begun })
    );
  } finally {
    clearInterval(timer);
    executor.close();
  }
  return images;
}

testWith({ read: true }, "how far a single client is is seen while a worker trains it", async () => {
  const images = await seen(createPool(1));
  const within = images.filter((passed) => passed > 0 && passed < 500 * 70);
  assert(within.length >= 3, `seen: ${images}`);
  assertEquals(within, within.toSorted((a, b) => a - b));
});
