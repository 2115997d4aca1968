/**
 * Networks as data: tfjs's layers format, their layers and parameters, saving and loading. The bridge to tfjs
 * itself is `./tfjs.ts`, loaded only by those who want it.
 * @module
 */
export * from "./portable.ts";
export { loadModel, saveModel } from "./model_folder.ts";
