/**
 * Handwritten expressions drawn as pictures, and how well they are read.
 * @module
 */
export type { GreyImage } from "../recognize/mod.ts";
