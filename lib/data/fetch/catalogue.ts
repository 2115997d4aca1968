/** A data set with a public address. */
export interface CatalogueEntry {
  /** Its name for `data fetch`. */
  readonly name: string;
  /** What it is, in one line. */
  readonly title: string;
  /** Its terms, shown before anything is fetched. */
  readonly licence: string;
  /** The page that describes it and states its terms. */
  readonly page: string;
  /** The file, if it can be downloaded without an account. */
  readonly download?: {
    /** Its address. */
    readonly url: string;
    /** Its name in the folder of downloads. */
    readonly file: string;
    /** Its SHA-256 in hexadecimal, if known for certain; else that of the first download counts. */
    readonly sha256?: string;
  };
  /** The NAME of `--data NAME:PATH` that reads it. */
  readonly source: string;
}

/** Data sets with a public address. The project contains none of them; each belongs to its makers. */
export const CATALOGUE: readonly CatalogueEntry[] = [
  {
    name: "crohme",
    title: "CROHME 2023 package, which holds the InkML of all earlier years (1.8 GB)",
    licence: "CC BY-NC-SA 3.0: research and other non-commercial use",
    page: "https://zenodo.org/records/8428035",
    download: { url: "https://zenodo.org/records/8428035/files/CROHME23.zip", file: "CROHME23.zip" },
    source: "crohme",
  },
  {
    name: "bhmsds",
    title: "Basic Handwritten Math Symbols Dataset: 27,000 images of 18 symbols (11 MB)",
    licence: "MIT",
    page: "https://github.com/wblachowski/bhmsds",
    download: { url: "https://github.com/wblachowski/bhmsds/archive/HEAD.zip", file: "bhmsds.zip" },
    source: "folder",
  },
  {
    name: "crohme-2014",
    title: "CROHME 2011 to 2014, the packages of the TC-11 data set pages",
    licence: "research only",
    page: "https://tc11.cvc.uab.es/datasets/CROHME-2014_2",
    source: "crohme",
  },
  {
    name: "kaggle",
    title: "xainano/handwrittenmathsymbols: 375,974 images of the 82 symbols, drawn from CROHME",
    licence: "as stated on its page; the ink is CROHME's, research only",
    page: "https://www.kaggle.com/datasets/xainano/handwrittenmathsymbols",
    source: "folder",
  },
];
