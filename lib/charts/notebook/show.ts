import { type DataTable, dataTable, textTable } from "../data_table.ts";
import { drawnOutput } from "./drawn_output.ts";
import type { Figure } from "../figures/figure.ts";
import { putOutput } from "./notebook_output.ts";
import type { ImageSize } from "../static/static.ts";

/**
 * Shows a figure below the running cell of a notebook: as a live chart if the notebook can draw Plotly, else as an
 * image.
 *
 * @throws {Error} The program is not a notebook.
 */
export async function show(figure: Figure, size?: ImageSize): Promise<void> {
  await putOutput(await drawnOutput(figure, size));
}

/**
 * Shows a table below the running cell of a notebook.
 *
 * @throws {Error} The program is not a notebook.
 */
export async function showTable(table: DataTable): Promise<void> {
  await putOutput({ data: { "text/html": dataTable(table).text, "text/plain": textTable(table) } });
}
