import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { InkmlError, inkmlStrokes } from "../../lib/data/crohme/mod.ts";
import { parsePredict } from "../../lib/experiment/predict_command.ts";
import { readPicture } from "../../lib/experiment/read_picture.ts";
import { UsageError } from "../../lib/experiment/usage_error.ts";
import { ReadingError } from "../../lib/recognize/mod.ts";
import { testWith } from "../permission.ts";
import { withTemporaryFile } from "../temporary.ts";

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
  assertThrows(() => parsePredict(["a.png", "--speed", "9"]), UsageError, "unknown option");
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
    await assertRejects(() => readPicture(path), ReadingError, "neither PNG nor JPEG");
  } finally {
    await Deno.remove(path);
  }
});
