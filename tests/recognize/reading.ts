import { drawExpression, type DrawnExpression } from "../../lib/data/mod.ts";

/** Strokes of one symbol. */
export interface WrittenSymbol {
  /** What was written: a label of the reader, `fraction` for the bar of one. */
  readonly label: string;
  /** Its strokes, x and y in turn, y growing downward. */
  readonly strokes: readonly (readonly number[])[];
}

/** The picture of what was written, a symbol about so many pixels high, and where each symbol's ink is in it. */
export function drawn(symbols: readonly WrittenSymbol[], symbolSize = 40): DrawnExpression {
  return drawExpression({
    id: "",
    split: "",
    writer: null,
    latex: "",
    symbols: symbols.map(({ label, strokes }) => ({
      raw: label,
      label: null,
      strokes: strokes.map((stroke) => [...stroke]),
    })),
    unlabelled: [],
    origin: "",
  }, { symbolSize });
}
