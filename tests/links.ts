/**
 * Makes a link, in a process of its own: Deno makes links only where everything may be read and written.
 *
 * @param kind A symbolic link, or another name of the same file.
 */
export async function makeLink(kind: "symlink" | "link", target: string, path: string): Promise<void> {
  const code = `Deno.${kind}Sync(${JSON.stringify(target)}, ${JSON.stringify(path)})`;
  const { success, stderr } = await new Deno.Command(Deno.execPath(), { args: ["eval", code] }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
}
