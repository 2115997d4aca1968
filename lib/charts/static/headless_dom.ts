import process from "node:process";
import { CellCanvas } from "./cell_canvas.ts";
import { boxOf, boxOnPage, rectangle } from "./svg_boxes.ts";

// happy-dom reads environment variables while it loads: an empty environment spares the permission for that.
Object.defineProperty(process, "env", { value: {}, configurable: true });
const { Window } = await import("happy-dom");

/**
 * A page without a browser, for Plotly to draw on. It is put into the global scope, so only a worker may import this
 * file. The page has no layout and no drawing; the browser functions that Plotly needs besides are added below.
 */
const page = new Window({ url: "http://localhost/" });

function put(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, configurable: true, writable: true });
}

// Plotly uses these without `window.`.
const GLOBALS = [
  "document",
  "DOMParser",
  "XMLSerializer",
  "Element",
  "HTMLElement",
  "getComputedStyle",
] as const;
put(globalThis, "window", page);
for (const name of GLOBALS) put(globalThis, name, page[name]);

// Plotly places margins, legends and tick labels by the sizes of their texts.
put(page.Element.prototype, "getBoundingClientRect", function (this: Element) {
  return rectangle(boxOnPage(this));
});
put(page.SVGElement.prototype, "getBBox", function (this: Element) {
  return rectangle(boxOf(this));
});

// For heat maps: as `image-rendering: pixelated` is said to be supported, Plotly paints one pixel for each cell.
put(page, "CSS", { supports: () => true });
type Canvas = HTMLCanvasElement & { cells?: CellCanvas };
put(page.HTMLCanvasElement.prototype, "getContext", function (this: Canvas) {
  return (this.cells ??= new CellCanvas(this.width, this.height));
});
put(page.HTMLCanvasElement.prototype, "toDataURL", function (this: Canvas) {
  return this.cells?.toDataURL();
});
