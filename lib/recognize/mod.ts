/**
 * Reading a whole handwritten expression: picture → symbols → layout → LaTeX → value.
 * @module
 */
export type { GreyImage } from "./grey_image.ts";
