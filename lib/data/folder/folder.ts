import { isArchive, listFiles } from "../files/archive.ts";
import { compare, type FileEntry } from "../files/file_entry.ts";
import { allocateDataset, type Dataset, select, size } from "../dataset.ts";
import { fitSquare, IMAGE_BYTES, IMAGE_SIZE } from "../../drawing/mod.ts";
import { fingerprintFiles } from "../files/fingerprint.ts";
import { MOST_IMAGE_BYTES } from "../files/limits.ts";
import { readerImagesOf } from "../reader_images/from_images.ts";
import { readerFingerprint } from "../reader_images/reader_images.ts";
import { SkipList } from "../skip_list.ts";
import { DataError, type Loaded, type LoadOptions, type ReaderLoadOptions, type Source } from "../source.ts";
import { decodeImage } from "../files/decode_image.ts";
import { EnvironmentHiddenError } from "../files/image/jimp_decoder.ts";
import { IMAGE_FORMATS } from "../files/image/format.ts";
import { folderClasses } from "./folder_labels.ts";
import { decideInversion, paperLevel, polarityOf } from "./polarity.ts";

/** Part of the fingerprint: raised whenever the same files give other images. */
const VERSION = 2;

/** How the names of images end. */
const ENDINGS = IMAGE_FORMATS.flatMap(({ endings }) => endings);

/** Most classes: their indices are bytes. */
const MOST_CLASSES = 256;

/**
 * Images in labelled folders: any tree of label/*.png, *.jpg or the like, as a folder, a ZIP, TAR or RAR, or Kaggle's ZIP
 * with a RAR inside. Images of 45 × 45 pixels are used as they are, others are fitted into that square. Whether ink is
 * dark or light is decided from the borders of the images and reported in a note.
 */
export const folderSource: Source = {
  name: "folder",
  summary:
    "images in labelled folders (label/*.png, *.jpg, …): a folder, ZIP, TAR or RAR, also Kaggle's archive",
  licence: "that of the images: yours to know (Kaggle's set: as stated on its page; bhmsds: MIT)",
  path: "required",
  heeds: [],

  async fingerprint({ path }: LoadOptions): Promise<string> {
    return `folder ${VERSION} ${await fingerprintFiles(requirePath(path), isImage)}`;
  },

  load({ path }: LoadOptions): Promise<Loaded> {
    return loadFolder(requirePath(path));
  },

  forReader: {
    async fingerprint({ path, surroundings }: ReaderLoadOptions): Promise<string> {
      const images = readerFingerprint({ surroundings, copies: 0 }, 0);
      return `folder ${VERSION} ${images} ${await fingerprintFiles(requirePath(path), isImage)}`;
    },

    async load({ path, surroundings }: ReaderLoadOptions): Promise<Loaded> {
      const plain = await loadFolder(requirePath(path));
      const dataset = readerImagesOf(plain.dataset, surroundings);
      const note = `${size(dataset)} of ${
        size(plain.dataset)
      } pictures are of a reader's classes and have ink`;
      return { dataset, skips: plain.skips, notes: [...plain.notes, note] };
    },
  },
};

async function loadFolder(path: string): Promise<Loaded> {
  const skips = new SkipList();
  const files = await listFiles(path);
  const images = files.filter(({ name }) => isImage(name));
  files.forEach(({ name }) => countOther(name, skips));
  const { classes, note, nameOf, classOf } = folderClasses(images.map(({ name }) => name));
  if (classes.length > MOST_CLASSES) {
    throw new DataError(
      `${path} has ${classes.length} folders of images, most of them none of the 82 labels; at most ` +
        `${MOST_CLASSES} can be classes.`,
    );
  }
  const labelled = images.filter(({ name }) => {
    const known = classOf(name) !== undefined;
    if (!known) skips.add(`not among the classes: ${nameOf(name)}`, name);
    return known;
  });
  const { dataset, inversion } = await readImages(labelled, classes, classOf, skips);
  if (dataset.labels.length === 0) {
    throw new DataError(
      `${path} holds no image that can be used: it must hold images (${
        ENDINGS.join(", ")
      }) in folders named after labels. ` +
        (skips.isEmpty() ? "It holds no such file." : `Left out: ${skips}.`),
    );
  }
  return { dataset, skips: skips.list(), notes: note ? [inversion, note] : [inversion] };
}

async function readImages(
  files: readonly FileEntry[],
  classes: readonly string[],
  classOf: (name: string) => number | undefined,
  skips: SkipList,
): Promise<{ dataset: Dataset; inversion: string }> {
  const dataset = allocateDataset({ n: files.length, classes });
  const polarities = new Int8Array(files.length);
  const good: number[] = [];
  for (const [at, file] of inNameOrder(files)) {
    try {
      if (file.bytes > MOST_IMAGE_BYTES) {
        throw new Error(`${file.bytes} bytes, at most ${MOST_IMAGE_BYTES} are read`);
      }
      const image = await decodeImage(await file.read());
      dataset.images.set(fitSquare(image, IMAGE_SIZE, paperLevel(image)), at * IMAGE_BYTES);
      dataset.labels[at] = classOf(file.name)!;
      polarities[at] = polarityOf(image);
      good.push(at);
    } catch (error) {
      // Left out, it would be missing from the prepared images, which are kept, also when the flag is given.
      if (error instanceof EnvironmentHiddenError) {
        throw new DataError(`${file.name} is not read: ${error.message}.`);
      }
      skips.add("unreadable image", `${file.name} (${(error as Error).message})`);
    }
  }
  good.sort((a, b) => a - b);
  const inversion = decideInversion(polarities);
  for (const at of good) {
    if (!inversion.inverted(at)) continue;
    for (let i = at * IMAGE_BYTES; i < (at + 1) * IMAGE_BYTES; i++) {
      dataset.images[i] = 255 - dataset.images[i];
    }
  }
  const whole = good.length === files.length;
  return { dataset: whole ? dataset : select(dataset, good), inversion: inversion.note };
}

/** The files in the order given, in which they are read fastest, each with its place in the order of names. */
function* inNameOrder(files: readonly FileEntry[]): Generator<[number, FileEntry]> {
  const order = [...files.keys()].sort((a, b) => compare(files[a].name, files[b].name));
  const place = new Uint32Array(files.length);
  order.forEach((file, at) => place[file] = at);
  for (const [i, file] of files.entries()) yield [place[i], file];
}

function isImage(name: string): boolean {
  return ENDINGS.some((ending) => name.toLowerCase().endsWith(`.${ending}`));
}

function countOther(name: string, skips: SkipList): void {
  if (isArchive(name)) skips.add("archive inside a folder, not opened: pass its own path", name);
  else if (/\.(svg|avif|hei[cf]|pdf)$/i.test(name)) skips.add("format not read", name);
}

function requirePath(path: string | undefined): string {
  if (path) return path;
  throw new DataError(
    "The source folder needs a path: folder:PATH, of a folder or archive of label/*.png or *.jpg.",
  );
}
