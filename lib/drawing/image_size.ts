/** Width and height of every image, in pixels: the original's and the Kaggle set's 45. */
export const IMAGE_SIZE = 45;

/** Bytes of one image of one channel: 45 × 45 grey pixels. */
export const IMAGE_BYTES: number = IMAGE_SIZE * IMAGE_SIZE;

/** Number of channels of a reader's images that show the surroundings of symbols. */
export const READER_CHANNELS = 2;
