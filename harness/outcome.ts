import { createHash } from "node:crypto";
import { join } from "@std/path";

/** A digest of what a finished experiment left: all parameters, and the history without the times it took here. */
export async function outcomeOf(folder: string): Promise<string> {
  const hash = createHash("sha256");
  for (const path of await weightFiles(join(folder, "model"))) hash.update(await Deno.readFile(path));
  const history = JSON.parse(await Deno.readTextFile(join(folder, "history.json")));
  hash.update(JSON.stringify(history, (key, value) => key === "wallSeconds" ? undefined : value));
  return hash.digest("hex");
}

async function weightFiles(folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (isDirectory) found.push(...await weightFiles(join(folder, name)));
    else if (name === "weights.bin") found.push(join(folder, name));
  }
  return found.sort();
}
