import { type Browser, chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** The path of an installed Chromium, found in the folders of PATH, or undefined. */
export function chromiumPath(): string | undefined {
  const folders = (Deno.env.get("PATH") ?? "").split(":");
  return folders.flatMap((folder) => NAMES.map((name) => `${folder}/${name}`)).find(isFile);
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

function isThere(path?: string): boolean {
  try {
    return path !== undefined && Deno.statSync(path) !== undefined;
  } catch {
    return false;
  }
}

/** A browser of its own, closed after `use`. */
export async function withBrowser(use: (browser: Browser) => Promise<void>): Promise<void> {
  // Chromium's sandbox doesn't start for root, as which containers run.
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ["--no-sandbox"] });
  try {
    await use(browser);
  } finally {
    await browser.close();
  }
}

/**
 * A test that is skipped, by name, where there is no Chromium.
 *
 * @param unless A file or folder that must not be there, as the test would change it.
 */
export function browserTest(
  name: string,
  run: (browser: Browser) => Promise<void>,
  { unless }: { readonly unless?: string } = {},
): void {
  const reason = chromiumPath() === undefined ? "needs Chromium" : isThere(unless) && `${unless} is there`;
  Deno.test({
    name: reason ? `${name} (skipped: ${reason})` : name,
    ignore: Boolean(reason),
    // Playwright keeps a timer of its own.
    sanitizeOps: false,
    sanitizeResources: false,
    fn: () => withBrowser(run),
  });
}
