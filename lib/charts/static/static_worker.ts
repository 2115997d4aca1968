import type { Request, Response } from "./static_request.ts";

/** This end of the channel, typed as the other end: a package may not bring in the global types of workers. */
const scope = globalThis as unknown as Pick<Worker, "onmessage" | "postMessage">;

/**
 * Not a static import: it awaits while it loads, and with an empty cache long enough for the first request to come and
 * find nobody listening.
 */
const drawing = import("./static_drawing.ts");

async function answer(request: Request): Promise<void> {
  const { id } = request;
  try {
    const drawn = await (await drawing).draw(request);
    const transfer = typeof drawn === "string" ? [] : drawn.map(({ buffer }) => buffer);
    scope.postMessage({ id, drawn } satisfies Response, transfer);
  } catch (error) {
    scope.postMessage({ id, error: String((error as Error).message ?? error) } satisfies Response);
  }
}

// One after another: plotly awaits between its steps, and there is only one page and one Math.random.
let last = Promise.resolve();
scope.onmessage = ({ data }: MessageEvent<Request>) => {
  last = last.then(() => answer(data));
};
