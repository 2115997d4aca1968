import { assertEquals, assertMatch, assertRejects, assertStringIncludes, assertThrows } from "@std/assert";
import { encode } from "fast-png";
import { Buffer } from "node:buffer";
import { joined } from "../../lib/data/files/bytes.ts";
import { exifOf } from "../../lib/data/files/image/orientation.ts";
import { drawExpression, InkmlError, inkmlStrokes } from "../../lib/data/crohme/mod.ts";
import { DataError } from "../../lib/data/mod.ts";
import { DrawingFolder } from "../../commands/predict/drawing_file.ts";
import { drawingFolders, drawingPath, parsePredict } from "../../commands/predict/predict_command.ts";
import { readPicture } from "../../commands/predict/read_picture.ts";
import { UsageError } from "../../lib/errors/usage_error.ts";
import { decodePicture, ReadingError } from "../../lib/recognize/mod.ts";
import { chunk } from "../data/png_chunks.ts";
import { makeLink } from "../links.ts";
import { taskFlags } from "../../scripts/task_flags.ts";
import { testWith } from "../permission.ts";
import { withTemporaryFile } from "../temporary.ts";
import { WHOLE_LOCK } from "../../scripts/whole_lock.ts";

Deno.test("predict's arguments: images, model, pipeline", () => {
  assertEquals(parsePredict(["a.png", "b.jpg", "--model", "runs/m", "--pipeline", "original", "--json"]), {
    images: ["a.png", "b.jpg"],
    model: "runs/m",
    pipeline: "original",
    json: true,
  });
  assertEquals(parsePredict(["a.png"]), {
    images: ["a.png"],
    model: "data/models/reader",
    pipeline: "contours",
    json: false,
  });
  assertThrows(() => parsePredict(["--json"]), UsageError, "at least one image");
  assertThrows(() => parsePredict(["a.png", "--pipeline", "magic"]), UsageError, 'got "magic"');
  assertThrows(
    () => parsePredict(["a.png", "--speed", "9"]),
    UsageError,
    "There is no flag --speed; did you mean",
  );
  assertThrows(
    () => parsePredict(["a.png", "--pipline", "original"]),
    UsageError,
    "did you mean --pipeline?",
  );
});

Deno.test("inkmlStrokes reads traces of a file without truth, and refuses one without traces", () => {
  const trace = "<ink><trace>1 2, 3 4</trace><trace>5 6</trace></ink>";
  assertEquals(inkmlStrokes(trace).map((stroke) => [...stroke as number[]]), [[1, 2, 3, 4], [5, 6]]);
  assertThrows(() => inkmlStrokes("<ink></ink>"), InkmlError, "without a trace");
  assertThrows(() => inkmlStrokes(""), InkmlError, "empty file");
});

testWith({ read: true, write: true }, "a file that is no picture is refused in plain words", async () => {
  const paths: string[] = [];
  withTemporaryFile("not a picture", (path) => {
    paths.push(path);
    Deno.copyFileSync(path, `${path}.png`);
  });
  const path = `${paths[0]}.png`;
  try {
    await assertRejects(() => readPicture(path), ReadingError, "not a PNG, JPEG, GIF, BMP, TIFF or WebP");
  } finally {
    await Deno.remove(path);
  }
});

Deno.test("drawings lie beside their pictures, or all in one folder", () => {
  const images = ["a/b.png", "a/c.png", "d.png"];
  const beside = parsePredict(images), together = parsePredict([...images, "--out", "runs/d"]);
  if ("help" in beside || "help" in together) throw new Error("no help was asked for");
  assertEquals(drawingFolders(beside), ["a", "."]);
  assertEquals(drawingFolders(together), ["runs/d"]);
  assertEquals(drawingPath("a/b.png", beside), "a/b.png.annotated.png");
  assertEquals(drawingPath("a/b.png", together), "runs/d/b.png.annotated.png");
});

Deno.test("ink too small or too large to be drawn is refused", () => {
  for (const far of ["1e-320", "1e300", "-1e13"]) {
    const ink = `<ink><trace>0 0, ${far} 1</trace></ink>`;
    assertThrows(() => inkmlStrokes(ink), InkmlError, "between 1e-12 and 1e12");
  }
  const corners = Array.from({ length: 4000 }, (_, i) => `${i % 2 * 1000} ${(i >> 1) % 2 * 1000}`).join();
  const dots = "<trace>0 0, 5 5</trace>".repeat(3);
  const strokes = inkmlStrokes(`<ink>${dots}<trace>${corners}</trace></ink>`);
  const symbols = strokes.map((stroke) => ({ raw: "", label: null, strokes: [stroke] }));
  assertThrows(
    () => drawExpression({ id: "", split: "", writer: null, latex: "", symbols, unlabelled: [], origin: "" }),
    DataError,
    "million pixels",
  );
});

/** An image of one pixel. */
const PNG = encode({ width: 1, height: 1, data: Uint8Array.of(7), channels: 1 });

