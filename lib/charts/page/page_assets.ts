import { CHART_CONFIG } from "../figures/config.ts";

/** The look of pages with charts, on a screen and on paper. */
export const STYLE = `
body { margin: 0; color: #222; background: #fff; font: 16px/1.5 system-ui, "Segoe UI", Verdana, Arial, sans-serif; }
main { max-width: 1100px; margin: 0 auto; padding: 1rem 1rem 3rem; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0.5rem 0; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin: 2.2rem 0 0.5rem; padding-bottom: 0.2rem; border-bottom: 1px solid #ddd; }
p { max-width: 70ch; margin: 0.5rem 0; overflow-wrap: anywhere; }
.contents { font-size: 0.9rem; }
.contents summary { font-weight: bold; }
.contents ol { margin: 0.3rem 0; padding-left: 0; list-style: none; }
@media (min-width: 1000px) {
  body { display: grid; grid-template-columns: auto minmax(0, 1fr); }
  main { grid-column: 2; }
  .contents { position: sticky; top: 0; max-height: 100vh; width: 14rem; padding: 1.2rem 0 0 1rem; overflow-y: auto; box-sizing: border-box; }
}
.subtitle { color: #555; }
table { border-collapse: collapse; font-size: 0.9rem; font-variant-numeric: tabular-nums; }
th, td { padding: 0.2rem 0.8rem 0.2rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid #eee; }
thead th { border-bottom: 1px solid #888; }
.number { text-align: right; }
.facts { margin: 1rem 0; }
.facts th { font-weight: normal; color: #555; white-space: nowrap; }
.facts td { overflow-wrap: anywhere; }
pre.command { padding: 0.5rem 0.8rem; background: #f4f4f4; white-space: pre-wrap; overflow-wrap: anywhere; user-select: all; }
.scroll, .figure { overflow-x: auto; }
.static svg { max-width: 100%; height: auto; }
figure { margin: 0; }
.images { display: flex; gap: 0.8rem; padding: 0.35rem 0; border-bottom: 1px solid #eee; break-inside: avoid; }
.images > figcaption { flex: 0 0 8rem; align-self: center; font-size: 0.9rem; overflow-wrap: anywhere; }
.images > div { display: flex; flex-wrap: wrap; gap: 0.4rem; }
.images img { display: block; margin: 0 auto; border: 1px solid #ddd; }
.images figure figcaption { font-size: 0.7rem; line-height: 1.3; text-align: center; color: #555; }
@media (max-width: 600px) { .images > figcaption { flex-basis: 5rem; } }
@media print {
  .contents { display: none; }
  main { max-width: none; padding: 0; }
  h2 { break-after: avoid; }
  .figure, tr { break-inside: avoid; }
  .modebar { display: none; }
}
`;

/** Script that draws each chart in its place, and again in the width of the paper before printing. */
export const DRAW_FIGURES = `
const places = [...document.querySelectorAll(".figure")];
for (const place of places) {
  const { data, layout } = JSON.parse(place.querySelector("script").textContent);
  place.replaceChildren();
  Plotly.newPlot(place, data, layout, ${JSON.stringify(CHART_CONFIG)});
}
const PAPER_PIXELS = 680;
const wide = places.filter((place) => place.layout.width === undefined);
addEventListener("beforeprint", () => wide.forEach((place) => Plotly.relayout(place, { width: PAPER_PIXELS })));
addEventListener("afterprint", () => wide.forEach((place) => Plotly.relayout(place, { width: null, autosize: true })));
`;
