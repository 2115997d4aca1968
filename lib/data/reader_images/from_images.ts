import { DOT, READER_CLASS_INDEX, READER_CLASSES } from "../../symbols/mod.ts";
import { allocateDataset, type Dataset, image, size } from "../dataset.ts";
import {
  IMAGE_BYTES,
  IMAGE_SIZE,
  linesOf,
  READER_CHANNELS,
  type Stroke,
  Surroundings,
  symbolImage,
} from "../../drawing/mod.ts";

/** The size of a symbol in these pictures, in pixels. */
const UNIT = 0.8 * IMAGE_SIZE;

/** The least grey value that is ink. */
const INK = 128;

/**
 * Turns pictures of single symbols into images for training a reader. A label that stands for both cases of a letter is
 * taken as the small letter, since nearly all letters in formulas are small. As it is not known who wrote the pictures,
 * each has a writer of its own. Nothing surrounds the symbols.
 *
 * @param plain Images whose classes are among the 82 labels, or `dot`; those of other classes, and those without
 * ink, are left out.
 * @param surroundings Whether a second channel shows that nothing surrounds them.
 */
export function readerImagesOf(plain: Dataset, surroundings: boolean): Dataset {
  const channels = surroundings ? READER_CHANNELS : 1;
  const classOf = plain.classes.map((label) =>
    READER_CLASS_INDEX.get(label === DOT ? DOT : label.length === 1 ? label.toLowerCase() : label)
  );
  const usable = Array.from({ length: size(plain) }, (_, i) => i).filter((i) =>
    classOf[plain.labels[i]] !== undefined && image(plain, i).some((value) => value >= INK)
  );
  const writerNames = usable.map((i) => `image-${i}`);
  const dataset = allocateDataset({
    n: usable.length,
    classes: READER_CLASSES,
    writerNames,
    channels,
  });
  const alone = new Surroundings<Stroke>((line) => [line], UNIT);
  usable.forEach((from, i) => {
    const pixels = image(plain, from).map((value) => value >= INK ? 1 : 0);
    const ink = { width: IMAGE_SIZE, height: IMAGE_SIZE, pixels }, at = i * IMAGE_BYTES * channels;
    symbolImage(ink, dataset.images, at, channels);
    if (surroundings) alone.draw(linesOf(ink), [], dataset.images, at + 1, channels);
    dataset.labels[i] = classOf[plain.labels[from]]!;
    dataset.writers![i] = i;
  });
  return dataset;
}
