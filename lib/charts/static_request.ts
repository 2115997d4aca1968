import type { Figure } from "./figure.ts";

/** What a renderer sends to its worker. */
export interface Request {
  readonly id: number;
  readonly kind: "svg" | "png";
  readonly figure: Figure;
  readonly widthPixels: number;
  readonly heightPixels: number;
  readonly scale: number;
}

/** Answers a request, by its id: the image, or the reason there is none. */
export type Response =
  | { readonly id: number; readonly image: string | Uint8Array<ArrayBuffer> }
  | { readonly id: number; readonly error: string };
