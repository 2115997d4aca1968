import { chartOutput } from "./chart_output.ts";
import type { Figure } from "../figures/figure.ts";
import { jupyter, type Output } from "./notebook_output.ts";
import { smallPng } from "../static/small_png.ts";
import { type ImageSize, openRenderer, type Renderer } from "../static/static.ts";

/** Pixels of the sharp image for each pixel of the page: enough for most screens, and a notebook stays small. */
const SHARP = 1.5;

let renderer: Renderer | undefined;

/**
 * A figure in all forms of a notebook's output, drawn by a worker that lives as long as the kernel.
 *
 * @throws {Error} outside of a notebook, whose program that worker would keep alive.
 */
export async function drawnOutput(figure: Figure, size: ImageSize = {}): Promise<Output> {
  jupyter();
  renderer ??= openRenderer();
  // Where only a worker is busy, the kernel's loop would sleep and not hear its answer.
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
