/// <reference lib="deno.worker" />
import type { Figure } from "./figure.ts";

/** What a renderer sends to its worker. */
export interface Request {
  readonly id: number;
  readonly kind: "svg" | "png";
  readonly figure: Figure;
  readonly widthPixels: number;
  readonly heightPixels: number;
  readonly scale: number;
}

/** Answers a request, by its id: the image, or the reason there is none. */
export type Response =
  | { readonly id: number; readonly image: string | Uint8Array<ArrayBuffer> }
  | { readonly id: number; readonly error: string };

const scope = globalThis as unknown as DedicatedWorkerGlobalScope;

/**
 * Not a static import: it awaits while it loads, and with an empty cache long enough for the first request to come and
 * find nobody listening.
 */
const drawing = import("./static_drawing.ts");

async function answer(request: Request): Promise<void> {
  const { id } = request;
  try {
    const image = await (await drawing).draw(request);
    scope.postMessage({ id, image } satisfies Response, typeof image === "string" ? [] : [image.buffer]);
  } catch (error) {
    scope.postMessage({ id, error: String((error as Error).message ?? error) } satisfies Response);
  }
}

// One after another: plotly awaits between its steps, and there is only one page and one Math.random.
let last = Promise.resolve();
scope.onmessage = ({ data }: MessageEvent<Request>) => {
  last = last.then(() => answer(data));
};
