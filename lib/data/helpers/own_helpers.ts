import type { Helpers } from "./share_out.ts";

/**
 * Workers that help to make images, as many as there are cores; undefined where workers may not be started: that needs the
 * permission to read their module, for which Deno would stop and ask.
 */
export function ownHelpers(count: number = navigator.hardwareConcurrency): Helpers | undefined {
  const module = new URL("./data_worker.ts", import.meta.url);
  if (module.protocol !== "file:") return undefined;
  if (Deno.permissions.querySync({ name: "read", path: module }).state !== "granted") return undefined;
  return { count, start: () => new Worker(module, { type: "module" }) };
}
