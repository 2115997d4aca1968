/**
 * The part of `jsr:@std/path` that this project uses, over `node:path` and `node:url`, for machines that
 * do not reach JSR. Deleting `links` from deno.json uses JSR's own.
 * @module
 */
import * as path from "node:path";
import * as url from "node:url";

/** Joins path segments and normalises the result. */
export const join: (...segments: string[]) => string = path.join;
/** The last part of a path, without `suffix` where it ends so. */
export const basename: (path: string, suffix?: string) => string = path.basename;
/** The folder part of a path. */
export const dirname: (path: string) => string = path.dirname;
/** The extension with its dot, or an empty string. */
export const extname: (path: string) => string = path.extname;
/** An absolute path from segments. */
export const resolve: (...segments: string[]) => string = path.resolve;
/** The way from one path to another. */
export const relative: (from: string, to: string) => string = path.relative;
/** The path of a file URL. */
export const fromFileUrl: (fileUrl: string | URL) => string = url.fileURLToPath;
/** The file URL of a path. */
export const toFileUrl = (path: string): URL => new URL(url.pathToFileURL(path).href);
