/**
 * What a user is told when something cannot be done: the class of such errors, names nearly right, and the operating system's refusals in words.
 * @module
 */
export { UserError } from "./user_error.ts";
export { UsageError } from "./usage_error.ts";
export { misnamed, type NamedRow, nearest, noSuch } from "./names.ts";
export { inWords, reasonOf, systemError } from "./system_error.ts";
