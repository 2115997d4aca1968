import { asciiAt } from "./checked_image.ts";
import { IMAGE_FORMATS } from "./format.ts";

/** Formats that pictures often come in and that are not read, and how to make a picture of them that is. */
const OTHERS: readonly { begins(bytes: Uint8Array): boolean; words: string }[] = [
  {
    begins: (bytes) => asciiAt(bytes, 4, 4) === "ftyp" && /^(hei|hev|mif1|msf1)/.test(asciiAt(bytes, 8, 4)),
    words:
      "a HEIC photograph, which is not read: save it as JPEG. An iPhone takes JPEGs if its settings for " +
      'the camera say "Most Compatible"',
  },
  {
    begins: (bytes) => asciiAt(bytes, 4, 8) === "ftypavif",
    words: "an AVIF, which is not read: save it as PNG",
  },
  {
    begins: (bytes) => asciiAt(bytes, 0, 4) === "%PDF",
    words:
      "a PDF, which is not read: save its page as PNG, for instance with `pdftoppm -png -r 200 FILE.pdf page`",
  },
  {
    begins: (bytes) => /^\s*<(svg|\?xml|!DOCTYPE svg)/i.test(asciiAt(bytes, 0, 64)),
    words: "a text in XML: an SVG must be saved as PNG, an InkML file be named .inkml",
  },
];

/** The formats that are read, in words: "PNG, JPEG, GIF, BMP, TIFF or WebP". */
export const IMAGE_FORMAT_NAMES: string = new Intl.ListFormat("en-GB", { type: "disjunction" })
  .format(IMAGE_FORMATS.map(({ name }) => name));

/** What to tell of a file that begins as none of the formats that are read. */
export function whyNotRead(bytes: Uint8Array): string {
  if (bytes.length === 0) return "empty file";
  return OTHERS.find(({ begins }) => begins(bytes))?.words ??
    `not a ${IMAGE_FORMAT_NAMES} by its first bytes`;
}
