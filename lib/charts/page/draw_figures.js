// @ts-check
// A script of pages with charts, for browsers: chartPage writes the text of this file into the page.

/**
 * @typedef {Record<string, any>} Attributes Of a Plotly object.
 * @typedef {{ data: Attributes[], layout: Attributes, dark: [path: (string | number)[], colour: string][] }} Chart
 */

/** A page of less width, in CSS pixels, is narrow: that of a phone. */
const NARROW = 600;
/** Width of the text on paper (A4, A5 and Letter are printed in it), and height of a chart that fits its page. */
const PAPER = { width: 680, height: 820 };

/**
 * The text in Base64 that was compressed with gzip.
 *
 * @param {string} base64
 */
export async function unpacked(base64) {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const text = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return await new Response(text).text();
}

/**
 * A chart as Plotly is to draw it in a place of this width: on dark paper or light, with less beside the plot where
 * there is little room.
 *
 * @param {Chart} chart
 * @param {{ width: number, dark: boolean, print?: boolean }} place
 */
export function fitted(chart, { width, dark, print = false }) {
  const { data, layout } = structuredClone({ data: chart.data, layout: chart.layout });
  for (const [path, colour] of dark ? chart.dark : []) {
    const last = path.length - 1;
    path.slice(0, last).reduce(
      (at, key) => at[key],
      /** @type {Attributes} */ ({ data, layout }),
    )[path[last]] = colour;
  }
  // Plotly keeps what the reader zoomed into while this stays the same.
  layout.uirevision = true;
  const isMap = data.some(({ type }) => type === "heatmap");
  if (isMap && layout.width > width) {
    layout.height *= width / layout.width;
    layout.width = width;
  }
  layout.width ??= width;
  if (print && layout.height > PAPER.height) layout.height = PAPER.height;
  if (width >= NARROW) return { data, layout };
  if (isMap) layout.height = Math.min(layout.height, 1.25 * width);
  for (const trace of data) {
    if (trace.colorbar) trace.colorbar = { ...trace.colorbar, thickness: 8, xpad: 4 };
    // Room for the texts beside the bars.
    if (trace.orientation === "h" && trace.text) layout.xaxis.range = [0, 1.25 * layout.xaxis.range[1]];
  }
  return { data, layout };
}

/**
 * Draws each chart in its place, and again as the place's width or the colours of the page change, and for paper.
 *
 * @param {{ config: Attributes, library?: string }} options Plotly's configuration; Plotly itself, packed, unless the
 *   page has loaded it.
 */
export async function drawFigures({ config, library }) {
  try {
    if (library !== undefined) {
      const script = document.createElement("script");
      script.textContent = await unpacked(library);
      document.head.append(script);
    }
    const { Plotly } = /** @type {any} */ (globalThis);
    const places = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".figure")]);
    /** @type {Map<Element, Chart>} */
    const charts = new Map();
    for (const place of places) {
      charts.set(place, JSON.parse(await unpacked(place.querySelector("script")?.textContent ?? "")));
    }
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    /** @type {Map<Element, number>} */
    const widths = new Map();
    let print = false;
    /** @param {HTMLElement} place */
    const draw = (place) => {
      const chart = /** @type {Chart} */ (charts.get(place));
      const width = print ? PAPER.width : place.clientWidth;
      // In a section that is folded there is nothing to draw on yet.
      if (width === 0) return;
      widths.set(place, width);
      const { data, layout } = fitted(chart, { width, dark: scheme.matches && !print, print });
      if (!place.classList.contains("js-plotly-plot")) place.replaceChildren();
      Plotly.react(place, data, layout, config);
      // A chart of fixed width that is too wide is drawn smaller as a whole.
      const scale = Math.min(1, width / layout.width);
      place.style.minHeight = "";
      place.style.height = scale < 1 ? `${Math.ceil(scale * layout.height)}px` : "";
      const drawn = /** @type {HTMLElement} */ (place.firstElementChild);
      drawn.style.transformOrigin = "0 0";
      drawn.style.transform = scale < 1 ? `scale(${scale})` : "";
    };
    const drawAll = () => places.forEach(draw);
    scheme.addEventListener("change", drawAll);
    addEventListener("beforeprint", () => {
      print = true;
      drawAll();
    });
    addEventListener("afterprint", () => {
      print = false;
      drawAll();
    });
    for (const place of places) {
      draw(place);
      // The reader sees the first charts, and can scroll, while the others are drawn.
      await new Promise((resolve) => setTimeout(resolve));
    }
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let waiting;
    const changes = new ResizeObserver(() => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        if (print) return;
        for (const place of places) if (place.clientWidth !== widths.get(place)) draw(place);
      }, 100);
    });
    for (const place of places) changes.observe(place);
  } catch (error) {
    withoutCharts(String(error));
  }
}

/**
 * Shows what the page has for readers without scripts, and says why.
 *
 * @param {string} reason
 */
function withoutCharts(reason) {
  for (const place of document.querySelectorAll("noscript")) place.outerHTML = place.textContent ?? "";
  const note = document.createElement("p");
  note.textContent = "DecompressionStream" in globalThis
    ? `The charts of this page could not be drawn: ${reason}.`
    : "This browser is too old for the charts of this page (it lacks DecompressionStream): " +
      "Chromium 80, Firefox 113, Safari 16.4 and later have it.";
  document.querySelector("main")?.prepend(note);
}
