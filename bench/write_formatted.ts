/** Writes a file as `deno fmt` wants it; all files of the repository are checked for that. */
export async function writeFormatted(file: string, text: string): Promise<void> {
  await Deno.writeTextFile(file, text);
  await new Deno.Command(Deno.execPath(), { args: ["fmt", "--quiet", file] }).output();
}
