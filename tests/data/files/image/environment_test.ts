import { assertEquals } from "@std/assert";
import { testWith } from "../../../permission.ts";

/** What a program prints that decodes a GIF, with these permissions besides reading. */
async function decodeWith(...flags: string[]): Promise<string> {
  const program = `
    import { decodeImage } from "./lib/data/files/decode_image.ts";
    const gif = await Deno.readFile("tests/fixtures/images/grey.gif");
    console.log(await decodeImage(gif).then(({ width, height }) => width + " × " + height, ({ message }) => message));`;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--no-remote", "--allow-read", ...flags, "-"],
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const input = child.stdin.getWriter();
  await input.write(new TextEncoder().encode(program));
  await input.close();
  return new TextDecoder().decode((await child.output()).stdout).trim();
}

testWith(
  { read: true, run: true },
  "jimp decodes where it may see an environment, be it empty, and else the flag is named",
  async () => {
    assertEquals(await decodeWith("--ignore-env"), "31 × 23");
    assertEquals(await decodeWith("--ignore-env", "--allow-env=INIT_CWD"), "31 × 23");
    assertEquals(
      await decodeWith(),
      "jimp, which decodes it, looks through the environment: run Deno with --ignore-env",
    );
  },
);
