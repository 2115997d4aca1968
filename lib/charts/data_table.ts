import { type Html, join, markup } from "./html.ts";

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
  const lines = [columns, ...rows].map((row) => row.map(String));
  const widths = columns.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  return lines.map((line) => line.map((cell, i) => cell.padEnd(widths[i])).join("  ").trimEnd()).join("\n");
}
