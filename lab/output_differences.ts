import { type Cell, type Notebook, type Output, textOf } from "./notebook.ts";

/** Tag of a cell that puts measured seconds out: its outputs are compared in kind, whatever their numbers. */
export const WALL_CLOCK = "wall-clock";

/**
 * Where the outputs of a fresh run differ from the stored ones, a line for each output: its cell, its MIME type and
 * the first difference. Cells tagged `wall-clock` may differ in their numbers, and in pictures of them.
 *
 * @param stored The notebook with the outputs it is stored with.
 * @param fresh The same cells as they were just executed.
 */
export function outputDifferences(stored: Notebook, fresh: Notebook): string[] {
  return stored.cells.flatMap((cell, i) => {
    if (cell.cell_type !== "code") return [];
    const inKind = cell.metadata.tags?.includes(WALL_CLOCK) ?? false;
    return cellDifferences(cell, fresh.cells[i], inKind)
      .map((found) => `cell ${i + 1} (${cell.id}): ${found}`);
  });
}

function cellDifferences(stored: Cell, fresh: Cell, inKind: boolean): string[] {
  const [before, now] = [forms(stored), forms(fresh)];
  if (before.length !== now.length) return [`stored ${before.length} outputs, now ${now.length}`];
  return before.flatMap((output, i) => {
    const found = outputDifference(output, now[i], inKind);
    return found === undefined ? [] : [`output ${i + 1}, ${found}`];
  });
}

/** An output's forms by MIME type, the most readable first; a stream's only form has the stream's name. */
type Forms = ReadonlyMap<string, unknown>;

const READABLE = ["text/plain", "application/vnd.plotly.v1+json", "text/html"];

/** A cell's outputs; what was printed in a row is one output, however many messages brought it. */
function forms({ outputs = [] }: Cell): Forms[] {
  const joined: Output[] = [];
  for (const output of outputs) {
    const last = joined.at(-1);
    const goesOn = last?.output_type === "stream" && output.output_type === "stream" &&
      last.name === output.name;
    if (goesOn) joined[joined.length - 1] = { ...last, text: textOf(last.text) + textOf(output.text) };
    else joined.push(output);
  }
  return joined.map(({ output_type, name, text, data = {}, ename, evalue }) => {
    if (output_type === "stream") return new Map([[name!, text]]);
    if (output_type === "error") return new Map([["error", `${ename}: ${evalue}`]]);
    const types = new Set([...READABLE, ...Object.keys(data).sort()].filter((type) => type in data));
    return new Map(Array.from(types, (type) => [type, data[type]]));
  });
}

function outputDifference(stored: Forms, fresh: Forms, inKind: boolean): string | undefined {
  const [before, now] = [stored, fresh].map((forms) => [...forms.keys()].join(", "));
  if (before !== now) return `stored ${before}, now ${now}`;
  for (const [mime, value] of stored) {
    const found = formDifference(mime, value, fresh.get(mime), inKind);
    if (found) return `${mime}: ${found}`;
  }
}

function formDifference(mime: string, stored: unknown, fresh: unknown, inKind: boolean): string | undefined {
  if (mime.endsWith("json")) return valueDifference("", stored, fresh, inKind);
  if (mime.startsWith("image/")) {
    if (inKind) return undefined;
    const [before, now] = [stored, fresh].map((image) => textOf(image).replace(/\s/g, ""));
    const bytes = (base64: string) => Uint8Array.fromBase64(base64).length;
    return before === now ? undefined : `another image, of ${bytes(now)} bytes, stored ${bytes(before)}`;
  }
  const [before, now] = [stored, fresh].map((text) => comparable(textOf(text), inKind));
  return difference(before, now, JSON.stringify);
}

/** Two values of JSON: the path to where they first differ, and both sides of it. */
function valueDifference(path: string, stored: unknown, fresh: unknown, inKind: boolean): string | undefined {
  if (isTree(stored) && isTree(fresh) && Array.isArray(stored) === Array.isArray(fresh)) {
    for (const key of new Set([...Object.keys(stored), ...Object.keys(fresh)])) {
      const found = valueDifference(`${path}/${key}`, stored[key], fresh[key], inKind);
      if (found) return found;
    }
    return undefined;
  }
  const [before, now] = [stored, fresh].map((value) =>
    comparable(JSON.stringify(value) ?? "nothing", inKind)
  );
  const found = difference(before, now, (json) => json);
  return found && `${path}: ${found}`;
}

function isTree(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** How many charts the kernel had drawn before this one: with follow(), as many as there was time for. */
const CHART_NUMBER = /(?<=\bchart-[0-9a-z]+-)\d+/g;

/** A number and the spaces that align it in a table, in words for any number. */
const NUMBER = /\s*-?\d+(\.\d+)?(e[-+]?\d+)?\s*/g;

function comparable(text: string, inKind: boolean): string {
  const same = text.replace(CHART_NUMBER, "N");
  if (!inKind) return same;
  return same.replace(/\bchart-[0-9a-z]+-N/g, "chart").replace(/(?<=base64,)[\w+/=]+/g, "…").replace(
    NUMBER,
    "#",
  );
}

const AROUND = 30;

/** Two texts from shortly before they differ to shortly after, as `shown` writes them. */
function difference(stored: string, fresh: string, shown: (text: string) => string): string | undefined {
  if (stored === fresh) return undefined;
  let at = 0;
  while (stored[at] === fresh[at]) at++;
  const excerpt = (text: string) => {
    const [from, to] = [Math.max(0, at - AROUND), Math.min(text.length, at + AROUND)];
    return shown(`${from > 0 ? "…" : ""}${text.slice(from, to)}${to < text.length ? "…" : ""}`);
  };
  return `stored ${excerpt(stored)}, now ${excerpt(fresh)}`;
}
