import { type GreyImage, heightOf, IMAGE_BYTES, widthOf } from "../../drawing/mod.ts";
import { NO_SYMBOL } from "../../symbols/mod.ts";
import type { SymbolClassifier } from "../classify/classifier.ts";
import { evaluate, type RowNode, toLatex } from "../../expressions/mod.ts";
import { originalSquare } from "./original_square.ts";
import { findParts, type Part, unitOf } from "../parts/parts.ts";
import { checkPicture } from "../picture/read_ink.ts";
import { checkPieces } from "../parts/read_parts.ts";
import type { Recognition } from "../recognition.ts";
import { Sheet } from "../parts/sheet.ts";
import { threshold } from "../picture/threshold.ts";
import { mean } from "../../numbers/mod.ts";

/** Contours whose box has fewer pixels are dropped. */
const SMALLEST_AREA = 40;

/**
 * Reads a picture as the project's original did, kept to compare with: Otsu's threshold, external contours from left
 * to right, small ones dropped, each padded and resized to 45 × 45 whatever its aspect, classified (a network that looks
 * at surroundings too is shown those), and the labels joined. It knows no symbol of several parts and nothing above
 * or below the line. It reads best with a network trained on squares cut that way: see `originalSquares`.
 *
 * @throws {ReadingError} if nothing is written, there are more than `MOST_PIECES` pieces of ink, or the picture is too
 * large.
 */
export function recognizeOriginal(image: GreyImage, classifier: SymbolClassifier): Recognition {
  checkPicture(image);
  const contours = findParts(threshold(image, { kind: "otsu" }))
    .filter(({ box }) => widthOf(box) * heightOf(box) >= SMALLEST_AREA)
    .filter((part, _, parts) => !parts.some((other) => other !== part && encloses(other, part)));
  checkPieces(contours.length);
  const { classes, channels } = classifier;
  const images = new Sheet(unitOf(contours)).draw(
    contours.map((part) => ({ own: [part], others: contours })),
    channels,
  );
  contours.forEach((part, i) =>
    originalSquare(part.ink).forEach((value, at) => images[(i * IMAGE_BYTES + at) * channels] = value)
  );
  const all = classifier.classify(images, contours.length);
  const symbols = contours.map(({ box, ink }, i) => {
    const [best, ...alternatives] = classes
      .map((label, c) => ({ label, probability: Math.exp(all[i * classes.length + c]) }))
      .filter(({ label }) => label !== NO_SYMBOL).sort((a, b) => b.probability - a.probability).slice(0, 8);
    return { ...best, box, ink, alternatives };
  });
  const tree: RowNode = { kind: "row", children: symbols.map(({ label }) => ({ kind: "symbol", label })) };
  const sureness = mean(symbols.map(({ probability }) => Math.log(probability)));
  return { symbols, tree, latex: toLatex(tree), value: evaluate(tree), confidence: Math.exp(sureness) };
}

/** External contours are those that lie in no other. */
function encloses({ box: outer, holes }: Part, { box: inner }: Part): boolean {
  return holes > 0 && outer.left < inner.left && outer.top < inner.top && outer.right > inner.right &&
    outer.bottom > inner.bottom;
}
