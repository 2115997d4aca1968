import { UserError } from "../errors/mod.ts";
import type { Dataset } from "./dataset.ts";
import type { Helpers } from "./helpers/share_out.ts";

/** Options for loading plain images; a source ignores those that do not concern it. */
export interface LoadOptions {
  /** A file or folder: the PATH of `NAME:PATH`. */
  readonly path?: string;
  /** Seed of everything that the source draws at random. */
  readonly seed: number;
  /** Number of images that a generating source makes; other sources load all they have. */
  readonly count?: number;
  /** Line width of drawn strokes, in pixels of a 45 × 45 image; by default the source's own. */
  readonly penWidth?: number;
}

/** How images for the network of a reader of expressions are made. */
export interface ReaderImages {
  /** Distorted images of each training symbol, beside the one that shows it as it was written. */
  readonly copies: number;
  /**
   * Whether a second channel shows each symbol together with the ink around it; pieces of symbols are then among the
   * images too, as `no_symbol`.
   */
  readonly surroundings: boolean;
}

/** Options for loading images for a reader of expressions; a source ignores those that do not concern it. */
export interface ReaderLoadOptions extends LoadOptions, ReaderImages {}

/** Something left out while loading, counted. */
export interface Skip {
  /** The reason, as a rule: "no label among the 82", "unreadable image". */
  readonly reason: string;
  /** Number of files or symbols left out for this reason. */
  readonly count: number;
  /** Up to five examples: file names, or labels. */
  readonly examples: readonly string[];
}

/** A loaded data set, with what the user should be told about it. */
export interface Loaded {
  /** The images. */
  readonly dataset: Dataset;
  /** Everything that was left out, by reason. */
  readonly skips: readonly Skip[];
  /** What was found out and decided, in plain sentences ("dark ink on white: inverted"). */
  readonly notes: readonly string[];
}

/** One kind of images that a source gives. */
export interface Loader<Options> {
  /**
   * Everything its prepared data depends on, as text: equal text means an equal data set. For files a digest of their
   * names, sizes and contents; for generators their version and options.
   */
  fingerprint(options: Options): Promise<string>;
  /**
   * Loads or makes the images.
   *
   * @param helpers Threads that may help; the images are the same without.
   * @throws {DataError} There is nothing usable.
   */
  load(options: Options, helpers?: Helpers): Promise<Loaded>;
}

/** Where images come from: its own loader gives plain images, one channel, mostly of the 82 labels. */
export interface Source extends Loader<LoadOptions> {
  /** The NAME of `--data NAME[:PATH]`. */
  readonly name: string;
  /** One line for `data list`. */
  readonly summary: string;
  /** Who may use the images, and for what. */
  readonly licence: string;
  /** Whether it needs a PATH or takes none. */
  readonly path: "required" | "none";
  /** The options of these two that change its images; a source of image files has none. */
  readonly heeds: readonly ("seed" | "penWidth")[];
  /** Loads images of a reader's classes, with one or two channels; absent where the source has none. */
  readonly forReader?: Loader<ReaderLoadOptions>;
}

/** A data source cannot give what was asked for; the message names the file and the rule. */
export class DataError extends UserError {
  /** Always "DataError". */
  override readonly name = "DataError";
}
