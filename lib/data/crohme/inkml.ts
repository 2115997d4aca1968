import { XMLParser } from "fast-xml-parser";
import { UserError } from "../../errors/mod.ts";
import { MOST_INKML } from "../files/limits.ts";
import { isCoordinate, type Stroke } from "../../drawing/mod.ts";
import { symbolLabel } from "../../symbols/mod.ts";
import type { InkSymbol } from "./expression.ts";

/** The content of an InkML file. */
export interface InkmlContent {
  /** The true LaTeX; empty if the file has none. */
  readonly latex: string;
  /** The other annotations of the file: `writer`, `UI`, `copyright`, … */
  readonly annotations: Readonly<Record<string, string>>;
  /**
   * The symbols: the trace groups with a truth and traces of their own; without strokes where those are
   * empty.
   */
  readonly symbols: readonly InkSymbol[];
  /** Traces that belong to no symbol. */
  readonly unlabelled: readonly Stroke[];
}

/**
 * An InkML file cannot be used; the message states the rule, and the cause, if there is one, the details.
 */
export class InkmlError extends UserError {
  /** Always "InkmlError". */
  override readonly name = "InkmlError";
}

interface Annotation {
  readonly type?: string;
  readonly text?: string;
}

interface TraceGroup {
  readonly annotation?: readonly Annotation[];
  readonly traceView?: readonly { readonly traceDataRef?: string }[];
  readonly traceGroup?: readonly TraceGroup[];
}

interface Ink extends TraceGroup {
  readonly trace?: readonly { readonly id?: string; readonly text?: string }[];
  readonly traceFormat?: { readonly channel?: readonly { readonly name?: string }[] };
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "",
  textNodeName: "text",
  removeNSPrefix: true,
  parseTagValue: false,
  isArray: (name) => ["annotation", "channel", "trace", "traceGroup", "traceView"].includes(name),
  alwaysCreateTextNode: true,
});

/**
 * Reads one InkML file as the CROHME competitions write it.
 *
 * @throws {InkmlError} The file is empty, is no InkML, declares a document type or has no truth.
 */
export function parseInkml(xml: string): InkmlContent {
  const ink = readInk(xml);
  const strokes = readTraces(ink);
  const annotations = Object.fromEntries(
    (ink.annotation ?? []).map(({ type = "", text = "" }) => [type, text.trim()]),
  );
  const used = new Set<string>();
  const symbols = [...readSymbols(ink.traceGroup ?? [], strokes, used)];
  const latex = annotations.truth ?? "";
  if (latex === "" && symbols.length === 0) throw new InkmlError("InkML without truth");
  if (symbols.length === 0) throw new InkmlError("InkML without trace groups: no symbol is told apart");
  const unlabelled = [...strokes].filter(([id]) => !used.has(id)).map(([, stroke]) => stroke);
  return { latex, annotations, symbols, unlabelled };
}

/**
 * The strokes of an InkML file, with or without a truth.
 *
 * @throws {InkmlError} The file is empty, too long, is no InkML, declares a document type or has no trace.
 */
export function inkmlStrokes(xml: string): Stroke[] {
  const strokes = [...readTraces(readInk(xml)).values()];
  if (strokes.length === 0) throw new InkmlError("InkML without a trace");
  return strokes;
}

/**
 * The file without its Content MathML, which repeats the truth, takes half of the file and is not always well formed. Each
 * search begins where the last ended: a regular expression with `[^]*?` would take time quadratic in the length.
 */
function withoutMathML(xml: string): string {
  return betweenTags(xml, "annotationXML", "drop", (text) => text);
}

/** The text of annotations may hold a raw "<" or "&" (a truth of x<y). */
function escapeAnnotations(xml: string): string {
  return betweenTags(
    xml,
    "annotation",
    "keep",
    (text) => text.replaceAll("<", "&lt;").replace(/&(?!(\w{1,32}|#\w{1,32});)/g, "&amp;"),
  );
}

/** The text with each element of a name removed, or with its content changed. */
function betweenTags(
  xml: string,
  name: string,
  element: "drop" | "keep",
  change: (text: string) => string,
): string {
  let result = "", done = 0;
  for (let at = xml.indexOf(`<${name}`); at >= 0; at = xml.indexOf(`<${name}`, Math.max(done, at + 1))) {
    if (/[^\s/>]/.test(xml[at + name.length + 1] ?? " ")) continue; // a longer name
    const tagEnd = xml.indexOf(">", at) + 1;
    if (tagEnd === 0) break;
    const empty = xml[tagEnd - 2] === "/";
    const contentEnd = empty ? tagEnd : xml.indexOf(`</${name}`, tagEnd);
    if (contentEnd < 0) break;
    const end = empty ? tagEnd : xml.indexOf(">", contentEnd) + 1;
    if (end === 0) break;
    result += xml.slice(done, at);
    if (element === "keep") {
      result += xml.slice(at, tagEnd) + change(xml.slice(tagEnd, contentEnd)) + xml.slice(contentEnd, end);
    }
    done = end;
  }
  return result + xml.slice(done);
}

function readInk(xml: string): Ink {
  if (xml.length > MOST_INKML) {
    throw new InkmlError(`InkML of more than ${MOST_INKML} characters`, { cause: `${xml.length}` });
  }
  if (xml.trim() === "") throw new InkmlError("empty file");
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) throw new InkmlError("InkML with a document type: refused");
  const clean = escapeAnnotations(withoutMathML(xml));
  let document: { ink?: Ink };
  try {
    document = parser.parse(clean, true);
  } catch (error) {
    throw new InkmlError("no well-formed XML", { cause: (error as Error).message });
  }
  if (typeof document.ink !== "object") throw new InkmlError("no InkML: no <ink> element");
  return document.ink;
}

function readTraces(ink: Ink): Map<string, number[]> {
  const channels = (ink.traceFormat?.channel ?? []).map(({ name }) => name);
  const x = Math.max(0, channels.indexOf("X"));
  const y = channels.includes("Y") ? channels.indexOf("Y") : 1;
  const strokes = new Map<string, number[]>();
  for (const { id = String(strokes.size), text = "" } of ink.trace ?? []) {
    const stroke: number[] = [];
    for (const point of text.split(",")) {
      if (point.trim() === "") continue;
      const values = point.trim().split(/\s+/);
      const px = Number(values[x]), py = Number(values[y]);
      if (!isCoordinate(px) || !isCoordinate(py)) {
        throw new InkmlError("a trace with a point that is not two numbers between 1e-12 and 1e12, or 0", {
          cause: point.trim().slice(0, 40),
        });
      }
      if (px !== stroke.at(-2) || py !== stroke.at(-1)) stroke.push(px, py);
    }
    if (stroke.length > 0) strokes.set(id, stroke);
  }
  return strokes;
}

function* readSymbols(
  groups: readonly TraceGroup[],
  strokes: ReadonlyMap<string, Stroke>,
  used: Set<string>,
): Generator<InkSymbol> {
  for (const group of groups) {
    yield* readSymbols(group.traceGroup ?? [], strokes, used);
    const raw = group.annotation?.find(({ type }) => type === "truth")?.text?.trim();
    const references = (group.traceView ?? []).map(({ traceDataRef = "" }) => traceDataRef.replace(/^#/, ""));
    if (!raw || references.length === 0) continue;
    references.forEach((reference) => used.add(reference));
    const own = references.map((reference) => strokes.get(reference)).filter((stroke) =>
      stroke !== undefined
    );
    yield { label: symbolLabel(raw), raw, strokes: own };
  }
}
