import type { Figure } from "../figures/figure.ts";

/** A message from a renderer to its worker. */
export interface Request {
  readonly id: number;
  readonly kind: "svg" | "png";
  readonly figure: Figure;
  readonly widthPixels: number;
  readonly heightPixels: number;
  /** The scales of the PNGs wanted: image pixels for each CSS pixel. */
  readonly scales: readonly number[];
}

/** A figure drawn: an SVG document, or its PNGs. */
export type Drawn = string | Uint8Array<ArrayBuffer>[];

/** The answer to the request of that id: the drawing, or the reason why there is none. */
export type Response =
  | { readonly id: number; readonly drawn: Drawn }
  | { readonly id: number; readonly error: string };
