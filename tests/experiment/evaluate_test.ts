import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { join } from "@std/path";
import { drawInk, image } from "../../lib/data/mod.ts";
import { IMAGE_SIZE } from "../../lib/drawing/mod.ts";
import { LABELS, READER_CLASSES } from "../../lib/symbols/mod.ts";
import { inlineExecutor } from "../../lib/engine/mod.ts";
import { parseEvaluateCommand } from "../../commands/evaluate/evaluate_command.ts";
import { evaluate } from "../../lib/experiment/run/evaluate.ts";
import { UsageError } from "../../lib/errors/mod.ts";
import { findSavedRun } from "../../lib/experiment/run/saved_run.ts";
import { type TestChoice, testImages } from "../../lib/experiment/run/test_images.ts";
import { layersOf, linearNetwork, parameterLayout, saveModel } from "../../lib/model/mod.ts";
import { loadSymbolModel } from "../../lib/recognize/mod.ts";
import { withFiles } from "../data/files_on_disk.ts";
import { pngOf } from "../data/png_writer.ts";
import { testWith } from "../permission.ts";
import { outcome, program } from "../commands/experiment_process.ts";

const NEEDS = { read: true, write: true };

/** A drawing of ink as a PNG. */
function picture(index: number): Uint8Array {
  const rows = Array.from({ length: IMAGE_SIZE }, (_, y) => [
    ...image(INK, index).subarray(y * IMAGE_SIZE, (y + 1) * IMAGE_SIZE),
  ]);
  return pngOf({ width: IMAGE_SIZE, height: IMAGE_SIZE, depth: 8, colourType: 0, rows });
}

const INK = drawInk({ count: 12, seed: 5 });

/** Three pictures of a 2 and one of an X, none of them a plain stroke. */
const PICTURES = {
  "images/2/a.png": picture(0),
  "images/2/b.png": picture(1),
  "images/2/c.png": picture(2),
  "images/X/d.png": picture(3),
};

/**
 * A model that says 2 with probability ½ and each of the other 81 labels with 1/162, whatever it sees: of three 2s
 * and an X it reads three quarters right, at a loss of (3 ln 2 + ln 162) / 4.
 */
async function saveHalf(folder: string, classes: readonly string[] = LABELS): Promise<void> {
  const topology = linearNetwork({ classes: classes.length });
  const layout = parameterLayout(layersOf(topology));
  const last = layout.at(-1)!;
  const parameters = new Float32Array(last.offset + last.length);
  parameters[last.offset + classes.indexOf("2")] = Math.log(classes.length - 1);
  await saveModel(folder, { topology, parameters, classes });
}

const LOSS = (3 * Math.log(2) + Math.log(162)) / 4;

/** What a model in a folder is tested on. */
async function imagesOf(path: string, choice: TestChoice) {
  const run = findSavedRun(path);
  return await testImages(run, await loadSymbolModel(run.folder), choice);
}

testWith(NEEDS, "accuracy and loss are those worked by hand", () =>
  withFiles(PICTURES, async (folder) => {
    await saveHalf(join(folder, "model"));
    const images = await imagesOf(folder, { data: `folder:${join(folder, "images")}` });
    const model = await loadSymbolModel(join(folder, "model"));
    const { kind, scores } = await evaluate(model, images, inlineExecutor());
    assert(kind === "symbols");
    assertEquals(scores.accuracy, 0.75);
    assertAlmostEquals(scores.loss, LOSS, 1e-5);
    assertEquals(scores.classes["2"], { precision: 0.75, recall: 1, f1: 6 / 7, support: 3 });
    assertEquals(scores.lookAlikes[0].pair, ["2", "X"]);
  }));

