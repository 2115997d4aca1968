import { OFFICIAL } from "../dataset.ts";

/** Folder names of the CROHME packages that do not contain the name of their set. */
const FOLDERS: readonly (readonly [RegExp, string])[] = [
  [/^TrainINKML(_2013)?$/i, "2013train"],
  [/^TestINKMLGT(_2013)?$/i, "2013test"],
  [/^TestEM2014GT(_INKMLs)?$/i, "2014test"],
  [/^CROHME_training$/i, "2011train"],
  [/^CROHME_testGT$/i, "2011test"],
  [/^trainData$/i, "2012train"],
  [/^testDataGT$/i, "2012test"],
];

/** The parts of the 2013 training set, each a folder in it. */
const PARTS: ReadonlySet<string> = new Set([
  "expressmatch",
  "extension",
  "hamex",
  "kaist",
  "mathbrush",
  "mfrdb",
]);

/**
 * The set of an InkML file, by the folders it lies in: "2013train-kaist" for `TrainINKML/KAIST/…`; also by names that
 * contain year and part (`CROHME2016_test`, `Train_2014`). If no folder is known, the name of the nearest one; "inkml" if
 * there is none.
 */
export function setOfPath(path: string): string {
  const folders = path.split("/").slice(0, -1).map((folder) =>
    folder.replace(/\.(zip|tar|tar\.gz|tgz|rar)$/i, "")
  );
  let part = "";
  for (const folder of folders.toReversed()) {
    if (PARTS.has(folder.toLowerCase())) part = `-${folder.toLowerCase()}`;
    const known = FOLDERS.find(([pattern]) => pattern.test(folder))?.[1] ?? yearAndPart(folder);
    if (known) return known + part;
  }
  return folders.at(-1) ?? "inkml";
}

function yearAndPart(folder: string): string | undefined {
  const year = /20(1[1-9]|2\d)/.exec(folder)?.[0];
  const part = /train|test|val/i.exec(folder)?.[0].toLowerCase();
  return year && part && year + part;
}

/**
 * The part of a set in the official split. Training: the sets of 2011 to 2013 (their test sets were published as training
 * data of the next year) and the training set of 2014, which is that of 2013. Test: the test set of 2014. All others are
 * in neither.
 */
export function officialPart(set: string): number {
  if (/^201[1-3](train|test)|^2014train/.test(set)) return OFFICIAL.train;
  return /^2014test/.test(set) ? OFFICIAL.test : OFFICIAL.neither;
}

/** What an InkML file says about its writer. */
export interface WriterClues {
  /** The set of the file. */
  readonly set: string;
  /** The file's name without its ending. */
  readonly id: string;
  /** Its annotation "writer". */
  readonly writer?: string;
  /** Its annotation "copyright". */
  readonly copyright?: string;
}

/**
 * The writer's name, with the place where the ink was collected as prefix: the writers of KAIST and HAMEX wrote in
 * several sets and keep one name in all of them; elsewhere equal names in two sets may mean different people. MathBrush
 * files name the recording session, in the file name, in place of the writer. Null if the writer is unknown.
 */
export function writerName({ set, id, writer = "", copyright = "" }: WriterClues): string | null {
  const name = writer.trim();
  if (set.endsWith("-mathbrush")) return `mathbrush/${id.replace(/-\d+$/, "")}`;
  if (name === "" || /^unknown$/i.test(name)) return null;
  if (/^(depart|ciel)\d+$/i.test(name)) return `hamex/${name.toLowerCase()}`;
  if (/kaist/i.test(copyright)) return `kaist/${name}`;
  return `${/^2013train-(.+)$/.exec(set)?.[1] ?? set}/${name}`;
}
