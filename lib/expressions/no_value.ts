/** An expression has no value that can be computed; the message says why. */
export class NoValue extends Error {
  /** Always "NoValue". */
  override readonly name = "NoValue";
}
