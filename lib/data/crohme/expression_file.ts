import { basename, dirname, resolve } from "@std/path";

/** Whether a file of this name holds expressions: raw InkML, or packed lines. */
export function isExpressionFile(name: string): boolean {
  return /\.(inkml|jsonl|jsonl\.gz)$/i.test(name);
}

/** The last folder in the path, or the archive: its name may be that of the set of its files. */
export function rootFolder(path: string): string {
  return basename(isExpressionFile(path) ? dirname(resolve(path)) : resolve(path));
}
