import { assert, assertRejects } from "@std/assert";
import { ModelError } from "../../lib/model/mod.ts";
import { loadReaderModel, ReadingError } from "../../lib/recognize/mod.ts";
import { testWith } from "../permission.ts";

const FOLDER = "data/models/reader";

/** The default model with the class x called something else, and with a grammar. */
async function withModel(
  { name = "x", grammar }: { readonly name?: string; readonly grammar?: string },
  run: (folder: string) => Promise<void>,
): Promise<void> {
  await Deno.mkdir("runs", { recursive: true });
  const folder = await Deno.makeTempDir({ dir: "runs", prefix: "test-" });
  try {
    const model = JSON.parse(await Deno.readTextFile(`${FOLDER}/model.json`));
    const { classes } = model.userDefinedMetadata;
    classes[classes.indexOf("x")] = name;
    await Deno.writeTextFile(`${folder}/model.json`, JSON.stringify(model));
    await Deno.writeFile(`${folder}/weights.bin`, await Deno.readFile(`${FOLDER}/weights.bin`));
    if (grammar !== undefined) await Deno.writeTextFile(`${folder}/grammar.json`, grammar);
    await run(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

testWith(
  { read: true, write: true },
  "a reader takes a model of known symbols only, each once, whatever the others are called",
  async () => {
    await withModel({}, async (folder) => assert(await loadReaderModel(folder)));
    for (const name of ["6*7", "__proto__", "constructor", "\u001b[2J", "fraction", ""]) {
      await withModel({ name }, async (folder) => {
        await assertRejects(() => loadReaderModel(folder), ModelError, "is not a symbol that a reader knows");
      });
    }
    await withModel({ name: "y" }, async (folder) => {
      await assertRejects(() => loadReaderModel(folder), ModelError, "has the class y twice");
    });
    await withModel({ name: "x".repeat(256) }, async (folder) => {
      await assertRejects(() => loadReaderModel(folder), ModelError, "has 256 characters, at most 255");
    });
  },
);

testWith({ read: true, write: true }, "a grammar is counts of symbols, or refused", async () => {
  const right = JSON.stringify({ follows: { "^": { "x": 2 } }, scripts: { "x": [2, 1, 0] } });
  await withModel({ grammar: right }, async (folder) => assert(await loadReaderModel(folder)));
  for (
    const grammar of ["null", "{", '{"follows": {"x": null}, "scripts": {}}', right.replace("2,1", '"2",1')]
  ) {
    await withModel({ grammar }, async (folder) => {
      await assertRejects(() => loadReaderModel(folder), ReadingError);
    });
  }
});
