/** A process of this machine. */
export interface Process {
  readonly pid: number;
  readonly parent: number;
  /** Its command line, the arguments with spaces between them. */
  readonly args: string;
}

/** All processes, from /proc: the tests that kill run on Linux. */
export function processes(): Process[] {
  const found: Process[] = [];
  for (const { name } of Deno.readDirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const [state, parent] = Deno.readTextFileSync(`/proc/${name}/stat`).replace(/^.*\) /s, "").split(" ");
      const args = Deno.readTextFileSync(`/proc/${name}/cmdline`).replaceAll("\0", " ");
      if (state !== "Z") found.push({ pid: Number(name), parent: Number(parent), args });
    } catch { /* it has ended meanwhile */ }
  }
  return found;
}

/** All that a process has started, and what that has. */
export function descendants(pid: number): Process[] {
  const all = processes();
  const below = (parent: number): Process[] =>
    all.filter((one) => one.parent === parent).flatMap((one) => [one, ...below(one.pid)]);
  return below(pid);
}

/**
 * Waits until there is something.
 *
 * @throws {Error} when it takes longer.
 */
export async function until<T>(
  what: string,
  seconds: number,
  look: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T> {
  const end = performance.now() + 1000 * seconds;
  while (performance.now() < end) {
    const found = await look();
    if (found) return found;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error(`waited ${seconds} s for ${what}`);
}
