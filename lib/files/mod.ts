/**
 * Files that are written whole or not at all.
 * @module
 */
export { writeAll } from "./write_all.ts";
export { WriteError, writeWhole, writeWholeText } from "./write_whole.ts";
export { LITTER, lockPart, removeLitter } from "./litter.ts";
