import { assert, assertEquals } from "@std/assert";
import { sharedFloats, type TrainJob } from "../../lib/engine/mod.ts";
import { sharedCopies } from "../../lib/engine/shared_copies.ts";

const job = (parameters: Float32Array) => ({ kind: "train", parameters }) as TrainJob;

Deno.test("jobs with the same parameters share one copy on shared memory, which is used again once they are done", () => {
  const share = sharedCopies(), first = Float32Array.of(1, 2), second = Float32Array.of(3, 4);
  const { jobs: [a, b, c], release } = share([job(first), job(first), job(second)]);
  assert(a.parameters.buffer instanceof SharedArrayBuffer);
  assertEquals([...a.parameters, ...c.parameters], [1, 2, 3, 4]);
  assertEquals(a.parameters, b.parameters);
  const used = new Set([a.parameters.buffer, c.parameters.buffer]);
  assertEquals(used.size, 2);
  const underWay = share([job(Float32Array.of(5, 6))]);
  assert(!used.has(underWay.jobs[0].parameters.buffer));
  release();
  const [again] = share([job(Float32Array.of(7, 8))]).jobs;
  assert(used.has(again.parameters.buffer));
  assertEquals([...again.parameters], [7, 8]);
  assertEquals(share([job(new Float32Array(3))]).jobs[0].parameters.length, 3);
});

Deno.test("parameters that are on shared memory already stay where they are: others may write to them", () => {
  const shared = job(sharedFloats(4));
  assertEquals(sharedCopies()([shared]).jobs[0], shared);
});
