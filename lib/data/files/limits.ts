/** Limits on what is read, because a small file can claim, or unpack to, any size. Real data stays far below them. */

/** Most files in an archive or folder. */
export const MOST_FILES = 1_000_000;

/** Most bytes that a file in an archive, or a gzipped file, may unpack to: 1 GiB. */
export const MOST_UNPACKED = 2 ** 30;

/** Most bytes of a file with one image: 64 MiB. */
export const MOST_IMAGE_BYTES = 2 ** 26;

/** Most characters of an InkML file; CROHME's largest has a twentieth of that. */
export const MOST_INKML = 2 ** 22;

/** Most characters of a line of a packed file, which is one expression. */
export const MOST_LINE = 2 ** 22;

/** Most bytes of a RAR or TAR file, which is read whole: 1 GiB. */
export const MOST_PACKED = 2 ** 30;

/** Most pixels of an image: 33 million, more than most phone cameras take. */
export const MOST_PIXELS = 2 ** 25;

/** Most bytes of archives held in memory at once (RAR, TAR, unpacked gzip, archives in an archive): 2 GiB. */
export const MOST_HELD = 2 ** 31;

/** Most bytes that all files of an archive, including archives in it, may unpack to: 16 GiB. */
export const MOST_UNPACKED_IN_ALL = 2 ** 34;

/** Most characters of a path in an archive. */
export const MOST_NAME = 4096;

/** Most lines of a packed file, one for each expression; CROHME's largest set has 10,000. */
export const MOST_LINES = 1_000_000;
