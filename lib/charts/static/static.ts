import { UserError } from "../../errors/mod.ts";
import type { Figure } from "../figures/figure.ts";
import type { Drawn, Request, Response } from "./static_request.ts";

/** Size of a static image. */
export interface ImageSize {
  /** Width in CSS pixels; default that of the layout, or 800. */
  readonly widthPixels?: number;
  /** Height in CSS pixels; default that of the layout, or 420. */
  readonly heightPixels?: number;
  /** Image pixels for each CSS pixel, of PNGs only; default 2, which prints well. */
  readonly scale?: number;
}

/** A figure could not be drawn; the message is Plotly's. */
export class DrawingError extends UserError {
  /** Always "DrawingError". */
  override readonly name = "DrawingError";
}

/** Draws figures as static images, one after another. Close it at the end: its worker keeps the program running. */
export interface Renderer extends Disposable {
  /**
   * Draws a figure as an SVG document; needs permission to read the folder of this library.
   *
   * @throws {DrawingError} The figure cannot be drawn, or the renderer is closed.
   */
  svg(figure: Figure, size?: ImageSize): Promise<string>;
  /**
   * Draws a figure as a PNG; needs permission to read npm packages, for the font and the rasterizer.
   *
   * @throws {DrawingError} The figure cannot be drawn, or the renderer is closed.
   */
  png(figure: Figure, size?: ImageSize): Promise<Uint8Array>;
  /**
   * Draws a figure once as PNGs of several scales, which replace the scale of `size`.
   *
   * @throws {DrawingError} The figure cannot be drawn, or the renderer is closed.
   */
  pngs(figure: Figure, scales: readonly number[], size?: ImageSize): Promise<Uint8Array[]>;
  /** Ends the worker; images that are not drawn yet are rejected with a `DrawingError`. */
  close(): void;
}

/**
 * Starts a renderer: Plotly without a browser. It runs in its own worker, because it needs a global `window` that other
 * code should not see. The first image takes half a second, each further one a tenth.
 *
 * @example
 * ```ts
 * import { curves, openRenderer } from "@fedink/fedink/charts";
 *
 * const figure = curves({ series: [{ name: "iid", runs: [[0.2, 0.4, 0.5]] }], yTitle: "Test accuracy" });
 * using renderer = openRenderer();
 * await Deno.writeTextFile("curves.svg", await renderer.svg(figure));
 * ```
 */
export function openRenderer(): Renderer {
  const worker = new Worker(new URL("./static_worker.ts", import.meta.url), { type: "module" });
  const waiting = new Map<number, PromiseWithResolvers<Drawn>>();
  let nextId = 0, closed = false;

  worker.onmessage = ({ data }: MessageEvent<Response>) => {
    const { resolve, reject } = waiting.get(data.id)!;
    waiting.delete(data.id);
    if ("error" in data) reject(new DrawingError(data.error));
    else resolve(data.drawn);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    close(event.message);
  };

  function close(reason = "the renderer was closed"): void {
    worker.terminate();
    closed = true;
    for (const { reject } of waiting.values()) reject(new DrawingError(reason));
    waiting.clear();
  }

  function draw(
    kind: Request["kind"],
    figure: Figure,
    size: ImageSize,
    scales: readonly number[],
  ): Promise<Drawn> {
    if (closed) return Promise.reject(new DrawingError("the renderer was closed"));
    const { layout } = figure;
    const {
      widthPixels = typeof layout.width === "number" ? layout.width : 800,
      heightPixels = typeof layout.height === "number" ? layout.height : 420,
    } = size;
    const id = nextId++;
    const answer = Promise.withResolvers<Drawn>();
    waiting.set(id, answer);
    worker.postMessage({ id, kind, figure, widthPixels, heightPixels, scales } satisfies Request);
    return answer.promise;
  }

  const pngs: Renderer["pngs"] = (figure, scales, size = {}) =>
    draw("png", figure, size, scales) as Promise<Uint8Array[]>;
  return {
    svg: (figure, size = {}) => draw("svg", figure, size, []) as Promise<string>,
    png: async (figure, size = {}) => (await pngs(figure, [size.scale ?? 2], size))[0],
    pngs,
    close,
    [Symbol.dispose]: close,
  };
}

/**
 * Draws one figure as an SVG document; for several, one `openRenderer` is faster.
 *
 * @throws {DrawingError} The figure cannot be drawn.
 */
export async function toSvg(figure: Figure, size?: ImageSize): Promise<string> {
  using renderer = openRenderer();
  return await renderer.svg(figure, size);
}

/**
 * Draws one figure as a PNG; for several, one `openRenderer` is faster.
 *
 * @throws {DrawingError} The figure cannot be drawn.
 */
export async function toPng(figure: Figure, size?: ImageSize): Promise<Uint8Array> {
  using renderer = openRenderer();
  return await renderer.png(figure, size);
}
