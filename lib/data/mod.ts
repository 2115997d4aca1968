/**
 * Where images come from: sources behind one registry, the data set they make, its splits and repeats.
 * @module
 */
export * from "./light.ts";
export * from "./portable.ts";
export { CATALOGUE, type CatalogueEntry } from "./fetch/catalogue.ts";
export { catalogueEntry, type Fetched, type FetchOptions, fetchSource } from "./fetch/fetch.ts";
export {
  drawExpression,
  type Drawing,
  type DrawnExpression,
  type DrawnSymbol,
  type Expression,
  type InkSymbol,
  type LoadedExpressions,
  loadExpressions,
} from "./crohme/mod.ts";
