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

/** Bytes of archives in memory at once: of a RAR or TAR, unpacked from gzip, and of all archives in an archive: 2 GiB. */
export const MOST_HELD = 2 ** 31;

/** Bytes that all files of an archive, those of archives in it too, may unpack to: 16 GiB. */
export const MOST_UNPACKED_IN_ALL = 2 ** 34;

/** Characters of a file's name in an archive, with its folders. */
export const MOST_NAME = 4096;

/** Lines of a packed file, which are its expressions; CROHME's largest set has 10,000. */
export const MOST_LINES = 1_000_000;
