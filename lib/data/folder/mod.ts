/**
 * Images in labelled folders.
 * @module
 */
export { decodeImage } from "../files/decode_image.ts";
export { folderSource } from "./folder.ts";