testWith(
  { read: true, write: true, run: true },
  "a drawing takes no name of another file, and goes through no link",
  async () => {
    await Deno.mkdir("runs", { recursive: true });
    const folder = await Deno.makeTempDir({ dir: "runs", prefix: "test-" });
    try {
      const path = `${folder}/a.png`, other = `${folder}/other.txt`;
      await Deno.writeTextFile(other, "mine");
      await makeLink("symlink", "other.txt", path);
      assertEquals(new DrawingFolder().write(path, PNG), `${folder}/a-2.png`);
      assertEquals(await Deno.readTextFile(other), "mine");
      assertEquals((await decodePicture(await Deno.readFile(`${folder}/a-2.png`))).pixels[0], 7);

      const taken = `${folder}/b.png`;
      await Deno.writeFile(taken, PNG);
      const drawings = new DrawingFolder();
      assertEquals(drawings.write(taken, PNG), `${folder}/b-2.png`);
      // Another picture of the same name in the same run.
      assertEquals(drawings.write(taken, PNG), `${folder}/b-3.png`);
      assertEquals(await Deno.readFile(taken), PNG);
      // The next run writes over what this command wrote, and nothing is left beside.
      assertEquals(new DrawingFolder().write(taken, PNG), `${folder}/b-2.png`);
      assertEquals(
        [...Deno.readDirSync(folder)].map(({ name }) => name).sort(),
        ["a-2.png", "a.png", "b-2.png", "b-3.png", "b.png", "other.txt"],
      );
      // A hard link keeps its own content.
      await makeLink("link", `${folder}/b-2.png`, `${folder}/kept.png`);
      const before = await Deno.readFile(`${folder}/kept.png`);
      new DrawingFolder().write(taken, encode({ width: 1, height: 1, data: Uint8Array.of(9), channels: 1 }));
      assertEquals(await Deno.readFile(`${folder}/kept.png`), before);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
);

testWith(
  { read: true, write: true, run: true },
  "predict goes on after what it cannot read, writes into --out alone, and prints a reading it cannot draw",
  async () => {
    await Deno.mkdir("runs", { recursive: true });
    const folder = await Deno.makeTempDir({ dir: "runs", prefix: "test-" });
    try {
      await Deno.writeTextFile(`${folder}/bad.inkml`, "<ink><trace>0 0, 1e-320 0</trace></ink>");
      await Deno.writeTextFile(
        `${folder}/x.inkml`,
        "<ink><trace>0 0, 10 10</trace><trace>10 0, 0 10</trace></ink>",
      );
      const read = await predict(`${folder}/bad.inkml`, `${folder}/x.inkml`, "--out", `${folder}/out`);
      assertEquals(read.code, 1);
      assertStringIncludes(read.err, "between 1e-12 and 1e12");
      assertMatch(read.out, /expression {2}x\n/i);
      assertEquals([...Deno.readDirSync(`${folder}/out`)].map(({ name }) => name), ["x.inkml.annotated.png"]);
      assertEquals([...Deno.readDirSync(folder)].map(({ name }) => name).sort(), [
        "bad.inkml",
        "out",
        "x.inkml",
      ]);
      const undrawn = await predict(`${folder}/x.inkml`, "--out", `${folder}/x.inkml`);
      assertEquals(undrawn.code, 1);
      assertMatch(undrawn.out, /expression {2}x\n[^]*drawing {5}not written: /i);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
);

testWith(
  { read: true, write: true, run: true },
  "predict reads a GIF, a TIFF and a PNG lying on its side as it reads the PNG they were made of",
  async () => {
    await Deno.mkdir("runs", { recursive: true });
    const folder = await Deno.makeTempDir({ dir: "runs", prefix: "test-" });
    try {
      const { Jimp } = await import("../../lib/data/files/image/jimp.ts");
      const picture = await Jimp.fromBuffer(
        Buffer.from(Deno.readFileSync("tests/fixtures/pictures/44_cos.png")),
      );
      await Deno.writeFile(`${folder}/a.gif`, await picture.getBuffer("image/gif"));
      await Deno.writeFile(`${folder}/b.tiff`, await picture.getBuffer("image/tiff"));
      const onItsSide = await picture.rotate(90).getBuffer("image/png"), header = 33;
      const exif = chunk("eXIf", exifOf(6).subarray("Exif\0\0".length));
      await Deno.writeFile(
        `${folder}/c.png`,
        joined([onItsSide.subarray(0, header), exif, onItsSide.subarray(header)]),
      );
      const { out, err } = await predict(
        ...["tests/fixtures/pictures/44_cos.png", `${folder}/a.gif`, `${folder}/b.tiff`, `${folder}/c.png`],
        ...["--json", "--out", `${folder}/out`],
      );
      assertEquals(err, "");
      const readings: { latex: string; symbols: { box: unknown }[] }[] = JSON.parse(out);
      const [read, ...others] = readings.map((
        { latex, symbols },
      ) => [latex, ...symbols.map(({ box }) => box)]);
      for (const other of others) assertEquals(other, read);
      assertEquals([...Deno.readDirSync(`${folder}/out`)].length, 4);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
);

/** Runs `deno task predict` with the permissions that deno.json gives it. */
async function predict(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return await deno(...taskFlags("predict"), "commands/predict.ts", ...args);
}

async function deno(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", ...WHOLE_LOCK, ...args],
  })
    .output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, out: text(stdout), err: text(stderr) };
}

testWith(
  { read: true, write: true, run: true },
  "once its arguments are read, predict can write drawings into their folders and nothing else",
  async () => {
    await Deno.mkdir("runs", { recursive: true });
    const folder = await Deno.makeTempDir({ dir: "runs", prefix: "test-" });
    try {
      const { out, err } = await deno(...taskFlags("predict"), "tests/commands/drawing_probe.ts", folder);
      assertEquals([err, JSON.parse(out)], ["", {
        own: "NotCapable",
        inside: `${folder}/in/a.png`,
        outside: "this command may not do that there",
      }]);
      assertEquals([...Deno.readDirSync(folder)].map(({ name }) => name), ["in"]);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
);
