import { withTemporaryFolder } from "./temporary.ts";

/**
 * Bundles a module for a web page.
 *
 * @param text The module, with paths from the project's root in its imports.
 * @returns The bundle: one module, in which a comment with its path stands above each module of the project.
 */
export async function bundle(text: string): Promise<string> {
  let code = "";
  await withTemporaryFolder(async (folder) => {
    const entry = `${folder}/entry.ts`, out = `${folder}/bundle.js`;
    await Deno.writeTextFile(
      entry,
      text.replaceAll('"lib/', '"../../lib/').replaceAll('"tests/', '"../../tests/'),
    );
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["bundle", "--no-lock", "--platform", "browser", "-o", out, entry],
      env: { NO_COLOR: "1" },
    }).output();
    if (!success) throw new Error(`the bundle cannot be made: ${new TextDecoder().decode(stderr)}`);
    code = await Deno.readTextFile(out);
  });
  return code;
}
