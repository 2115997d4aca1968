import process from "node:process";
import type { Milliseconds } from "./reports.ts";

/** Wall and processor milliseconds of `count` repetitions' mean. */
export interface Timed {
  readonly wall: number;
  readonly cpu: number;
}

/** Does something `count` times. */
export async function timed(count: number, action: () => unknown): Promise<Timed> {
  const start = performance.now(), cpuStart = process.cpuUsage();
  for (let i = 0; i < count; i++) {
    const result = action();
    if (result instanceof Promise) await result;
  }
  const { user, system } = process.cpuUsage(cpuStart);
  return { wall: (performance.now() - start) / count, cpu: (user + system) / 1000 / count };
}

/** Times `blocks` blocks of `count` repetitions. */
export async function timedBlocks(
  blocks: number,
  count: number,
  action: () => unknown,
): Promise<Milliseconds> {
  const results: Timed[] = [];
  for (let block = 0; block < blocks; block++) results.push(await timed(count, action));
  return { wall: results.map(({ wall }) => wall), cpu: results.map(({ cpu }) => cpu) };
}
