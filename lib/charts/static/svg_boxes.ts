import { textWidth } from "../figures/text_width.ts";

/** Edges in pixels, y growing downward. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Heights of DejaVu Sans above and below the baseline, and distance of lines, in font sizes. */
const ASCENT = 0.93, DESCENT = 0.24, LINE = 1.3;

/**
 * The box of an SVG element in its own coordinates, as `getBBox` gives it: for a text from estimated widths, for a group
 * from its children; undefined without any text. Lines and shapes do not count, because Plotly measures texts only.
 */
export function boxOf(element: Element): Box | undefined {
  if (element.tagName.toLowerCase() === "text") return textBox(element);
  return union(Array.from(element.children, (child) => {
    const box = boxOf(child);
    return box && transformed(box, child.getAttribute("transform"));
  }));
}

/** The box of an SVG element on the page, as `getBoundingClientRect` gives it. */
export function boxOnPage(element: Element): Box | undefined {
  let box = boxOf(element);
  for (let at: Element | null = element; box && at; at = at.parentElement) {
    box = transformed(box, at.getAttribute("transform"));
  }
  return box;
}

/** A box as a DOMRect; zeros for none. */
export function rectangle(box: Box = { left: 0, top: 0, right: 0, bottom: 0 }): Omit<DOMRect, "toJSON"> {
  return { ...box, x: box.left, y: box.top, width: box.right - box.left, height: box.bottom - box.top };
}

/** The lines of a text are its `tspan.line` children, or itself. */
function textBox(text: Element): Box | undefined {
  const lines = Array.from(text.querySelectorAll("tspan.line"));
  const widths = (lines.length > 0 ? lines : [text]).map((line) => runWidth(line, fontSize(text, 12)));
  const width = Math.max(...widths);
  if (width === 0) return undefined;
  const size = fontSize(text, 12);
  const anchor = text.getAttribute("text-anchor");
  const left = Number(text.getAttribute("x")) -
    (anchor === "middle" ? width / 2 : anchor === "end" ? width : 0);
  const top = Number(text.getAttribute("y")) - ASCENT * size;
  return {
    left,
    top,
    right: left + width,
    bottom: top + (ASCENT + DESCENT + LINE * (widths.length - 1)) * size,
  };
}

/** Width of a run of text, including smaller or bolder parts within it. */
function runWidth(run: Element, size: number): number {
  let width = 0;
  for (const child of Array.from(run.childNodes)) {
    if (child.nodeType === child.TEXT_NODE) width += textWidth(child.textContent ?? "", size);
    else width += runWidth(child as Element, fontSize(child as Element, size));
  }
  return /font-weight:\s*(bold|[6-9]00)/.test(run.getAttribute("style") ?? "") ? 1.12 * width : width;
}

function fontSize(element: Element, inherited: number): number {
  const match = /font-size:\s*([\d.]+)(px|%|em)/.exec(element.getAttribute("style") ?? "");
  if (!match) return inherited;
  const value = Number(match[1]);
  return match[2] === "px" ? value : inherited * (match[2] === "%" ? value / 100 : value);
}

function union(boxes: readonly (Box | undefined)[]): Box | undefined {
  const all = boxes.filter((box) => box !== undefined);
  if (all.length === 0) return undefined;
  return {
    left: Math.min(...all.map(({ left }) => left)),
    top: Math.min(...all.map(({ top }) => top)),
    right: Math.max(...all.map(({ right }) => right)),
    bottom: Math.max(...all.map(({ bottom }) => bottom)),
  };
}

/** The box around a transformed box; the transforms of a list apply from the last to the first. */
function transformed(box: Box, transform: string | null): Box {
  const steps = Array.from((transform ?? "").matchAll(/(translate|rotate|scale)\(([^)]*)\)/g)).reverse();
  return steps.reduce((now, [, kind, numbers]) => {
    const values = numbers.split(/[\s,]+/).map(Number);
    if (kind === "translate") return mapped(now, (x, y) => [x + values[0], y + (values[1] ?? 0)]);
    if (kind === "scale") return mapped(now, (x, y) => [x * values[0], y * (values[1] ?? values[0])]);
    const [degrees, centreX = 0, centreY = 0] = values;
    const cos = Math.cos(degrees * Math.PI / 180), sin = Math.sin(degrees * Math.PI / 180);
    return mapped(now, (x, y) => [
      centreX + cos * (x - centreX) - sin * (y - centreY),
      centreY + sin * (x - centreX) + cos * (y - centreY),
    ]);
  }, box);
}

function mapped({ left, top, right, bottom }: Box, move: (x: number, y: number) => [number, number]): Box {
  const corners = [move(left, top), move(right, top), move(left, bottom), move(right, bottom)];
  const xs = corners.map(([x]) => x), ys = corners.map(([, y]) => y);
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}
