import { assertEquals } from "@std/assert";
import type { Browser } from "playwright-core";
import { bundle } from "../bundle.ts";
import { browserTest } from "./chromium.ts";
import { onOneThread } from "./federated_run.ts";

/** Headers that isolate a page from other origins: without them it has no shared memory. */
const ISOLATED = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

/** The text that a script, bundled together with the run as `run`, gives in a page that is served with these headers. */
async function inPage(browser: Browser, script: string, headers: Record<string, string>): Promise<string> {
  const files: Record<string, [type: string, body: string]> = {
    "/": ["text/html", "<!doctype html>"],
    "/run.js": ["text/javascript", await bundle('export * from "tests/browser/federated_run.ts";')],
    "/worker.js": ["text/javascript", await bundle('import "lib/engine/worker.ts";')],
  };
  const page = await browser.newPage();
  await page.route("**/*", (route) => {
    const [contentType, body] = files[new URL(route.request().url()).pathname] ?? ["text/plain", ""];
    return route.fulfill({ contentType, body, headers });
  });
  await page.goto("http://localhost/");
  const result = await page.evaluate(`import("/run.js").then((run) => ${script})`);
  await page.close();
  return result as string;
}

const TWO_WORKERS = 'run.onTwoWorkers(() => new Worker("/worker.js", { type: "module" }))';

browserTest(
  "a federated run in a page gives Deno's bytes: on one thread, on workers, with shared memory or without",
  async (browser) => {
    const expected = await onOneThread();
    assertEquals(await inPage(browser, "run.onOneThread()", {}) === expected, true, "on one thread");
    assertEquals(
      await inPage(browser, TWO_WORKERS, {}) === expected,
      true,
      "on two workers without shared memory",
    );
    assertEquals(
      await inPage(browser, TWO_WORKERS, ISOLATED) === expected,
      true,
      "on two workers with shared memory",
    );
    assertEquals(
      await inPage(browser, "String([crossOriginIsolated, !!globalThis.SharedArrayBuffer])", ISOLATED),
      "true,true",
    );
    assertEquals(
      await inPage(browser, "String([crossOriginIsolated, !!globalThis.SharedArrayBuffer])", {}),
      "false,false",
    );
  },
);
