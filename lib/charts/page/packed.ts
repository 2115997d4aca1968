import { gzipSync } from "fflate";

/**
 * A text compressed with gzip, in Base64, as the script of a page unpacks it. The same text gives the same bytes on
 * every machine.
 */
export function packed(text: string): string {
  return gzipSync(new TextEncoder().encode(text), { level: 9, mtime: 0 }).toBase64();
}
