import { type Cell, type Notebook, textOf } from "./notebook.ts";

/** The notebook as it is stored: nothing in it but what the next run makes again. */
export function notebookText({ cells, metadata, ...format }: Notebook): string {
  const { kernelspec } = metadata;
  let executions = 0;
  const kept = cells.map((cell): Cell => {
    const { id, cell_type, metadata: { tags }, source, outputs } = cell;
    const common = { id, cell_type, metadata: tags ? { tags } : {}, source };
    if (cell_type !== "code") return common;
    const execution_count = ++executions;
    const again = outputs?.map((output) =>
      output.output_type === "execute_result" ? { ...output, execution_count } : output
    );
    return { ...common, execution_count, outputs: again };
  });
  return JSON.stringify(
    { cells: kept, metadata: { kernelspec, language_info: { name: "typescript" } }, ...format },
    null,
    1,
  ) + "\n";
}

const QUICK = /^const QUICK = true;/m;

/**
 * The notebook with its whole runs in place of the quick ones.
 *
 * @throws {TypeError} where no cell has the line `const QUICK = true;`.
 */
export function withFullSettings(notebook: Notebook): Notebook {
  const isSettings = (cell: Cell) => cell.cell_type === "code" && QUICK.test(textOf(cell.source));
  if (!notebook.cells.some(isSettings)) {
    throw new TypeError("a notebook needs a settings cell with the line: const QUICK = true;");
  }
  const full = (cell: Cell) => ({
    ...cell,
    source: textOf(cell.source).replace(QUICK, "const QUICK = false;"),
  });
  return { ...notebook, cells: notebook.cells.map((cell) => isSettings(cell) ? full(cell) : cell) };
}

/** The image of the cell tagged `answer`: the figure on top of the notebook. */
export function answerPicture({ cells }: Notebook): Uint8Array | undefined {
  const cell = cells.find(({ metadata }) => metadata.tags?.includes("answer"));
  const image = cell?.outputs?.map(({ data }) => data?.["image/png"]).findLast((png) => png !== undefined);
  return image === undefined ? undefined : Uint8Array.fromBase64(textOf(image).replace(/\s/g, ""));
}
