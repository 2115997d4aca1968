import { assert, assertEquals, assertMatch } from "@std/assert";
import { join } from "@std/path";
import { ROOT } from "./documents.ts";
import { drawSymbols } from "./drawn_symbols.ts";
import { testWith } from "./permission.ts";
import { withTemporaryFolder } from "./temporary.ts";
import { WHOLE_LOCK } from "../scripts/whole_lock.ts";

const NEEDS = { read: true, write: true, run: true };

const PICTURE = join(ROOT, "tests/fixtures/pictures/45_fraction.png");

/** The example's text, and the flags and arguments that its second line says to run it with. */
async function example(name: string): Promise<{ text: string; flags: string[]; code: string }> {
  const text = await Deno.readTextFile(join(ROOT, `examples/${name}.ts`));
  const lines = text.split("\n"), header = lines.filter((line) => line.startsWith("// "));
  const command = header.map((line) => /^\/\/ deno run (.*) examples\/(\w+)\.ts/.exec(line)).find((match) =>
    match
  )!;
  assertEquals(command[2], name);
  return {
    text,
    flags: command[1].split(" "),
    code: lines.slice(lines.indexOf(header.at(-1)!) + 1).join("\n"),
  };
}

/** Runs a program in a folder, with no more permissions than it asks for; what it prints. */
async function run(
  folder: string,
  config: string,
  flags: readonly string[],
  ...args: string[]
): Promise<string[]> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--config", config, ...flags, ...args],
    cwd: folder,
    env: { NO_COLOR: "1" },
  }).output();
  assertEquals(code, 0, new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout).trim().split("\n");
}

/** What an example prints, run in a folder of its own. */
function printedBy(
  name: string,
  args: readonly string[],
  check: (printed: string[], folder: string) => Promise<void> | void,
): Promise<void> {
  return withTemporaryFolder(async (folder) => {
    const { flags } = await example(name);
    if (name === "own_images") await drawSymbols(join(folder, "my-symbols"));
    const program = join(ROOT, `examples/${name}.ts`);
    await check(
      await run(folder, join(ROOT, "deno.json"), [...WHOLE_LOCK, ...flags], program, ...args),
      folder,
    );
  });
}

testWith(
  NEEDS,
  "examples/own_images.ts trains twenty rounds on a folder of images",
  () =>
    printedBy("own_images", [], (printed) => {
      assertEquals(
        printed.map((line) => Number(line.split(" ")[0])),
        Array.from({ length: 20 }, (_, i) => i + 1),
      );
    }),
);

testWith(NEEDS, "examples/own_strategy.ts learns", () =>
  printedBy("own_strategy", [], (printed) => {
    const accuracies = printed.map((line) => Number(line.split(" ")[1]));
    assertEquals(accuracies.length, 3);
    assert(accuracies[2] > accuracies[0] && accuracies[2] > 0.2, `${accuracies}`);
  }));

testWith(NEEDS, "examples/read_picture.ts reads one of the tests' pictures", async () => {
  const truth = JSON.parse(await Deno.readTextFile(join(ROOT, "tests/fixtures/pictures/truth.json")));
  const { latex, value, confidence } = truth["45_fraction.png"];
  await printedBy("read_picture", [PICTURE], ([first, ...symbols]) => {
    assertEquals(first, `${latex}   value: ${value} ${Math.round(100 * confidence)} %`);
    assert(symbols.length > 3 && symbols.every((line) => / %; else /.test(line)), `${symbols}`);
  });
});

testWith(
  NEEDS,
  "examples/curve_to_png.ts writes a PNG of twice 800 × 450 pixels",
  () =>
    printedBy("curve_to_png", [], async (_, folder) => {
      const header = new DataView((await Deno.readFile(join(folder, "curve.png"))).buffer);
      assertEquals([header.getUint32(16), header.getUint32(20)], [1600, 900]);
    }),
);

testWith(
  NEEDS,
  "examples/model_fit.ts trains: the loss falls in each epoch",
  () =>
    printedBy("model_fit", [], ([line]) => {
      assertMatch(line, /^wasm /);
      const losses = line.replace("wasm ", "").split(" → ").map(Number);
      assertEquals(losses, losses.toSorted((a, b) => b - a));
      assertEquals(new Set(losses).size, 3);
    }),
);

testWith({ read: true }, "each example is of 10 to 40 lines and says how to run it", async () => {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(join(ROOT, "examples"))) names.push(name.replace(/\.ts$/, ""));
  assertEquals(names.sort(), ["curve_to_png", "model_fit", "own_images", "own_strategy", "read_picture"]);
  for (const name of names) {
    const lines = (await example(name)).text.trim().split("\n").length;
    assert(lines >= 10 && lines <= 40, `${name}: ${lines} lines`);
  }
});

/** The README's part on the library: its deno.json and its program. */
async function asReadme(): Promise<{ config: string; program: string }> {
  const readme = await Deno.readTextFile(join(ROOT, "README.md"));
  const part = readme.slice(readme.indexOf("## As a library"));
  const block = (language: string) => new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(part)![1];
  return { config: block("json"), program: block("ts") };
}

testWith({ read: true }, "the README's program is examples/own_images.ts", async () => {
  assertEquals((await asReadme()).program.trim(), (await example("own_images")).code.trim());
});

testWith(
  NEEDS,
  "the README's program runs in a project beside this one, set up as it says",
  () =>
    withTemporaryFolder(async (folder) => {
      const project = join(folder, "mine"), { config, program } = await asReadme();
      await Deno.mkdir(project);
      // The README's links lead to ../fedink.
      await Deno.writeTextFile(
        join(project, "deno.json"),
        config.replaceAll("../fedink", ROOT.replace(/\/$/, "")),
      );
      await Deno.writeTextFile(join(project, "train.ts"), program);
      await drawSymbols(join(project, "my-symbols"));
      const { flags } = await example("own_images");
      const printed = await run(project, "deno.json", flags, "train.ts");
      assertEquals(printed.length, 20);
    }),
);
