/** An output of a notebook cell, as in Jupyter's message `display_data`. */
export interface Output {
  /** All its forms by MIME type: JSON for `+json` types, base64 for images, else text. The richest is shown. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** Puts an output below the running cell, or replaces an earlier one with the same `displayId`. */
export type PutOutput = (output: Output, place?: Place) => Promise<void>;

/** One of a cell's outputs. */
export interface Place {
  /** The name by which it can be replaced later. */
  readonly displayId: string;
  /** Whether an output of that name is there already and is replaced. */
  readonly update: boolean;
}

/** Wait after each output: the kernel of Deno 2.9 may report a cell as finished before its last output is sent. */
const MILLISECONDS_TO_LEAVE = 30;

/** Puts an output below the running cell of a Jupyter notebook on Deno's kernel. */
export async function putOutput({ data }: Output, place?: Place): Promise<void> {
  await jupyter().broadcast(place?.update ? "update_display_data" : "display_data", {
    data,
    metadata: {},
    transient: place ? { display_id: place.displayId } : {},
  });
  await new Promise((resolve) => setTimeout(resolve, MILLISECONDS_TO_LEAVE));
}

/** The part of `Deno.jupyter` used here; its types exist only in a notebook. */
export interface Jupyter {
  /** Sends a message of Jupyter's protocol to the notebook. */
  broadcast(message: string, content: Readonly<Record<string, unknown>>): Promise<void>;
}

/**
 * The running notebook.
 *
 * @throws {Error} The program is not a notebook.
 */
export function jupyter(): Jupyter {
  try {
    return (Deno as unknown as { readonly jupyter: Jupyter }).jupyter;
  } catch {
    throw new Error(
      "show(), showTable() and follow() work in a Jupyter notebook only; elsewhere use toSvg(), toPng() or reportPage()",
    );
  }
}
