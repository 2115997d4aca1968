import { symbolLabel } from "../crohme/symbol_labels.ts";
import { LABEL_INDEX, LABELS } from "../labels.ts";

/** Folder names people write for signs that a file system or a habit forbids. */
const ALIASES: ReadonlyMap<string, string> = new Map(Object.entries({
  slash: "forward_slash",
  pipe: "ascii_124",
  vertical_bar: "ascii_124",
  comma: ",",
  plus: "+",
  minus: "-",
  equals: "=",
  equal: "=",
  exclamation: "!",
  factorial: "!",
  infinity: "infty",
  integral: "int",
  less_than: "lt",
  greater_than: "gt",
  not_equal: "neq",
  plus_minus: "pm",
  arrow: "rightarrow",
}));

/**
 * The label among the 82 that a folder name means, or null: a label, one of CROHME's names, or a common
 * alias.
 */
export function folderLabel(name: string): string | null {
  return LABEL_INDEX.has(name) ? name : symbolLabel(name) ?? ALIASES.get(name.toLowerCase()) ?? null;
}

/** How the folders of a tree map to classes. */
export interface FolderClasses {
  /** The class names. */
  readonly classes: readonly string[];
  /** One sentence for the reader where the classes are not the 82 labels. */
  readonly note?: string;
  /** The class index of a file, by its path; undefined where its folders are no class. */
  classOf(path: string): number | undefined;
}

/**
 * The classes of a tree of images: the 82 labels, each file belonging to the nearest folder above it that is
 * one; but where more than half of the folders that hold images are none, those folders' own names, sorted,
 * are the classes.
 */
export function folderClasses(paths: readonly string[]): FolderClasses {
  const parents = new Set(paths.map(parentOf).filter((name) => name !== undefined));
  const folders = new Set(paths.map((path) => path.slice(0, Math.max(0, path.lastIndexOf("/")))));
  const labelled = [...folders].filter((folder) => nearestLabel(folder.split("/")) !== null).length;
  if (2 * labelled >= folders.size) {
    return {
      classes: LABELS,
      classOf: (path) => LABEL_INDEX.get(nearestLabel(path.split("/").slice(0, -1)) ?? ""),
    };
  }
  const classes = [...parents].sort();
  const index = new Map(classes.map((name, i) => [name, i]));
  return {
    classes,
    note:
      `${
        folders.size - labelled
      } of ${folders.size} folders are none of the 82 labels: the folder names are the ` +
      `classes (${classes.length}: ${classes.slice(0, 8).join(", ")}${classes.length > 8 ? ", …" : ""})`,
    classOf: (path) => index.get(parentOf(path) ?? ""),
  };
}

function parentOf(path: string): string | undefined {
  return path.split("/").at(-2);
}

function nearestLabel(folders: readonly string[]): string | null {
  return folders.reduceRight<string | null>((found, folder) => found ?? folderLabel(folder), null);
}
