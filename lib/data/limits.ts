/** Bounds on what is read: a small file can claim, or unpack to, any size. Real data stays far below all of them. */

/** Files in an archive or folder at most. */
export const MOST_FILES = 1_000_000;

/** Bytes that a file in an archive, or a gzipped file, may unpack to: 1 GiB. */
export const MOST_UNPACKED = 2 ** 30;

/** Bytes of a file with one image: 64 MiB. */
export const MOST_IMAGE_BYTES = 2 ** 26;

/** Characters of an InkML file; CROHME's largest has a twentieth of it. */
export const MOST_INKML = 2 ** 22;

/** Characters of a line of a packed file, which is one expression. */
export const MOST_LINE = 2 ** 22;

/** Bytes of a RAR or TAR file, which is read whole: 1 GiB. */
export const MOST_PACKED = 2 ** 30;

/** Pixels of an image: 33 million, more than a phone's camera takes. */
export const MOST_PIXELS = 2 ** 25;
