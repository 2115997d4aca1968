/**
 * Images in labelled folders.
 * @module
 */
export { decodeImage } from "./decode_image.ts";
export { folderSource } from "./folder.ts";
export type { GreyImage } from "../resize.ts";
