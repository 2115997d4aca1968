import { type Cell, type Notebook, textOf } from "./notebook.ts";

/** The forms a chart has, so that something is seen wherever the notebook is read. */
export const CHART_FORMS = [
  "application/vnd.plotly.v1+json",
  "text/html",
  "image/png",
  "text/plain",
] as const;

/** Most bytes of a notebook with its outputs. */
export const MOST_BYTES = 1_500_000;

/** Most characters of a line of code: as many fit the page of a notebook, and GitHub's view of one, without scrolling. */
export const LONGEST_LINE = 88;

/**
 * What is wrong with an executed notebook. No line of code may be longer than the page is wide. Every code cell must
 * have put something out, except one tagged `silent`, which must not; a call of show(), follow() or showTable() must
 * have left an output, a chart in all its forms; nothing may be an error.
 */
export function problemsOf(notebook: Notebook): string[] {
  return notebook.cells.flatMap((cell, index) =>
    cell.cell_type === "code"
      ? cellProblems(cell).map((problem) => `cell ${index + 1} (${cell.id}): ${problem}`)
      : []
  );
}

function cellProblems(cell: Cell): string[] {
  const long = textOf(cell.source).split("\n").find(({ length }) => length > LONGEST_LINE);
  if (long !== undefined) return [`has a line of more than ${LONGEST_LINE} characters: ${long.trim()}`];
  const outputs = cell.outputs ?? [];
  const error = outputs.find(({ output_type }) => output_type === "error");
  if (error) return [`${error.ename}: ${error.evalue}`];
  const warning = outputs.find(({ name }) => name === "stderr");
  if (warning) return [`wrote to stderr: ${textOf(warning.text).slice(0, 200)}`];
  const silent = cell.metadata.tags?.includes("silent") ?? false;
  if (silent) return outputs.length > 0 ? ["is tagged silent, and put something out"] : [];
  if (outputs.length === 0) return ["put nothing out"];
  const code = withoutComments(textOf(cell.source));
  const expected = count(code, /\bawait (show|follow|showTable)\(/g);
  const displays = outputs.filter(({ output_type }) => output_type === "display_data");
  const looped = /\b(for|while)\b|\bfunction\b|=>\s*\{/.test(code);
  if (!looped && displays.length !== expected) {
    return [`calls show(), follow() or showTable() ${expected} times, and has ${displays.length} displays`];
  }
  return displays.flatMap(({ data = {} }, i) => {
    const isChart = "image/png" in data || CHART_FORMS[0] in data;
    const missing = isChart ? CHART_FORMS.filter((form) => !(form in data)) : [];
    return missing.length > 0 ? [`display ${i + 1} lacks ${missing.join(", ")}`] : [];
  });
}

function withoutComments(code: string): string {
  return code.replace(/\/\/.*$/gm, "").replace(/\/\*[^]*?\*\//g, "");
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** What must not be stored: too many bytes, or a place of the machine it was made on. */
export function storageProblems(text: string, places: readonly string[]): string[] {
  const bytes = new TextEncoder().encode(text).length;
  return [
    ...(bytes > MOST_BYTES ? [`is ${bytes} bytes long, at most ${MOST_BYTES} are kept`] : []),
    ...places.filter((place) => text.includes(place)).map((place) =>
      `names a place of this machine: ${place}`
    ),
  ];
}
