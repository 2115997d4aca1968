import type { Figure } from "../figures/figure.ts";

/** What a renderer sends to its worker. */
export interface Request {
  readonly id: number;
  readonly kind: "svg" | "png";
  readonly figure: Figure;
  readonly widthPixels: number;
  readonly heightPixels: number;
  /** PNG only: pixels of an image for each pixel of the size, one for each image wanted. */
  readonly scales: readonly number[];
}

/** A figure drawn: an SVG document, or its PNGs. */
export type Drawn = string | Uint8Array<ArrayBuffer>[];

/** Answers a request, by its id: what was drawn, or the reason there is nothing. */
export type Response =
  | { readonly id: number; readonly drawn: Drawn }
  | { readonly id: number; readonly error: string };
