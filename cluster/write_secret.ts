/** Writes a file that nobody but its owner may read, also where there was one that others might. */
export async function writeSecret(path: string, text: string): Promise<void> {
  await Deno.remove(path).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
  await Deno.writeTextFile(path, text, { createNew: true, mode: 0o600 });
}
