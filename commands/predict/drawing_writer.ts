import type { WriteReply, WriteRequest } from "./drawing_worker.ts";

/** Writes drawings, and nothing else, into some folders, and nowhere else. Close it at the end. */
export interface DrawingWriter extends Disposable {
  /**
   * Writes a drawing under a name, or the next free one where something else has it.
   *
   * @param path Where it should be.
   * @param png The bytes of a PNG.
   * @returns Where it is.
   */
  write(path: string, png: Uint8Array): Promise<string>;
}

/**
 * Starts a writer and gives up this process's own permission to write: from then on, whatever a picture brings about,
 * only drawings can be written, into these folders, by a worker that has read none of it.
 *
 * @param folders Made where they are missing.
 */
export async function onlyDrawingsInto(folders: readonly string[]): Promise<DrawingWriter> {
  const worker = new Worker(new URL("./drawing_worker.ts", import.meta.url), {
    type: "module",
    deno: { permissions: { read: folders, write: folders } },
  } as WorkerOptions);
  await Deno.permissions.revoke({ name: "write" });
  return {
    async write(path, png) {
      const reply = Promise.withResolvers<WriteReply>();
      worker.onmessage = ({ data }) => reply.resolve(data);
      worker.onerror = (event) => {
        event.preventDefault();
        reply.resolve({ error: event.message });
      };
      worker.postMessage({ path, png } satisfies WriteRequest);
      const written = await reply.promise;
      if ("error" in written) throw new Error(written.error);
      return written.path;
    },
    [Symbol.dispose]: () => worker.terminate(),
  };
}
