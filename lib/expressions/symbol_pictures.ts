import { listFiles } from "../data/archive.ts";
import { croppedInk } from "../data/crohme/mod.ts";
import { decodeImage } from "../data/folder/decode_image.ts";
import type { GreyImage } from "../data/resize.ts";
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
 * @throws DataError where there is no such folder or archive, or it lacks one of these symbols.
 */
export async function loadSymbolPictures(path: string): Promise<SymbolPictures> {
  const pictures = new Map<string, GreyImage[]>(Array.from(WANTED, (symbol) => [symbol, []]));
  for (const { name, read } of await listFiles(path)) {
    const folder = name.split("/").at(-2) ?? "";
    const found = pictures.get(SYMBOLS[folder] ?? folder);
    if (!found || !/\.(png|jpe?g)$/i.test(name)) continue;
    const picture = cutToInk(await decodeImage(await read()));
    if (picture.grey.length > 0) found.push(picture);
  }
  const missing = [...pictures].filter(([, found]) => found.length === 0).map(([symbol]) => symbol);
  if (missing.length > 0) {
    throw new DataError(`${path} holds no pictures of ${missing.join(" ")} in folders named so.`);
  }
  return pictures;
}

function cutToInk({ width, height, grey }: GreyImage): GreyImage {
  const { left, top, width: columns, height: rows } = croppedInk(
    { width, height, pixels: grey.map((value) => 255 - value) },
    0,
    0,
  );
  const cut = new Uint8Array(columns * rows);
  for (let y = 0; y < rows; y++) {
    cut.set(grey.subarray((top + y) * width + left, (top + y) * width + left + columns), y * columns);
  }
  return { width: columns, height: rows, grey: cut };
}
