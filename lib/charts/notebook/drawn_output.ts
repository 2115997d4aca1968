import { chartOutput } from "./chart_output.ts";
import type { Figure } from "../figures/figure.ts";
import { jupyter, type Output } from "./notebook_output.ts";
import { smallPng } from "../static/small_png.ts";
import { type ImageSize, openRenderer, type Renderer } from "../static/static.ts";

/** Pixels of the sharp image for each pixel of the page: enough for most screens, while notebooks stay small. */
const SHARP = 1.5;

let renderer: Renderer | undefined;

/**
 * A figure as a notebook output in all its forms, drawn by a worker that lives as long as the kernel.
 *
 * @throws {Error} The program is not a notebook: the worker would keep it from ending.
 */
export async function drawnOutput(figure: Figure, size: ImageSize = {}): Promise<Output> {
  jupyter();
  renderer ??= openRenderer();
  // While only a worker is busy, the kernel's event loop sleeps and misses its answer; a timer keeps it awake.
  const awake = setInterval(() => {}, 5);
  try {
    const widthPixels = size.widthPixels ?? Number(figure.layout.width ?? 800);
    const scales = [1, size.scale ?? SHARP];
    const [plain, sharp] = await renderer.pngs(figure, scales, { ...size, widthPixels });
    return chartOutput(figure, { widthPixels, plain: smallPng(plain), sharp: smallPng(sharp) });
  } finally {
    clearInterval(awake);
  }
}
