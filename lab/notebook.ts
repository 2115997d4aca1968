/** A notebook file: https://nbformat.readthedocs.io, version 4. */
export interface Notebook {
  cells: Cell[];
  metadata: Record<string, unknown>;
  nbformat: number;
  nbformat_minor: number;
}

/** A cell of prose or code. */
export interface Cell {
  readonly id: string;
  readonly cell_type: "markdown" | "code" | "raw";
  readonly metadata: { readonly tags?: readonly string[] };
  source: string | string[];
  outputs?: Output[];
  execution_count?: number | null;
}

/** What a code cell put out. */
export interface Output {
  readonly output_type: "stream" | "display_data" | "execute_result" | "error";
  /** By MIME type. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** Of a stream. */
  readonly text?: string | string[];
  /** Of a stream: stdout or stderr. */
  readonly name?: string;
  /** Of an error. */
  readonly ename?: string;
  readonly evalue?: string;
}

/** Text that a notebook may have as lines. */
export function textOf(text: unknown): string {
  return Array.isArray(text) ? text.join("") : String(text ?? "");
}
