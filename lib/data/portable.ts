/**
 * The part of the data room that needs no Deno or Node API: data sets in memory, their splits, synthetic handwriting.
 * @module
 */
export * from "./core.ts";
export { contactSheet } from "./contact_sheet.ts";
export {
  clientInk,
  type ClientInkOptions,
  drawInk,
  type InkImages,
  type InkOptions,
  inkSource,
  inkStream,
  type InkStreamOptions,
  openClientInk,
  publicInkSource,
  type WriterStyle,
  writerStyle,
} from "./ink/mod.ts";
