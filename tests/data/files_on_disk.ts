import { dirname, join } from "@std/path";

/**
 * Runs with a new folder that holds `files`, below a folder that `deno task test` may write; then removes it.
 */
export async function withFiles(
  files: Readonly<Record<string, Uint8Array | string>>,
  run: (folder: string) => Promise<void> | void,
): Promise<void> {
  Deno.mkdirSync("runs", { recursive: true });
  const folder = Deno.makeTempDirSync({ dir: "runs" });
  try {
    for (const [name, content] of Object.entries(files)) {
      const path = join(folder, name);
      Deno.mkdirSync(dirname(path), { recursive: true });
      Deno.writeFileSync(path, typeof content === "string" ? new TextEncoder().encode(content) : content);
    }
    await run(folder);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}
