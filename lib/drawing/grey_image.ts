/** A grey picture, one byte a pixel, row by row. */
export interface GreyImage {
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  /** width × height bytes: 0 is black, 255 white. */
  readonly pixels: Uint8Array;
}
