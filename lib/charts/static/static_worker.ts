import type { Request, Response } from "./static_request.ts";

/** The worker's own end of the channel, typed like the other end: a package may not add the global types of workers. */
const scope = globalThis as unknown as Pick<Worker, "onmessage" | "postMessage">;

/**
 * Not a static import: it takes a while to load, with an empty cache so long that the first request would come before
 * anyone listens.
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

// One request after another: Plotly awaits between its steps, and there is only one page and one Math.random.
let last = Promise.resolve();
scope.onmessage = ({ data }: MessageEvent<Request>) => {
  last = last.then(() => answer(data));
};
