import { LONGEST_LINE } from "./checks.ts";
import { ROOT } from "./environment.ts";

/**
 * A notebook's text as `deno fmt` writes it, in lines that fit its page. deno.json leaves notebooks out of `deno fmt`,
 * whose `--check` in Deno 2.9 reports every notebook it has not seen before, formatted or not.
 *
 * @throws {TypeError} where the text is no notebook.
 */
export async function formatted(notebook: string): Promise<string> {
  const process = new Deno.Command(Deno.execPath(), {
    args: ["fmt", "--quiet", "--line-width", `${LONGEST_LINE}`, "--ext", "ipynb", "-"],
    cwd: ROOT,
    env: { NO_COLOR: "1" },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const written = new Blob([notebook]).stream().pipeTo(process.stdin);
  const { success, stdout, stderr } = await process.output();
  if (!success) {
    const [reason] = new TextDecoder().decode(stderr).trim().split("\n");
    throw new TypeError(`the notebook cannot be formatted: ${reason.replace(/^error: /, "")}`);
  }
  await written;
  return new TextDecoder().decode(stdout);
}
