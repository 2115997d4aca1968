import { type Html, join, markup } from "./html.ts";
import { visible } from "./visible.ts";

/** A table. A column that holds only numbers or percentages ("14.0 %") is aligned to the right. */
export interface DataTable {
  /** Headings of the columns. */
  readonly columns: readonly string[];
  /** One value for each column. */
  readonly rows: readonly (readonly (string | number)[])[];
}

const NUMBER = /^(-?[\d.,]+( ?%)?)?$/;

/**
 * The table as HTML. In a table of more than three columns each cell says which it is in, for pages that are too narrow
 * for them.
 */
export function dataTable({ columns, rows }: DataTable): Html {
  const flush = columns.map((_, column) =>
    rows.every((row) => NUMBER.test(`${row[column]}`)) ? "number" : ""
  );
  const heads = columns.map((name, column) => markup`<th scope="col" class="${flush[column]}">${name}</th>`);
  const isWide = columns.length > 3;
  const cells = (row: readonly (string | number)[]) =>
    join(
      row.map((value, column) =>
        markup`<td class="${flush[column]}"${
          isWide ? markup` data-column="${columns[column]}"` : undefined
        }>${value}</td>`
      ),
    );
  const look = isWide ? columns.length > 6 ? "rows wide" : "rows" : "";
  return markup`<table class="${look}"><thead><tr>${join(heads)}</tr></thead><tbody>
${join(rows.map((row) => markup`<tr>${cells(row)}</tr>\n`))}</tbody></table>`;
}

/** The table as plain text, its columns aligned with spaces. */
export function textTable({ columns, rows }: DataTable): string {
  const lines = [columns, ...rows].map((row) => row.map((cell) => visible(`${cell}`)));
  const widths = columns.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  return lines.map((line) => line.map((cell, i) => cell.padEnd(widths[i])).join("  ").trimEnd()).join("\n");
}

/** The table as Markdown; its texts are escaped, so that none of their characters act as markup. */
export function markdownTable({ columns, rows }: DataTable): string {
  const line = (cells: readonly (string | number)[]) =>
    `| ${cells.map((cell) => markdownText(`${cell}`)).join(" | ")} |`;
  return [line(columns), `|${" --- |".repeat(columns.length)}`, ...rows.map(line)].join("\n") + "\n";
}

/** A text escaped for a line of Markdown, so that none of its characters act as markup. */
export function markdownText(text: string): string {
  return visible(text).replace(/[\\`*_[\]<>|~&]/g, (character) => `\\${character}`);
}

/** A text as code in a line of Markdown, between more backticks than it holds in a row. */
export function markdownCode(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence} ${visible(text)} ${fence}`;
}

/**
 * The table as comma-separated values, one line for each row. A spreadsheet takes a text that begins with =, +, - or @
 * for a formula, even in quotes: an apostrophe is put before such a text, as is usual in spreadsheets. Numbers stay
 * numbers.
 */
export function csvTable({ columns, rows }: DataTable): string {
  return [columns, ...rows].map((cells) => cells.map(csvCell).join(",") + "\n").join("");
}

const FORMULA = /^\s*[=+\-@＝＋－＠]/, PLAIN_NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

function csvCell(cell: string | number): string {
  const text = visible(`${cell}`);
  if (typeof cell === "number" || PLAIN_NUMBER.test(text)) return text;
  if (FORMULA.test(text)) return quoted(`'${text}`);
  // In countries with a decimal comma, spreadsheets split cells at semicolons.
  return /[",;]/.test(text) ? quoted(text) : text;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
