import process from "node:process";

// A package that happy-dom loads reads environment variables. It finds none, and asks for no permission.
const { env } = process;
Object.defineProperty(process, "env", { value: {}, configurable: true });
const { Window } = await import("happy-dom");
Object.defineProperty(process, "env", { value: env, configurable: true });

/** A page without a browser: HTML as it reads it. */
export { Window };
