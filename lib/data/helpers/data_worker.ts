import type { Answer } from "./share_out.ts";

/** What each kind of task is done by, loaded with the first of them. */
const PERFORMERS: Readonly<Record<string, () => Promise<(task: never) => object>>> = {
  ink: async () => (await import("../ink/draw_ink.ts")).drawInkPiece,
  expressions: async () => (await import("../crohme/read_piece.ts")).readPiece,
  symbols: async () => (await import("../crohme/draw_symbols.ts")).drawSymbols,
};

/** This end of the channel, typed as the other end: a package may not bring in the global types of workers. */
const scope = globalThis as unknown as Pick<Worker, "onmessage" | "postMessage">;

scope.onmessage = async ({ data: task }: MessageEvent<{ readonly kind: string }>) => {
  try {
    const perform = await PERFORMERS[task.kind]();
    const result = perform(task as never);
    const arrays = Object.values(result).filter(ArrayBuffer.isView).map(({ buffer }) =>
      buffer as ArrayBuffer
    );
    scope.postMessage({ result } satisfies Answer<object>, arrays);
  } catch {
    scope.postMessage({ failed: true } satisfies Answer<object>); // the other end does it and meets the error itself
  }
};
