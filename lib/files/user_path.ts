import { resolve } from "@std/path";

/**
 * Turns a path given by the user into one this process can use: `deno task` runs in the project's folder and passes the
 * user's folder in `INIT_CWD`. If the two are the same, the path is unchanged.
 */
export function userPath(path: string): string {
  const folder = userFolder();
  return folder === undefined ? path : resolve(folder, path);
}

/** Turns a path in the project's folder into one that works from the user's folder. */
export function projectPath(path: string): string {
  return userFolder() === undefined ? path : resolve(path);
}

/** Turns the PATH in `NAME:PATH` of `--data`, given by the user, into one this process can use. */
export function userSource(source: string): string {
  const [, name, path] = /^([^:]*:)(.+)$/s.exec(source) ?? [];
  return path === undefined ? source : name + userPath(path);
}

/** The user's current folder; undefined if this process runs in it. */
function userFolder(): string | undefined {
  if (Deno.permissions.querySync({ name: "env", variable: "INIT_CWD" }).state !== "granted") return undefined;
  const folder = Deno.env.get("INIT_CWD");
  return folder === undefined || isSame(folder, Deno.cwd()) ? undefined : folder;
}

/** Whether two paths lead to the same folder, also through links. */
function isSame(one: string, other: string): boolean {
  try {
    return Deno.realPathSync(one) === Deno.realPathSync(other);
  } catch {
    return one === other;
  }
}
