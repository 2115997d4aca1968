/**
 * `deno task bench scale`: seconds a round and memory against clients, images, parameters and workers.
 * @module
 */
import { fromFileUrl } from "@std/path";
import { openRenderer } from "../lib/charts/mod.ts";
import { writeSection } from "./document.ts";
import { type Machine, thisMachine } from "./machine.ts";
import { readOptions } from "./options.ts";
import type { ScalePoint, ScaleSetting } from "./scale_point.ts";
import { scaleCharts } from "./scale_charts.ts";
import { scaleText } from "./scale_text.ts";
import { spread } from "./spread.ts";
import { threeDigits } from "./spread_text.ts";
import { writeFormatted } from "./write_formatted.ts";

const CORES = navigator.hardwareConcurrency;

/** What is varied of a setting. */
type Varied = Omit<ScaleSetting, "rounds">;

/** Of the points where another number is varied. */
const USUAL: Varied = {
  clients: 1_000_000,
  sampled: 100,
  imagesEach: 10,
  images: "own",
  units: 128,
  workers: CORES,
};

/** A hundred clients a round with a hundred images each. */
const MANY_IMAGES = { ...USUAL, imagesEach: 100 };

/** What is varied, and the settings of each point. */
const SERIES = {
  clients: [1_000, 10_000, 100_000, 1_000_000].map((clients) => ({ ...USUAL, clients })),
  sampled: [10, 100, 1_000].map((sampled) => ({ ...USUAL, sampled })),
  streamed: [100, 1_000, 10_000, 100_000].map((clients) => ({
    ...MANY_IMAGES,
    clients,
    images: "streamed" as const,
  })),
  held: [100, 300, 1_000].map((clients) => ({ ...MANY_IMAGES, clients, images: "held" as const })),
  // 368,562 parameters, three times as many, ten times as many.
  parameters: [128, 400, 1_348].map((units) => ({ ...USUAL, sampled: 10, imagesEach: 320, units })),
  workers: workerCounts().map((workers) => ({ ...USUAL, workers })),
} satisfies Readonly<Record<string, readonly Varied[]>>;

/** What is varied. */
export type ScaleAxis = keyof typeof SERIES;

/** What docs/scale.json holds. */
export type Scale = { readonly machine: Machine } & Readonly<Record<ScaleAxis, readonly ScalePoint[]>>;

/** 1, 2, 4, … and all cores. */
function workerCounts(): number[] {
  const counts = [CORES];
  for (let workers = 1; workers < CORES; workers *= 2) counts.push(workers);
  return counts.sort((a, b) => a - b);
}

async function measure(setting: Varied & Pick<ScaleSetting, "rounds">): Promise<ScalePoint> {
  const { stdout, success } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      ...["--lock=deno.lock", "--frozen", "--no-prompt", "--no-remote"],
      ...["--allow-read", "--allow-env", "--allow-sys"],
      fromFileUrl(new URL("./scale_point.ts", import.meta.url)),
      JSON.stringify(setting),
    ],
    stderr: "inherit",
  }).output();
  if (!success) throw new Error(`a point could not be measured: ${JSON.stringify(setting)}`);
  return JSON.parse(new TextDecoder().decode(stdout).trim().split("\n").at(-1)!);
}

async function measureAll(axes: readonly ScaleAxis[], rounds: number): Promise<Scale> {
  const machine = thisMachine();
  const measured: Partial<Record<ScaleAxis, ScalePoint[]>> = {};
  for (const axis of axes) {
    measured[axis] = [];
    for (const setting of SERIES[axis]) {
      const point = await measure({ ...setting, rounds });
      measured[axis].push(point);
      console.log(pointLine(axis, point));
    }
  }
  return { machine, ...measured } as Scale;
}

function pointLine(axis: ScaleAxis, point: ScalePoint): string {
  const { clients, sampled, imagesEach, images, parameters, workers, seconds, peakMegabytes } = point;
  return `${axis}: ${clients} clients, ${sampled} a round, ${imagesEach} images each (${images}), ` +
    `${parameters} parameters, ${workers} workers: ${threeDigits(spread(seconds).median)} s a round, ` +
    `${peakMegabytes.toFixed(0)} MB at most`;
}

/**
 * Prints the points, and writes docs/scale.json, charts and the figures in docs/scale.md; `--trial` only prints. With
 * `--only clients,held` some of the series are measured and printed, with `--rounds` so many rounds of each point.
 */
export async function main(args: readonly string[]): Promise<void> {
  const { trial, only, rounds } = readOptions(args, { trial: false, only: "", rounds: 3 });
  const axes = Object.keys(SERIES) as ScaleAxis[];
  const chosen = axes.filter((axis) => only === "" || only.split(",").includes(axis));
  const scale = await measureAll(chosen, rounds);
  if (trial || only !== "") return;
  await writeFormatted("docs/scale.json", JSON.stringify(scale));
  await draw(scale);
  await writeSection("docs/scale.md", "scale", scaleText(scale));
}

async function draw(scale: Scale): Promise<void> {
  using renderer = openRenderer();
  for (const [name, chart] of Object.entries(scaleCharts(scale))) {
    await Deno.writeTextFile(`docs/scale_${name}.svg`, await renderer.svg(chart));
  }
}

if (import.meta.main) await main(Deno.args);
