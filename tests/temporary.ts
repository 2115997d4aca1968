/** Runs with the path of a file of this text; the file lives in runs/, which is where tests may write. */
export function withTemporaryFile(text: string, run: (path: string) => void): void {
  Deno.mkdirSync("runs", { recursive: true });
  const path = Deno.makeTempFileSync({ dir: "runs", prefix: "test-", suffix: ".json" });
  try {
    Deno.writeTextFileSync(path, text);
    run(path);
  } finally {
    Deno.removeSync(path);
  }
}

/** Runs with the path of an empty folder in runs/, which is gone afterwards. */
export async function withTemporaryFolder(use: (folder: string) => void | Promise<void>): Promise<void> {
  await Deno.mkdir("runs", { recursive: true });
  const folder = await Deno.makeTempDir({ dir: "runs", prefix: "test-" });
  try {
    await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
