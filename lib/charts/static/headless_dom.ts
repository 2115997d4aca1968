import process from "node:process";
import { CellCanvas } from "./cell_canvas.ts";
import { boxOf, boxOnPage, rectangle } from "./svg_boxes.ts";

// A package reads environment variables as it loads. It finds none, and asks for no permission.
Object.defineProperty(process, "env", { value: {}, configurable: true });
const { Window } = await import("happy-dom");

/**
 * A page without a browser, for plotly to draw on. It is put into the global scope, so only a worker imports this.
 * The page lays nothing out and draws nothing; what plotly asks of a browser beyond that is added below.
 */
const page = new Window({ url: "http://localhost/" });

function put(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, configurable: true, writable: true });
}

// Plotly names these without `window.`.
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

// Margins, legends and tick labels are placed by the sizes of their texts.
put(page.Element.prototype, "getBoundingClientRect", function (this: Element) {
  return rectangle(boxOnPage(this));
});
put(page.SVGElement.prototype, "getBBox", function (this: Element) {
  return rectangle(boxOf(this));
});

// Heat maps: asked whether it knows `image-rendering: pixelated`, plotly then paints one pixel a cell.
put(page, "CSS", { supports: () => true });
type Canvas = HTMLCanvasElement & { cells?: CellCanvas };
put(page.HTMLCanvasElement.prototype, "getContext", function (this: Canvas) {
  return (this.cells ??= new CellCanvas(this.width, this.height));
});
put(page.HTMLCanvasElement.prototype, "toDataURL", function (this: Canvas) {
  return this.cells?.toDataURL();
});
