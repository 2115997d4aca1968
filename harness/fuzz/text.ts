/** A text as bytes. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** Bytes as a text, whatever they are. */
export function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
