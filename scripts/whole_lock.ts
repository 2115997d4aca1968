import { fromFileUrl } from "@std/path";

/** Flags that hold a program to deno.lock, which has every package of the project. */
export const WHOLE_LOCK: readonly string[] = [
  `--lock=${fromFileUrl(new URL("../deno.lock", import.meta.url))}`,
  "--frozen",
];
