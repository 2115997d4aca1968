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
