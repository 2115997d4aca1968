import { UserError } from "../../errors/mod.ts";
import { LABEL_INDEX } from "../../symbols/mod.ts";
import { MOST_LINE } from "../files/limits.ts";
import { isCoordinate, type Stroke } from "../../drawing/mod.ts";
import type { Expression } from "./expression.ts";

/** The content of a line of a packed file. */
interface PackedLine {
  readonly id: string;
  readonly split: string;
  readonly writer?: string | null;
  readonly latex?: string;
  readonly symbols: readonly {
    readonly label?: string | null;
    readonly raw?: string;
    readonly strokes: Stroke[];
  }[];
  readonly strokes_unlabelled?: Stroke[];
}

/** A line of a packed file cannot be used; the message states the rule. */
export class PackedError extends UserError {
  /** Always "PackedError". */
  override readonly name = "PackedError";
}

/**
 * Reads one line of a packed file: a JSON object with `id`, `split`, `writer`, `latex`, `symbols` (`label`,
 * `raw`, `strokes`) and `strokes_unlabelled`, each stroke `[x0, y0, x1, y1, …]`.
 *
 * @throws {PackedError} The line is no JSON or no expression, or too long.
 */
export function parsePacked(line: string, origin: string): Expression {
  if (line.length > MOST_LINE) throw new PackedError(`JSON line of more than ${MOST_LINE} characters`);
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new PackedError("unreadable JSON line");
  }
  if (!isPackedLine(value)) {
    throw new PackedError("JSON line that is no expression (id, split, symbols with strokes)");
  }
  return {
    id: value.id,
    split: value.split,
    writer: value.writer || null,
    latex: value.latex ?? "",
    symbols: value.symbols.map(({ label, raw, strokes }) => ({
      label: label && LABEL_INDEX.has(label) ? label : null,
      raw: raw ?? label ?? "",
      strokes,
    })),
    unlabelled: value.strokes_unlabelled ?? [],
    origin,
  };
}

function isPackedLine(value: unknown): value is PackedLine {
  const line = value as Partial<PackedLine> | null;
  return typeof line === "object" && typeof line?.id === "string" && typeof line.split === "string" &&
    isText(line.writer) && isText(line.latex) && Array.isArray(line.symbols) &&
    line.symbols.every((symbol) =>
      areStrokes(symbol?.strokes) && isText(symbol.label) && isText(symbol.raw)
    ) &&
    (line.strokes_unlabelled === undefined || areStrokes(line.strokes_unlabelled));
}

/** Whether a value is a text or absent. */
function isText(value: unknown): boolean {
  return value === undefined || value === null || typeof value === "string";
}

function areStrokes(strokes: unknown): boolean {
  return Array.isArray(strokes) &&
    strokes.every((stroke) =>
      Array.isArray(stroke) && stroke.length >= 2 && stroke.length % 2 === 0 && stroke.every(isCoordinate)
    );
}
