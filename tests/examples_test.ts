import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { parseSweep } from "../lib/experiment/mod.ts";
import { type CodeBlock, codeBlocks, docComments, pages, ROOT } from "./documents.ts";
import { drawSymbols } from "./drawn_symbols.ts";
import { testWith } from "./permission.ts";
import { WHOLE_LOCK } from "../scripts/whole_lock.ts";

/** Its example goes as far as it can without a notebook; the notebooks, which are executed, follow runs with it. */
const IN_A_NOTEBOOK = "lib/charts/notebook/follow.ts";

const NEEDS = { read: true, write: true, run: true };

async function allBlocks(): Promise<CodeBlock[]> {
  return [...await pages(), ...await docComments()].flatMap(codeBlocks);
}

async function blocksIn(language: string): Promise<CodeBlock[]> {
  return (await allBlocks()).filter(({ info }) => info === language);
}

testWith(
  { read: true },
  "every block of code is TypeScript or JSON, and none is left out of these tests",
  async () => {
    const blocks = await allBlocks();
    assertEquals(blocks.filter(({ info }) => info !== "ts" && info !== "json"), []);
    assert(blocks.length >= 11, `${blocks.length} blocks`);
  },
);

/** Prints, as JSON, what the example prints and what it throws. */
function programOf(text: string): string {
  const url = `data:application/typescript,${encodeURIComponent(text)}`;
  return `
    const print = console.log, printed = [];
    const shown = (value) => typeof value === "string" ? value : Deno.inspect(value);
    console.log = (...values) => printed.push(values.map(shown).join(" "));
    const error = await import(${JSON.stringify(url)}).then(() => undefined, (error) => error.message);
    print(JSON.stringify({ printed, error }));`;
}

/** Runs an example in a folder of its own, with no more permissions than the README names; what came of it. */
async function run({ place, text }: CodeBlock): Promise<{ printed: string[]; error?: string }> {
  await Deno.mkdir(join(ROOT, "runs"), { recursive: true });
  const folder = await Deno.makeTempDir({ dir: join(ROOT, "runs"), prefix: "test-example-" });
  try {
    if (text.includes("my-symbols")) await drawSymbols(join(folder, "my-symbols"));
    const child = new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        ...WHOLE_LOCK,
        "--no-prompt",
        "--allow-read",
        "--allow-write=data,curves.svg",
        "--config",
        join(ROOT, "deno.json"),
        "-",
      ],
      cwd: folder,
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    const input = child.stdin.getWriter();
    await input.write(new TextEncoder().encode(programOf(text)));
    await input.close();
    const { code, stdout, stderr } = await child.output();
    assertEquals(code, 0, `${place}: ${new TextDecoder().decode(stderr)}`);
    return JSON.parse(new TextDecoder().decode(stdout));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** What the comments behind console.log say is printed; more than one print is told apart by commas. */
function promised(text: string): string[] {
  return Array.from(text.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm), ([, value]) => value);
}

testWith(NEEDS, "examples of the README, the pages and the doc comments are type-checked", async () => {
  const files = (await blocksIn("ts")).map(({ place }) => place.replace(/:\d+$/, ""));
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["check", ...WHOLE_LOCK, "--quiet", "--doc-only", ...new Set(files)],
    cwd: ROOT,
    env: { NO_COLOR: "1" },
  }).output();
  assert(success, new TextDecoder().decode(stderr));
});

testWith(
  NEEDS,
  "examples of the README, the pages and the doc comments run, and print what they say",
  async (t) => {
    for (const block of await blocksIn("ts")) {
      await t.step(block.place, async () => {
        const { printed, error } = await run(block);
        if (block.place.startsWith(IN_A_NOTEBOOK)) {
          return assertStringIncludes(error!, "in a Jupyter notebook only");
        }
        assertEquals(error, undefined);
        const promises = promised(block.text);
        if (promises.length > 0) assertEquals(printed.join(", "), promises.join(", "));
      });
    }
  },
);

testWith({ read: true }, "JSON of the README and the pages is what its reader takes", async () => {
  const read: Record<string, (text: string, place: string) => unknown> = {
    "README.md": checkConfiguration,
    "docs/communication.md": (text, place) => parseSweep(place, text),
  };
  const blocks = await blocksIn("json");
  for (const { place, text } of blocks) await read[place.replace(/:\d+$/, "")](text, place);
  assertEquals(blocks.length, 2);
});

/** The README's deno.json stands in a folder beside this repository, which is called fedink there. */
async function checkConfiguration(text: string): Promise<void> {
  const { links, imports } = JSON.parse(text);
  const own = JSON.parse(await Deno.readTextFile(join(ROOT, "deno.json")));
  for (const link of links) {
    assert((await Deno.stat(join(ROOT, link.replace(/^\.\.\/fedink/, ""), "deno.json"))).isFile);
  }
  assertEquals(imports, { [own.name]: `jsr:${own.name}@^${own.version}` });
}
