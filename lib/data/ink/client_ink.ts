import { stream } from "../../random/mod.ts";
import { checkPen, PEN_WIDTH, WRITERS } from "./ink_options.ts";
import { type InkImages, inkImages } from "./ink_images.ts";

/** Which ink clients write. */
export interface ClientInkOptions {
  /** Images of each client. */
  readonly imagesEach: number;
  /** Seeds the clients' hands and images. */
  readonly seed: number;
  /** Mean line width in pixels; each client's differs a little. Default 2. */
  readonly penWidth?: number;
}

/**
 * Ink of which each client has written its own: client k the images from k · imagesEach on, all in one hand that is nobody
 * else's. Nothing is held, nor is anything made of a client that does not train: workers draw its images when they train on
 * them. No image and no hand is among other ink of the same seed with the usual number of writers.
 *
 * @returns What the engine takes as streamed examples.
 * @throws {DataError} A pen width that cannot be drawn.
 */
export function clientInk(
  options: ClientInkOptions,
): { readonly module: string; readonly options: ClientInkOptions } {
  checkPen(options.penWidth ?? PEN_WIDTH);
  return { module: import.meta.url, options };
}

/** Opens the images of a `clientInk`, on any thread. */
export function openImages({ imagesEach, seed, penWidth = PEN_WIDTH }: ClientInkOptions): InkImages {
  const writer = (index: number) => Math.floor(index / imagesEach);
  return inkImages({
    seed,
    penWidth,
    random: (index) => stream(seed, "client's ink", writer(index), index % imagesEach),
    writer,
    hand: (client) => WRITERS + client,
  });
}
