import { type Examples, type ImageReader, openExamples, type StreamedExamples } from "./examples.ts";
import { lastImages } from "./last_images.ts";

/** How many streams of images stay open: those trained and those tested on. */
const OPEN = 2;

/** What a thread reads jobs' images with: held ones as they are, streamed ones opened once, the last images kept. */
export function streamOpener(): (examples: Examples | StreamedExamples) => Promise<Examples | ImageReader> {
  const open = new Map<string, Promise<ImageReader>>();
  return (examples) => {
    if ("images" in examples) return Promise.resolve(examples);
    const key = JSON.stringify([examples.module, examples.options]);
    const reader = open.get(key) ?? openExamples(examples).then((opened) => lastImages(opened));
    open.delete(key);
    open.set(key, reader);
    if (open.size > OPEN) open.delete(open.keys().next().value!);
    reader.catch(() => open.delete(key)); // whoever awaits it sees the error; the next job tries again
    return reader;
  };
}
