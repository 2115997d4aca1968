import { LABEL_INDEX, LABELS, symbolLabel, SYMBOLS } from "../../symbols/mod.ts";

/** Common folder names for signs that cannot, or usually do not, stand in a file name. */
const ALIASES: ReadonlyMap<string, string> = new Map(
  SYMBOLS.flatMap(({ folders, folded }) => folders.map((folder) => [folder, folded!] as const)),
);

/**
 * The label among the 82 that a folder name means, or null: a label, one of CROHME's names, or a common
 * alias.
 */
export function folderLabel(name: string): string | null {
  return LABEL_INDEX.has(name) ? name : symbolLabel(name) ?? ALIASES.get(name.toLowerCase()) ?? null;
}

/** The classes of the files of a tree. */
export interface FolderClasses {
  /** The class names. */
  readonly classes: readonly string[];
  /** A sentence for the user if the classes are not the 82 labels, or do not come from folder names. */
  readonly note?: string;
  /** The text that should be a file's label: the name of its folder, or the beginning of its own name. */
  nameOf(path: string): string;
  /** The class index of a file; undefined if it belongs to no class. */
  classOf(path: string): number | undefined;
}

/**
 * The classes of a tree of images. Usually they are the 82 labels, and the label of a file is the nearest folder above it
 * whose name is a label. If all files lie in one folder that is no label, but are named after labels
 * (`slash-1484.png`), the names decide. If more than half of the folders that hold images are no labels, the classes are
 * the names of the folders, sorted.
 */
export function folderClasses(paths: readonly string[]): FolderClasses {
  const folders = new Set(paths.map((path) => path.slice(0, Math.max(0, path.lastIndexOf("/")))));
  const labelled = [...folders].filter((folder) => nearestLabel(folder) !== null).length;
  if (2 * labelled >= folders.size) {
    return {
      classes: LABELS,
      nameOf: parentOf,
      classOf: (path) => LABEL_INDEX.get(nearestLabel(path.slice(0, path.lastIndexOf("/"))) ?? ""),
    };
  }
  if (folders.size === 1) {
    const classOf = (path: string) => LABEL_INDEX.get(folderLabel(beginningOf(path)) ?? "");
    if (2 * paths.filter((path) => classOf(path) !== undefined).length >= paths.length) {
      const note = "all images lie in one folder: the beginnings of their names are the labels";
      return { classes: LABELS, note, nameOf: beginningOf, classOf };
    }
  }
  return ownClasses(paths, `${folders.size - labelled} of ${folders.size}`);
}

function ownClasses(paths: readonly string[], unknown: string): FolderClasses {
  const classes = [...new Set(paths.map(parentOf))].filter((name) => name !== NO_FOLDER).sort();
  const index = new Map(classes.map((name, i) => [name, i]));
  const shown = classes.slice(0, 8).join(", ") + (classes.length > 8 ? ", …" : "");
  return {
    classes,
    note:
      `${unknown} folders are none of the 82 labels: the folder names are the classes (${classes.length}: ${shown})`,
    nameOf: parentOf,
    classOf: (path) => index.get(parentOf(path)),
  };
}

const NO_FOLDER = "(no folder)";

function parentOf(path: string): string {
  return path.split("/").at(-2) ?? NO_FOLDER;
}

/** "slash" of `symbols/slash-1484.png`: the name before its number. */
function beginningOf(path: string): string {
  return /([^/]+)[-_]\d+\.\w+$/.exec(path)?.[1] ?? path;
}

function nearestLabel(folder: string): string | null {
  return folder.split("/").reduceRight<string | null>((found, name) => found ?? folderLabel(name), null);
}
