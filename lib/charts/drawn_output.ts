import { chartOutput } from "./chart_output.ts";
import type { Figure } from "./figure.ts";
import { jupyter, type Output } from "./notebook_output.ts";
import { smallPng } from "./small_png.ts";
import { type ImageSize, openRenderer, type Renderer } from "./static.ts";

/** Sharp enough for most screens; an image stands in its output twice, and a notebook should stay small. */
const SCALE = 1.5;

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
    const png = await renderer.png(figure, { scale: SCALE, ...size, widthPixels });
    return chartOutput(figure, smallPng(png), widthPixels);
  } finally {
    clearInterval(awake);
  }
}
