import { type DataTable, dataTable, textTable } from "../data_table.ts";
import { drawnOutput } from "./drawn_output.ts";
import type { Figure } from "../figures/figure.ts";
import { putOutput } from "./notebook_output.ts";
import type { ImageSize } from "../static/static.ts";

/**
 * Shows a figure under the running cell of a notebook: live where the notebook can draw Plotly, as an image
 * elsewhere.
 *
 * @throws {Error} outside of a notebook.
 */
export async function show(figure: Figure, size?: ImageSize): Promise<void> {
  await putOutput(await drawnOutput(figure, size));
}

/**
 * Shows a table under the running cell of a notebook.
 *
 * @throws {Error} outside of a notebook.
 */
export async function showTable(table: DataTable): Promise<void> {
  await putOutput({ data: { "text/html": dataTable(table).text, "text/plain": textTable(table) } });
}
