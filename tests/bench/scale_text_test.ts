import { assertEquals, assertStringIncludes } from "@std/assert";
import type { Scale } from "../../bench/scale.ts";
import type { ScalePoint } from "../../bench/scale_point.ts";
import { scaleText } from "../../bench/scale_text.ts";

/** A hundred steps of 32 images in 5 s of training on two workers: 640 images a second on both. */
const POINT: ScalePoint = {
  clients: 1_000_000,
  sampled: 10,
  imagesEach: 320,
  images: "own",
  units: 128,
  workers: 2,
  rounds: 3,
  parameters: 1_000_000,
  startSeconds: 0.5,
  seconds: [5.1, 5, 5.3],
  trainingSeconds: [10, 10, 10],
  peakMegabytes: 300,
};
const LARGE = { ...POINT, parameters: 10_000_000, trainingSeconds: [60, 70, 80], peakMegabytes: 660 };
const SCALE: Scale = {
  machine: { processor: "P", cores: 2, memoryBytes: 2 ** 32, system: "linux", load: 0.1 },
  clients: [POINT],
  sampled: [POINT],
  streamed: [{ ...POINT, imagesEach: 10 }],
  held: [POINT],
  parameters: [POINT, LARGE],
  workers: [POINT],
};

/** The cells of a row below a heading, after the first. */
function row(heading: string, begins: string): string[] {
  const text = scaleText(SCALE), below = text.slice(text.indexOf(`### ${heading}`));
  const line = below.split("\n").find((line) => line.startsWith(`| ${begins} `))!;
  return line.split("|").slice(2, -1).map((cell) => cell.trim());
}

Deno.test("a cluster is as fast, and twice as fast, from where 8 + T / nodes seconds say so", () => {
  const nodes = (number: number) => row("Where a cluster takes over", `${number}`);
  assertEquals(nodes(2), ["16.0", "10,000", "never"]);
  assertEquals(nodes(3), ["12.0", "7,700", "48.0"]); // 8 s + 48 s / 3 is half of 48 s
  assertEquals(nodes(100), ["8.1", "5,200", "16.3"]);
});

Deno.test("a step's milliseconds and the copies of the parameters follow from the points", () => {
  assertEquals(row("Parameters", "10,000,000"), ["5.10 (5.00–5.30)", "0.500", "660", "700"]);
  // 360 MB more for nine million parameters more of four bytes.
  assertStringIncludes(scaleText(SCALE), "10 copies of the parameters on 2 workers");
  assertStringIncludes(scaleText(SCALE), "a step takes 7.00 times as long");
});
