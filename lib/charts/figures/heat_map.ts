import type { PlotlyObject } from "./figure.ts";
import { FONT_SIZE } from "./theme.ts";

/** Ticks of a colour bar over counts: 1, 3, 10, 30, … up to the greatest. */
function countTicks(most: number): number[] {
  const ticks: number[] = [];
  for (let decade = 1; decade <= most; decade *= 10) {
    ticks.push(decade, ...(3 * decade <= most ? [3 * decade] : []));
  }
  return ticks;
}

/** Colours cells by the logarithm of their counts, so that 3 and 300 are both visible; cells of 0 stay empty. */
export function logColour(counts: readonly ArrayLike<number>[], unit: string): PlotlyObject {
  const { least, most, colorbar } = logScale(counts, unit);
  return {
    z: counts.map((row) => Array.from(row, (count) => count > 0 ? Math.log10(count) : null)),
    customdata: counts.map((row) => Array.from(row)),
    zmin: least,
    zmax: most,
    hoverongaps: false,
    colorbar,
  };
}

/** The range of the logarithms of counts, 1 to the greatest (10 at least), and its colour bar. */
export function logScale(counts: readonly ArrayLike<number>[], unit: string) {
  const most = Math.max(1, ...counts.map((row) => Math.max(...Array.from(row))));
  const ticks = countTicks(most).map((tick) => [Math.log10(tick), `${tick}`] as const);
  return { least: 0, most: Math.max(1, Math.log10(most)), colorbar: colourBar(unit, ticks) };
}

/** Pale lines behind the cells, which help the eye to follow a row or column. */
export const GUIDES: PlotlyObject = { showgrid: true, gridcolor: "#EFEFEF", mirror: true };

/** A thin colour bar with ticks, each a colour value and its text. */
export function colourBar(title: string, ticks: readonly (readonly [number, string])[]): PlotlyObject {
  return {
    // The empty line keeps the title off a tick at the very top.
    title: { text: `${title}<br>&nbsp;`, side: "top", font: { size: FONT_SIZE.small } },
    thickness: 12,
    tickvals: ticks.map(([value]) => value),
    ticktext: ticks.map(([, text]) => text),
    tickfont: { size: FONT_SIZE.small },
    outlinewidth: 0,
  };
}