testWith(
  { ...NEEDS, run: true },
  "the command tells the same, as text and as JSON",
  () =>
    withFiles(PICTURES, async (folder) => {
      await saveHalf(join(folder, "model"));
      const data = `folder:${join(folder, "images")}`;
      const run = (...flags: string[]) =>
        outcome(program("evaluate", folder, "--data", data, ...flags).spawn());
      const [text, json] = await Promise.all([run(), run("--json")]);
      assertEquals([text.code, text.err], [0, ""]);
      const unknown =
        `whether the model was trained on these images is not known: there is no config.json beside ${
          join(folder, "model")
        }`;
      assertStringIncludes(text.out, unknown);
      assertStringIncludes(
        text.out,
        `tested on 4 images: ${data}\naccuracy 75.00 %, loss ${LOSS.toFixed(4)}\n`,
      );
      const { accuracy, loss, images, testSet, model, notes } = JSON.parse(json.out);
      assertEquals([accuracy, images, testSet, model], [0.75, 4, data, join(folder, "model")]);
      assertAlmostEquals(loss, LOSS, 1e-5);
      assertEquals(notes.at(-1), unknown);
    }),
);

testWith(
  NEEDS,
  "of clients that drew their images nothing lies in the data: all of it is tested on",
  async () => {
    const config = { experiment: "drawn:5", data: "ink", sample: 30, clients: 1_000_000 };
    await withFiles({ "config.json": JSON.stringify(config) }, async (folder) => {
      await saveHalf(join(folder, "model"));
      const { testSet, indices } = await imagesOf(folder, {});
      assertEquals(testSet, "ink: its run trained on none of them, its clients drew their own");
      assertEquals(indices.length, 30);
    });
  },
);

testWith(NEEDS, "a run's model is tested on what the run set apart, drawn in the pen asked for", async () => {
  const config = { experiment: "iid", data: "ink", sample: 100, split: "random:0.2", penWidth: 3 };
  await withFiles({ "config.json": JSON.stringify(config) }, async (folder) => {
    await saveHalf(join(folder, "model"));
    const own = await imagesOf(folder, {});
    assertEquals(own.testSet, "ink, split random:0.2: its run set them apart and trained on 80 others");
    assertEquals(own.indices.length, 20);
    const drawn = (penWidth: number) => drawInk({ count: 100, seed: 1, penWidth });
    const first = own.indices[0];
    assertEquals(image(own.examples, first), image(drawn(3), first));
    for (const choice of [{ data: "ink" }, { seed: 1 }, { data: "ink", seed: 1 }]) {
      assertEquals((await imagesOf(join(folder, "model"), choice)).indices, own.indices);
    }
    const thick = await imagesOf(folder, { penWidth: 5 });
    assertEquals(thick.indices, own.indices);
    assertEquals(image(thick.examples, first), image(drawn(5), first));
    const chosen = { ...config, validation: 0.5 };
    await Deno.writeTextFile(join(folder, "config.json"), JSON.stringify(chosen));
    const { indices, testSet } = await imagesOf(folder, {});
    assertEquals(indices, own.indices, "not those that settings were chosen on");
    assertEquals(testSet, own.testSet);
  });
});

testWith(NEEDS, "of another source those images are left out that the model was trained on", async () => {
  const more = { ...PICTURES, "images/X/e.png": picture(4), "images/X/f.png": picture(5) };
  const files = {
    ...more,
    "other/2/a.png": picture(0),
    "other/2/g.png": picture(6),
    "other/X/h.png": picture(7),
    "config.json": "",
  };
  await withFiles(files, async (folder) => {
    const config = { experiment: "iid", data: `folder:${folder}/images`, test: `folder:${folder}/images` };
    await Deno.writeTextFile(join(folder, "config.json"), JSON.stringify(config));
    await saveHalf(join(folder, "model"));
    const other = `folder:${folder}/other`;
    const { indices, notes } = await imagesOf(folder, { data: other });
    assertEquals(indices.length, 2);
    assertEquals(notes.at(-1), `1 of 3 images of ${other} were trained on: tested on the others`);
    await assertRejects(
      () => imagesOf(folder, { data: config.data }),
      UsageError,
      `The model was trained on all images of ${config.data}. Give another --data.`,
    );
  });
});

testWith(
  NEEDS,
  "where a source of its run is gone, the images of the other are known all the same",
  async () => {
    const files = {
      ...PICTURES,
      "other/2/a.png": picture(0),
      "other/X/h.png": picture(7),
      "config.json": "",
    };
    await withFiles(files, async (folder) => {
      const here = `folder:${folder}/images`, gone = `folder:${folder}/gone`;
      await saveHalf(join(folder, "model"));
      for (const sources of [{ data: here, moreData: gone }, { data: gone, moreData: here }]) {
        await Deno.writeTextFile(
          join(folder, "config.json"),
          JSON.stringify({ experiment: "iid", ...sources }),
        );
        const { indices, notes } = await imagesOf(folder, { data: `folder:${folder}/other` });
        assertEquals(indices.length, 1);
        assertStringIncludes(notes.join("\n"), "1 of 2 images of");
        assertStringIncludes(notes.join("\n"), `${folder}/gone`);
      }
    });
  },
);

