import { resolve } from "@std/path";

/**
 * A path that the user gave, as this process can use it: `deno task` runs in the project's folder and tells in
 * `INIT_CWD` where the user stands. It stays as it is where that is the same folder.
 */
export function userPath(path: string): string {
  const folder = userFolder();
  return folder === undefined ? path : resolve(folder, path);
}

/** A path in the project's folder, such that the user can use it from where they stand. */
export function projectPath(path: string): string {
  return userFolder() === undefined ? path : resolve(path);
}

/** `NAME:PATH` of `--data`, with the user's path. */
export function userSource(source: string): string {
  const [, name, path] = /^([^:]*:)(.+)$/s.exec(source) ?? [];
  return path === undefined ? source : name + userPath(path);
}

/** Where the user stands; undefined where that is the folder this process runs in. */
function userFolder(): string | undefined {
  if (Deno.permissions.querySync({ name: "env", variable: "INIT_CWD" }).state !== "granted") return undefined;
  const folder = Deno.env.get("INIT_CWD");
  return folder === undefined || isSame(folder, Deno.cwd()) ? undefined : folder;
}

/** Whether two paths lead to one folder, through links or not. */
function isSame(one: string, other: string): boolean {
  try {
    return Deno.realPathSync(one) === Deno.realPathSync(other);
  } catch {
    return one === other;
  }
}
