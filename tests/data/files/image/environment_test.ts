import { assertEquals, assertMatch } from "@std/assert";
import { testWith } from "../../../permission.ts";

const DECODE_GIF = `
  import { decodeImage } from "./lib/data/files/decode_image.ts";
  const gif = await Deno.readFile("tests/fixtures/images/grey.gif");
  console.log(await decodeImage(gif).then(({ width, height }) => width + " × " + height, ({ message }) => message));`;

const LOAD_FOLDER = `
  import { folderSource } from "./lib/data/folder/folder.ts";
  const loading = folderSource.load({ path: "tests/fixtures", seed: 1 });
  console.log(await loading.then(() => "loaded", ({ name, message }) => name + ": " + message));`;

/** What a program prints, with these permissions besides reading. */
async function printedBy(program: string, ...flags: string[]): Promise<string> {
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
    assertEquals(await printedBy(DECODE_GIF, "--ignore-env"), "31 × 23");
    assertEquals(await printedBy(DECODE_GIF, "--ignore-env", "--allow-env=INIT_CWD"), "31 × 23");
    assertEquals(
      await printedBy(DECODE_GIF),
      "jimp, which decodes it, looks through the environment: run Deno with --ignore-env",
    );
  },
);

testWith(
  { read: true, run: true },
  "a folder of images is not read without those that jimp may not decode",
  async () => {
    assertMatch(
      await printedBy(LOAD_FOLDER),
      /^DataError: \S+ is not read: jimp, .* run Deno with --ignore-env\.$/,
    );
    assertEquals(await printedBy(LOAD_FOLDER, "--ignore-env"), "loaded");
  },
);
