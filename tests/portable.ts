/**
 * What a web page needs of lib/: faces of rooms that use no Deno or Node API, nor does anything they import. A room that
 * also reads files has a `portable.ts` beside its mod.ts; of the other rooms it is the mod.ts.
 */
export const PORTABLE: readonly string[] = [
  "lib/errors/mod.ts",
  "lib/numbers/mod.ts",
  "lib/random/mod.ts",
  "lib/drawing/mod.ts",
  "lib/symbols/mod.ts",
  "lib/data/portable.ts",
  "lib/partition/mod.ts",
  "lib/model/portable.ts",
  "lib/engine/mod.ts",
  "lib/federated/mod.ts",
  "lib/metrics/mod.ts",
  "lib/charts/portable.ts",
  "lib/expressions/mod.ts",
  "lib/recognize/portable.ts",
];

/** Ways to use what only Deno or Node has; @std/path stands on Node's paths here. */
const FOREIGN = [
  /\bDeno\b(\.\w+)*/g,
  /["']node:[\w/]+["']/g,
  /["']@std\/path["']/g,
  /\bprocess\.\w+/g,
  /\bBuffer\b(\.\w+)*/g,
  /\bimport\.meta\.(dirname|filename|main|resolve)\b/g,
  /\bimport\.source\b/g,
];

/** Uses of Deno's or Node's API in the code of a module, as written; comments do not count. */
export function foreignUses(text: string): string[] {
  const code = text.replace(/^\s*(?:\/\/|\/\*|\*).*$/gm, "");
  return FOREIGN.flatMap((pattern) => Array.from(code.matchAll(pattern), ([use]) => use));
}
