import { cpus } from "node:os";

/** How many cores were busy on average over some milliseconds in which this program waits: the noise before a run. */
export async function busyCores(milliseconds: number): Promise<number> {
  const before = coreTimes();
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  return busyBetween(before, coreTimes());
}

/** Milliseconds that each core has worked and idled. */
export interface CoreTime {
  readonly busy: number;
  readonly idle: number;
}

/** Cores busy between two looks: the sum over all cores of the share of the time they worked. */
export function busyBetween(before: readonly CoreTime[], after: readonly CoreTime[]): number {
  return after.reduce((sum, { busy, idle }, i) => {
    const worked = busy - before[i].busy, all = worked + idle - before[i].idle;
    return sum + (all > 0 ? worked / all : 0);
  }, 0);
}

function coreTimes(): CoreTime[] {
  return cpus().map(({ times: { user, nice, sys, irq, idle } }) => ({ busy: user + nice + sys + irq, idle }));
}