testWith({ read: true }, "the reader that comes with the project says what it was trained on", () => {
  const { config } = findSavedRun("data/models/reader");
  assertEquals([config?.data, config?.sample, config?.moreData, config?.split], [
    "ink",
    90_000,
    "folder:data/downloads/bhmsds.zip",
    "writer:0.02",
  ]);
});

testWith(NEEDS, "a flag without effect, other classes and several models are told", async () => {
  await withFiles(PICTURES, async (folder) => {
    const data = `folder:${join(folder, "images")}`;
    await saveHalf(join(folder, "run", "model", "iid"));
    const model = join(folder, "run", "model", "iid");
    for (const [choice, flag] of [[{ seed: 0 }, "--seed"], [{ penWidth: 3 }, "--pen-width"]] as const) {
      await assertRejects(
        () => imagesOf(model, { data, ...choice }),
        UsageError,
        `${flag} has no effect on the images of ${data}.`,
      );
    }
    await saveHalf(join(folder, "run", "model", "non-iid"), ["2", "X"]);
    await assertRejects(
      () => imagesOf(join(folder, "run", "model", "non-iid"), { data }),
      UsageError,
      `The model knows 2 symbols; the 82 of ${data} are others.`,
    );
    assertEquals(findSavedRun(join(folder, "run", "model", "iid")).folder, model);
    for (const path of ["run", "run/model"]) {
      const { message } = await assertRejects(() => imagesOf(join(folder, path), {}), UsageError);
      assertStringIncludes(message, `holds several models; name one of them: ${model}, `);
    }
  });
});

testWith(NEEDS, "a reader's network gets a reader's images, in the pen asked for", async () => {
  await withFiles({}, async (folder) => {
    await saveHalf(join(folder, "model"), READER_CLASSES);
    const config = { experiment: "iid", data: "ink", sample: 60, images: "reader" };
    await Deno.writeTextFile(join(folder, "config.json"), JSON.stringify(config));
    const usual = await imagesOf(folder, {}), thick = await imagesOf(folder, { penWidth: 9 });
    assertEquals([usual.indices.length, usual.indices], [6, thick.indices]);
    const first = usual.indices[0];
    assert(String(image(usual.examples, first)) !== String(image(thick.examples, first)));
    const model = await loadSymbolModel(join(folder, "model"));
    const { kind, scores } = await evaluate(model, usual, inlineExecutor());
    assert(kind === "reader");
    const twos = Array.from(usual.indices, (i) => READER_CLASSES[usual.examples.labels[i]] === "2");
    const symbols = Array.from(
      usual.indices,
      (i) => READER_CLASSES[usual.examples.labels[i]] !== "no_symbol",
    );
    const share = twos.filter(Boolean).length / symbols.filter(Boolean).length;
    assertEquals(scores.casedAccuracy, share);
  });
});

Deno.test("seeds are whole numbers from 0, pens numbers above it", () => {
  const parsed = (...flags: string[]) => parseEvaluateCommand(["runs/a", ...flags]);
  const choice = { data: "ink", seed: 0, penWidth: 2.5 };
  assertEquals(parsed("--data", "ink", "--seed", "0", "--pen-width", "2.5", "--json"), {
    kind: "run",
    path: "runs/a",
    choice,
    json: true,
  });
  assertEquals(parsed(), { kind: "run", path: "runs/a", choice: {}, json: false });
  for (const seed of ["-1", "1.5", "x", "", "9007199254740992"]) {
    assertThrows(
      () => parsed(`--seed=${seed}`),
      UsageError,
      `--seed must be a whole number from 0, below 2^53, got "${seed}".`,
    );
  }
  for (const width of ["0", "-1", "x", "Infinity"]) {
    assertThrows(() => parsed(`--pen-width=${width}`), UsageError, "--pen-width must be a number of pixels");
  }
});
