/** What a process and all it has started hold, and who they are. */
export interface Tree {
  /** Main memory; on Linux pages that several of them share count once. */
  readonly bytes: number;
  /** Their ids, the first one's included. */
  readonly ids: readonly number[];
}

/** On Linux the proportional set size, elsewhere the resident set size; both in KiB. */
const SIZE = Deno.build.os === "linux" ? "pss" : "rss";

/** Looks at a process and its descendants. */
export async function processTree(root: number): Promise<Tree> {
  const parents = (await ps("-A", "-o", "pid=,ppid=")).map((line) => line.split(/\s+/).map(Number));
  const ids = [root];
  for (const id of ids) {
    for (const [child, parent] of parents) if (parent === id) ids.push(child);
  }
  const sizes = await ps("-o", `${SIZE}=`, "-p", ids.join(","));
  return { ids, bytes: 1024 * sizes.reduce((sum, size) => sum + (Number(size) || 0), 0) };
}

async function ps(...args: string[]): Promise<string[]> {
  const { stdout } = await new Deno.Command("ps", { args, stderr: "null" }).output();
  return new TextDecoder().decode(stdout).split("\n").map((line) => line.trim()).filter(Boolean);
}
