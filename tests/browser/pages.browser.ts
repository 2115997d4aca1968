import { assert, assertEquals } from "@std/assert";
import { join, toFileUrl } from "@std/path";
import { ROOT } from "../../lab/environment.ts";
import { browserTest } from "./chromium.ts";

const FOLDER = join(ROOT, "docs", "notebooks");
const PAGES = Array.from(Deno.readDirSync(FOLDER), ({ name }) => name).filter((name) =>
  /^\d\d_.*\.html$/.test(name)
).sort();

/** Charts that the page has: as many as its notebook has outputs of Plotly. */
async function chartsIn(page: string): Promise<number> {
  const notebook = await Deno.readTextFile(join(ROOT, "notebooks", page.replace(/html$/, "ipynb")));
  return notebook.split('"application/vnd.plotly.v1+json"').length - 1;
}

browserTest("pages of the notebooks: offline, all charts are live", async (browser) => {
  for (const name of PAGES) {
    const page = await browser.newPage();
    await page.route(/^https?:/, (route) => route.abort());
    const errors: string[] = [];
    page.on("pageerror", ({ message }) => errors.push(message));
    await page.goto(toFileUrl(join(FOLDER, name)).href);
    const plots = page.locator(".js-plotly-plot");
    await plots.nth(await chartsIn(name) - 1).waitFor({ timeout: 60_000 });
    assertEquals(await plots.count(), await chartsIn(name), name);
    assertEquals(errors, [], name);
    await Deno.mkdir(join(ROOT, "runs", "browser"), { recursive: true });
    await page.screenshot({ path: join(ROOT, "runs", "browser", `${name}.png`), fullPage: true });
    await page.close();
  }
});

browserTest("pages of the notebooks: without scripts, all charts are images", async (browser) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  for (const name of PAGES) {
    const page = await context.newPage();
    await page.goto(toFileUrl(join(FOLDER, name)).href);
    const images = page.locator(".output img");
    assertEquals(await images.count(), await chartsIn(name), name);
    for (const image of await images.all()) assert(await image.isVisible(), name);
  }
});

browserTest("the index leads to each notebook's page; all its links and pictures hold", async (browser) => {
  const index = toFileUrl(join(FOLDER, "index.html")).href;
  const page = await browser.newPage();
  await page.goto(index);
  for (const width of [1400, 400]) {
    await page.setViewportSize({ width, height: 900 });
    const beyond = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
    assertEquals(beyond, 0, `${width} pixels: must be scrolled sideways`);
    await Deno.mkdir(join(ROOT, "runs", "browser"), { recursive: true });
    await page.screenshot({ path: join(ROOT, "runs", "browser", `index.${width}.png`), fullPage: true });
  }
  const widths = await page.locator("main img").evaluateAll((all) =>
    all.map((image) => (image as HTMLImageElement).naturalWidth)
  );
  assertEquals(widths.filter((width) => width > 200).length, PAGES.length);
  const links = await page.locator("a").evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href));
  for (const link of links) assert((await Deno.stat(new URL(link))).isFile, link);
  const titles = page.locator("h2 a");
  assertEquals(await titles.count(), PAGES.length);
  for (let i = 0; i < PAGES.length; i++) {
    const title = await titles.nth(i).textContent();
    await titles.nth(i).click();
    assertEquals(page.url(), index.replace("index.html", PAGES[i]));
    assertEquals(await page.locator("h1").first().textContent(), title);
    await page.goBack();
  }
});
