/**
 * Images in labelled folders.
 * @module
 */
export { folderSource } from "./folder.ts";
