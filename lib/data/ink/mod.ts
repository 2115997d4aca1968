/**
 * Synthetic handwriting.
 * @module
 */
export { drawInk, type InkOptions } from "./draw_ink.ts";
export { inkSource, publicInkSource } from "./source.ts";
export { type WriterStyle, writerStyle } from "./writer_style.ts";
