/**
 * Synthetic handwriting.
 * @module
 */
export { drawInk } from "./draw_ink.ts";
export type { InkOptions } from "./ink_options.ts";
export { inkStream, type InkStreamOptions } from "./ink_stream.ts";
export { clientInk, type ClientInkOptions, openImages as openClientInk } from "./client_ink.ts";
export type { InkImages } from "./ink_images.ts";
export { inkSource, publicInkSource } from "./source.ts";
export { type WriterStyle, writerStyle } from "./writer_style.ts";
