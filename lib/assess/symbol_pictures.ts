import { listFiles } from "../data/files/archive.ts";
import { type GreyImage, heightOf, IMAGE_SIZE, inkBox, rasterize, widthOf } from "../drawing/mod.ts";
import { type Dataset, picture, size } from "../data/mod.ts";
import { decodeImage } from "../data/files/decode_image.ts";
import { DataError } from "../data/source.ts";
import type { SymbolPictures } from "./compose.ts";

/** Folders of labelled pictures whose symbol goes by another name. */
const SYMBOLS: Readonly<Record<string, string>> = {
  "_not-in-82_dot": ".",
  "dot": ".",
  "plus": "+",
  "minus": "-",
};

/** What arithmetic is composed of. */
const WANTED = new Set("0123456789+-.");

/**
 * The pictures of digits, + − and dots in a folder or archive of labelled folders (bhmsds), dark ink on white, each cut
 * to its ink; pictures without ink are left out.
 *
 * @throws {DataError} where there is no such folder or archive, or it lacks one of these symbols.
 */
export async function loadSymbolPictures(path: string): Promise<SymbolPictures> {
  const pictures = new Map<string, GreyImage[]>(Array.from(WANTED, (symbol) => [symbol, []]));
  for (const { name, read } of await listFiles(path)) {
    const folder = name.split("/").at(-2) ?? "";
    const found = pictures.get(SYMBOLS[folder] ?? folder);
    if (!found || !/\.(png|jpe?g)$/i.test(name)) continue;
    const picture = cutToInk(await decodeImage(await read()));
    if (picture.pixels.length > 0) found.push(picture);
  }
  checkComplete(pictures, path);
  return pictures;
}

/** Widths of the pen that dots are made with, in pixels. */
const DOTS = [2, 3, 4];
/** Tallest minus taken, in pixels: a fraction bar is one made long and low, in which a slanted line would fade. */
const FLAT = 5;

/**
 * The same from a data set of the 82 labels, which have no dot: dots are drawn.
 *
 * @throws {DataError} where it lacks one of these symbols.
 */
export function symbolPicturesOf(dataset: Dataset): SymbolPictures {
  const pictures = new Map<string, GreyImage[]>(Array.from(WANTED, (symbol) => [symbol, []]));
  const add = (symbol: string, ink: Uint8Array) => {
    const grey = ink.map((value) => 255 - value);
    const cut = cutToInk({ width: IMAGE_SIZE, height: IMAGE_SIZE, pixels: grey });
    if (symbol !== "-" || cut.height <= FLAT) pictures.get(symbol)?.push(cut);
  };
  for (let i = 0; i < size(dataset); i++) add(dataset.classes[dataset.labels[i]], picture(dataset, i));
  for (const width of DOTS) {
    const ink = new Uint8Array(IMAGE_SIZE * IMAGE_SIZE);
    rasterize([[0, 0]], ink, 0, { width });
    add(".", ink);
  }
  checkComplete(pictures, "the data set");
  return pictures;
}

function checkComplete(pictures: SymbolPictures, where: string): void {
  const missing = [...pictures].filter(([, found]) => found.length === 0).map(([symbol]) => symbol);
  if (missing.length > 0) {
    throw new DataError(`${where} holds no pictures labelled ${missing.join(" ")}.`);
  }
}

function cutToInk({ width, height, pixels: grey }: GreyImage): GreyImage {
  const box = inkBox({ width, height, pixels: grey.map((value) => 255 - value) }, 128);
  const columns = widthOf(box), rows = heightOf(box), cut = new Uint8Array(columns * rows);
  for (let y = 0; y < rows; y++) {
    const start = (box.top + y) * width + box.left;
    cut.set(grey.subarray(start, start + columns), y * columns);
  }
  return { width: columns, height: rows, pixels: cut };
}
