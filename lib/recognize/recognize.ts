import type { GreyImage } from "../drawing/mod.ts";
import type { SymbolClassifier } from "./classify/classifier.ts";
import { classifyGroups } from "./classify/classify_groups.ts";
import { remembering } from "./classify/remembering.ts";
import type { Grammar } from "./layout/grammar.ts";
import { readSymbols } from "./layout/read_symbols.ts";
import { writtenGrammar } from "./layout/written_grammar.ts";
import { groupParts } from "./parts/group_parts.ts";
import { inReadingOrder, penWidth, unitOf } from "./parts/parts.ts";
import { readParts } from "./parts/read_parts.ts";
import { Sheet } from "./parts/sheet.ts";
import { splitTouching } from "./parts/split_touching.ts";
import { estimateTilt, turnParts } from "./picture/deskew.ts";
import { readInk } from "./picture/read_ink.ts";
import { type Recognition, recognitionOf } from "./recognition.ts";

/** Options for reading a picture. */
export interface RecognizeOptions {
  /** What expressions look like; default `writtenGrammar()`. */
  readonly grammar?: Grammar;
  /** Partial readings kept at each step; default 20. */
  readonly beam?: number;
}

/**
 * Reads a picture of a handwritten expression: its ink, the connected parts of the ink (touching symbols split, slanted
 * lines turned level), which groups of parts are which symbols, and how these stand to each other. OpenCV must have been
 * started.
 *
 * @throws {ReadingError} if nothing is written, there are more than `MOST_PIECES` pieces of ink, or the picture is too
 * large.
 */
export function recognize(
  image: GreyImage,
  classifier: SymbolClassifier,
  { grammar = writtenGrammar(), beam }: RecognizeOptions = {},
): Recognition {
  const found = readParts(readInk(image));
  const unit = unitOf(found), pen = penWidth(found), sheet = new Sheet(unit);
  const seeing = remembering(classifier);
  const separate = splitTouching(found, seeing, { pen, unit, sheet });
  const tilt = estimateTilt(separate, unit);
  const level = tilt === 0 ? separate : turnParts(separate, tilt);
  const parts = inReadingOrder(level);
  const boxes = parts.map(({ box }) => box);
  const hypotheses = classifyGroups(parts, groupParts(parts, unit), seeing, sheet);
  const readings = readSymbols(boxes, hypotheses, unit, grammar, { beam });
  return recognitionOf(readings, hypotheses, parts.map((part) => separate[level.indexOf(part)]));
}
