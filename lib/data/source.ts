import { UserError } from "../errors/mod.ts";
import type { Dataset } from "./dataset.ts";

/** What a source may be told; each ignores what does not concern it. */
export interface LoadOptions {
  /** A file or folder: the PATH of `NAME:PATH`. */
  readonly path?: string;
  /** Seeds whatever the source draws. */
  readonly seed: number;
  /** How many images a generating source makes; other sources load all they have. */
  readonly count?: number;
  /** Line width in pixels, of images of 45 × 45, where strokes are drawn. */
  readonly penWidth?: number;
  /** Images for the network of a reader of expressions, with its classes; without it plain ones of the 82 labels. */
  readonly reader?: ReaderImages;
}

/** How images for a reader are made. */
export interface ReaderImages {
  /** Distorted images of each symbol that is trained on, beside the one that shows it as it was written. */
  readonly copies: number;
  /** Whether a second channel shows each symbol amid what is around it; then there are pieces of symbols too. */
  readonly surroundings: boolean;
}

/** Something left out while loading, counted. */
export interface Skip {
  /** Why, as a rule: "no label among the 82", "unreadable image". */
  readonly reason: string;
  /** How many. */
  readonly count: number;
  /** Up to five examples: file names, or labels. */
  readonly examples: readonly string[];
}

/** A loaded data set, with what its reader should be told. */
export interface Loaded {
  /** The images. */
  readonly dataset: Dataset;
  /** What was left out; never in silence. */
  readonly skips: readonly Skip[];
  /** What was found out and decided, in plain sentences ("dark ink on white: inverted"). */
  readonly notes: readonly string[];
}

/** A place images come from. */
export interface Source {
  /** The NAME of `--data NAME[:PATH]`. */
  readonly name: string;
  /** One line for `data list`. */
  readonly summary: string;
  /** Who may use the images, and for what. */
  readonly licence: string;
  /** Whether it needs a PATH, may have one, or takes none. */
  readonly path: "required" | "none";
  /** Which of these two options its images depend on; pictures in files are as they are. */
  readonly heeds: readonly ("seed" | "penWidth")[];
  /**
   * What its prepared data depends on, as text: equal text, equal data set. For files a digest of what they
   * are (names, sizes, contents); for generators their version and options.
   */
  fingerprint(options: LoadOptions): Promise<string>;
  /** Loads or makes the images. Throws `DataError` where there is nothing usable. */
  load(options: LoadOptions): Promise<Loaded>;
}

/** A data source cannot give what was asked; the message names the file and the rule. */
export class DataError extends UserError {
  /** Always "DataError". */
  override readonly name = "DataError";
}
