/// <reference lib="deno.worker" />
import { reasonOf } from "../../lib/errors/mod.ts";
import { DrawingFolder } from "./drawing_file.ts";

/** A drawing to be written. */
export interface WriteRequest {
  readonly path: string;
  readonly png: Uint8Array;
}

/** Where it was written, or why it was not. */
export type WriteReply = { readonly path: string } | { readonly error: string };

const scope = globalThis as unknown as DedicatedWorkerGlobalScope;
const drawings = new DrawingFolder();

scope.onmessage = ({ data: { path, png } }: MessageEvent<WriteRequest>) => {
  try {
    scope.postMessage({ path: drawings.write(path, png) } satisfies WriteReply);
  } catch (error) {
    scope.postMessage({ error: reasonOf(error) } satisfies WriteReply);
  }
};
