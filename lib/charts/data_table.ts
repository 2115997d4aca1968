import { type Html, join, markup } from "./html.ts";
import { visible } from "./visible.ts";

/** A table. A column of nothing but numbers, "14.0 %" among them, is set flush right. */
export interface DataTable {
  /** Heads of the columns. */
  readonly columns: readonly string[];
  /** One value a column. */
  readonly rows: readonly (readonly (string | number)[])[];
}

const NUMBER = /^(-?[\d.,]+( ?%)?)?$/;

/** The table as a piece of a page. */
export function dataTable({ columns, rows }: DataTable): Html {
  const flush = columns.map((_, column) =>
    rows.every((row) => NUMBER.test(`${row[column]}`)) ? "number" : ""
  );
  const heads = columns.map((name, column) => markup`<th scope="col" class="${flush[column]}">${name}</th>`);
  const cells = (row: readonly (string | number)[]) =>
    join(row.map((value, column) => markup`<td class="${flush[column]}">${value}</td>`));
  return markup`<div class="scroll"><table><thead><tr>${join(heads)}</tr></thead><tbody>
${join(rows.map((row) => markup`<tr>${cells(row)}</tr>\n`))}</tbody></table></div>`;
}

/** The table as plain text, its columns under each other. */
export function textTable({ columns, rows }: DataTable): string {
  const lines = [columns, ...rows].map((row) => row.map((cell) => visible(`${cell}`)));
  const widths = columns.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  return lines.map((line) => line.map((cell, i) => cell.padEnd(widths[i])).join("  ").trimEnd()).join("\n");
}

/** The table as Markdown; whatever its texts hold, it stands there as it is. */
export function markdownTable({ columns, rows }: DataTable): string {
  const line = (cells: readonly (string | number)[]) =>
    `| ${cells.map((cell) => markdownText(`${cell}`)).join(" | ")} |`;
  return [line(columns), `|${" --- |".repeat(columns.length)}`, ...rows.map(line)].join("\n") + "\n";
}

/** A text for a line of Markdown, in which it is no markup. */
export function markdownText(text: string): string {
  return visible(text).replace(/[\\`*_[\]<>|~&]/g, (character) => `\\${character}`);
}

/** A text as code in a line of Markdown, between more backticks than it has in a row. */
export function markdownCode(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence} ${visible(text)} ${fence}`;
}

/**
 * The table as comma-separated values, a line a row. A spreadsheet takes a text that begins with =, +, - or @ for a
 * formula, in quotes too: such a text gets an apostrophe before it, as spreadsheets have it; numbers stay numbers.
 */
export function csvTable({ columns, rows }: DataTable): string {
  return [columns, ...rows].map((cells) => cells.map(csvCell).join(",") + "\n").join("");
}

const FORMULA = /^\s*[=+\-@＝＋－＠]/, PLAIN_NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

function csvCell(cell: string | number): string {
  const text = visible(`${cell}`);
  if (typeof cell === "number" || PLAIN_NUMBER.test(text)) return text;
  if (FORMULA.test(text)) return quoted(`'${text}`);
  // Where a comma marks decimals, spreadsheets part cells at semicolons.
  return /[",;]/.test(text) ? quoted(text) : text;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
