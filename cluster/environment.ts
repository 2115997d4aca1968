import { join } from "@std/path";
import { ensureVirtualEnvironment, type VirtualEnvironment } from "../scripts/virtual_environment.ts";

/** The repository. */
export const ROOT: string = join(import.meta.dirname!, "..");

/** The Flower app: the folder that goes to the SuperLink and from there to the nodes. */
export const APP: string = join(ROOT, "cluster", "app");

/** Python's side, in cluster/.venv. */
export function ensureFlower(): Promise<VirtualEnvironment> {
  return ensureVirtualEnvironment({
    folder: join(ROOT, "cluster", ".venv"),
    requirements: join(ROOT, "cluster", "requirements.txt"),
    holds: "Flower",
    megabytes: 350,
  });
}
