import { stream } from "../../random/mod.ts";
import { checkPen, checkWriters, type InkOptions, PEN_WIDTH, WRITERS } from "./ink_options.ts";
import { type InkImages, inkImages } from "./ink_images.ts";

/** Which synthetic handwriting is drawn: any number of images. */
export type InkStreamOptions = Omit<InkOptions, "count">;

/**
 * The images of `drawInk`, of which none is held: the engine's workers draw each when a batch needs it. There are as many as
 * indices, and they are those of `drawInk` to the bit.
 *
 * @returns What the engine takes as streamed examples.
 * @throws {DataError} A number of writers or a pen width that cannot be drawn.
 * @example
 * ```ts
 * import { drawInk, inkStream } from "@fedink/fedink/data";
 * import { openExamples } from "@fedink/fedink/engine";
 *
 * const { label } = await openExamples(inkStream({ seed: 1 }));
 * console.log(label(99) === drawInk({ count: 100, seed: 1 }).labels[99]); // true
 * console.log(label(4_000_000_000) < 82); // true
 * ```
 */
export function inkStream(
  options: InkStreamOptions,
): { readonly module: string; readonly options: InkStreamOptions } {
  const { writers = WRITERS, penWidth = PEN_WIDTH } = options;
  checkWriters(writers);
  checkPen(penWidth);
  return { module: import.meta.url, options };
}

/** Opens the images of an `inkStream`, on any thread. */
export function openImages(
  { seed, writers = WRITERS, penWidth = PEN_WIDTH, isPublic = false }: InkStreamOptions,
): InkImages {
  // Only public ink has numbers below 0.
  const numberOf = (index: number) => isPublic ? -1 - index : index;
  return inkImages({
    seed,
    penWidth,
    random: (index) => stream(seed, "ink image", numberOf(index)),
    writer: (_, random) => Math.floor(writers * random()),
    hand: numberOf,
  });
}
