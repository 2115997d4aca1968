/**
 * CROHME handwriting, raw InkML or packed.
 * @module
 */
export { crohmeSource } from "./crohme.ts";
export { drawExpression, type Drawing, type DrawnExpression, type DrawnSymbol } from "./draw_expression.ts";
export type { Expression, InkSymbol } from "./expression.ts";
export { type LoadedExpressions, loadExpressions, readExpressions } from "./expressions.ts";
export { type InkmlContent, InkmlError, inkmlStrokes, parseInkml } from "./inkml.ts";
export { SkipList } from "../skip_list.ts";
