import { OFFICIAL } from "../dataset.ts";

/** Folder names of the CROHME packages that do not say their set themselves. */
const FOLDERS: readonly (readonly [RegExp, string])[] = [
  [/^TrainINKML(_2013)?$/i, "2013train"],
  [/^TestINKMLGT(_2013)?$/i, "2013test"],
  [/^TestEM2014GT(_INKMLs)?$/i, "2014test"],
  [/^CROHME_training$/i, "2011train"],
  [/^CROHME_testGT$/i, "2011test"],
  [/^trainData$/i, "2012train"],
  [/^testDataGT$/i, "2012test"],
];

/** The parts the 2013 training set was put together from, each a folder in it. */
const PARTS: ReadonlySet<string> = new Set([
  "expressmatch",
  "extension",
  "hamex",
  "kaist",
  "mathbrush",
  "mfrdb",
]);

/**
 * The set of an InkML file, from the folders it lies in: "2013train-kaist" for `TrainINKML/KAIST/…`,
 * "2014test", also from names that say year and part (`CROHME2016_test`, `Train_2014`). Where no folder is
 * known, the name of the nearest one; "inkml" where there is none.
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
 * Where a set stands in the official split: the sets of 2011 to 2013 train (their test sets were given out as
 * training data of the next year), as does the training set of 2014, which is that of 2013; the test set of
 * 2014 tests; all else is in neither.
 */
export function officialPart(set: string): number {
  if (/^201[1-3](train|test)|^2014train/.test(set)) return OFFICIAL.train;
  return /^2014test/.test(set) ? OFFICIAL.test : OFFICIAL.neither;
}

/** What an InkML file says of its writer. */
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
 * The writer's name, told apart by where the ink was collected: KAIST's and HAMEX's writers wrote in several
 * sets and keep one name in all of them; elsewhere equal names in two sets say nothing. MathBrush files name
 * no writer but, in the file name, the recording session. Null where nothing says who wrote.
 */
export function writerName({ set, id, writer = "", copyright = "" }: WriterClues): string | null {
  const name = writer.trim();
  if (set.endsWith("-mathbrush")) return `mathbrush/${id.replace(/-\d+$/, "")}`;
  if (name === "" || /^unknown$/i.test(name)) return null;
  if (/^(depart|ciel)\d+$/i.test(name)) return `hamex/${name.toLowerCase()}`;
  if (/kaist/i.test(copyright)) return `kaist/${name}`;
  return `${/^2013train-(.+)$/.exec(set)?.[1] ?? set}/${name}`;
}
