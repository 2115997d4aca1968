import { assert, assertEquals } from "@std/assert";
import { join, toFileUrl } from "@std/path";
import type { Browser, Page } from "playwright-core";
import { ROOT } from "../../lab/environment.ts";
import { reportPage } from "../../lib/charts/mod.ts";
import { writeReport } from "../../lib/experiment/results/report/write_report.ts";
import { EXAMPLES } from "../charts/examples.ts";
import { contrast } from "../charts/contrast.ts";
import { largeReport } from "../experiment/large_runs.ts";
import { browserTest } from "./chromium.ts";

const FOLDER = join(ROOT, "runs", "browser");
const DARK_PAPER = "rgb(23, 23, 23)", WHITE = "rgb(255, 255, 255)";

/** The addresses of a report of three methods, a page like a sweep's, and the page of a notebook. */
async function pages(): Promise<[name: string, address: string][]> {
  await Deno.mkdir(FOLDER, { recursive: true });
  await writeReport(FOLDER, largeReport());
  const columns = Array.from({ length: 17 }, (_, i) => `Accuracy number ${i + 1}, %`);
  const rows = Array.from(
    { length: 20 },
    (_, r) => columns.map((_, c) => c ? `${r}.5 ± ${c}` : `SCAFFOLD + CCVR ${r}`),
  );
  const sweep = await reportPage({
    title: "FedInk: sweep",
    subtitle: "about",
    sections: [
      { heading: "In figures", table: { columns, rows } },
      ...Object.entries(EXAMPLES).map(([heading, figure]) => ({ heading, figure })),
    ],
  });
  await Deno.writeTextFile(join(FOLDER, "sweep.html"), sweep);
  return [["report", "report.html"], ["sweep", "sweep.html"], [
    "notebook",
    "../../docs/notebooks/04_cures.html",
  ]].map((
    [name, path],
  ) => [name, toFileUrl(join(FOLDER, path)).href]);
}

/** The page at this address, once all its charts are drawn. */
async function drawn(
  browser: Browser,
  address: string,
  width: number,
  colorScheme: "light" | "dark",
): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  await page.goto(address);
  await page.waitForFunction(
    () => Array.from(document.querySelectorAll(".figure")).every((place) => place.querySelector(".main-svg")),
    undefined,
    { timeout: 120_000 },
  );
  return page;
}

/** The colours of the paper: the page's, and the charts'. */
function papers(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const charts = Array.from(document.querySelectorAll<SVGElement>(".figure .main-svg:first-child"));
    return [
      ...new Set([
        getComputedStyle(document.body).backgroundColor,
        ...charts.map((one) => one.style.background),
      ]),
    ];
  });
}

/** The text and paper colours of every text of the page outside its charts, each pair once, as `#rrggbb`. */
async function textColours(page: Page): Promise<[text: string, paper: string][]> {
  const pairs = await page.evaluate(() => {
    const found = new Set<string>();
    for (const element of document.querySelectorAll("body *:not(script, svg *)")) {
      const own = Array.from(element.childNodes).some((node) =>
        node.nodeType === 3 && node.textContent?.trim()
      );
      if (!own || !(element as HTMLElement).checkVisibility()) continue;
      let at: Element | null = element;
      const paper = () => getComputedStyle(at!).backgroundColor;
      while (at && paper() === "rgba(0, 0, 0, 0)") at = at.parentElement;
      if (at) found.add(JSON.stringify([getComputedStyle(element).color, paper()]));
    }
    return [...found];
  });
  const hex = (rgb: string) =>
    "#" + rgb.match(/\d+/g)!.slice(0, 3).map((value) => Number(value).toString(16).padStart(2, "0")).join("");
  return pairs.map((pair) => JSON.parse(pair).map(hex));
}

browserTest(
  "pages on a narrow screen: nothing is to be scrolled sideways, contents lead to sections",
  async (browser) => {
    for (const [name, address] of await pages()) {
      const page = await drawn(browser, address, 400, "light");
      assertEquals(await page.evaluate(() => document.documentElement.scrollWidth), 400, name);
      const cut = await page.evaluate(() =>
        Array.from(document.querySelectorAll<HTMLElement>("main *:not(svg, svg *)"))
          .filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 0.5)
          .map((one) => `${one.tagName} ${one.className}`)
      );
      assertEquals(cut, [], name);
      assertEquals(await page.locator(".contents ol").isVisible(), false, `${name}: contents are folded`);
      await page.locator(".contents summary").click();
      const link = page.locator(".contents a").last();
      const target = page.locator(`[id="${(await link.getAttribute("href"))!.slice(1)}"]`);
      await link.click();
      assertEquals(await page.locator(".contents ol").isVisible(), false, `${name}: contents fold again`);
      const { y } = (await target.boundingBox())!;
      assert(y > 0 && y < 900, `${name}: the last section is at ${y}`);
      assertEquals(await page.locator(".contents summary").isVisible(), true);
      assertEquals((await page.locator(".contents").boundingBox())!.y, 0, "the contents stay at the top");
      await page.close();
    }
  },
);

browserTest(
  "pages in the dark: paper and charts are dark, texts are readable, on both kinds of paper",
  async (browser) => {
    for (const [name, address] of await pages()) {
      const page = await drawn(browser, address, 1400, "dark");
      assertEquals(await papers(page), [DARK_PAPER], name);
      for (const scheme of ["dark", "light"] as const) {
        await page.emulateMedia({ colorScheme: scheme });
        await page.waitForTimeout(1000);
        for (const [text, paper] of await textColours(page)) {
          assert(contrast(text, paper) >= 4.5, `${name}, ${scheme}: ${text} on ${paper}`);
        }
      }
      assertEquals(await papers(page), [WHITE], `${name}: the colours change while the page is open`);
      await page.close();
    }
  },
);

browserTest("pages on paper are light and whole, whatever the screen", async (browser) => {
  for (const [name, address] of await pages()) {
    const page = await drawn(browser, address, 1400, "dark");
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    assertEquals(await papers(page), [WHITE], name);
    assertEquals(await page.locator(".contents").isVisible(), false, name);
    const sizes = await page.evaluate(() =>
      Array.from(document.querySelectorAll(".figure"), (place) => {
        const { width, height } = place.querySelector(".main-svg")!.getBoundingClientRect();
        return [width, height];
      })
    );
    assert(sizes.every(([width, height]) => width <= 680 && height <= 820), `${name}: ${sizes}`);
    await page.close();
  }
});

browserTest("a long table keeps its head in sight", async (browser) => {
  const table = { columns: ["a", "b"], rows: Array.from({ length: 100 }, (_, i) => [i, i * i]) };
  await Deno.mkdir(FOLDER, { recursive: true });
  const path = join(FOLDER, "table.html");
  await Deno.writeTextFile(path, await reportPage({ title: "t", sections: [{ heading: "h", table }] }));
  for (const [width, top] of [[1400, 0], [400, 36.8]]) {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    await page.goto(toFileUrl(path).href);
    await page.evaluate(() => scrollTo(0, 1500));
    const { y } = (await page.locator("thead th").first().boundingBox())!;
    assert(Math.abs(y - top) < 1, `at ${width} pixels the head is at ${y}`);
    await page.close();
  }
});

browserTest("a browser that cannot unpack says so, and shows the picture", async (browser) => {
  const [[, address]] = await pages();
  const page = await browser.newPage();
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, "DecompressionStream"));
  await page.goto(address);
  await page.getByText("This browser is too old for the charts of this page").waitFor();
  assertEquals(await page.locator(".static svg").isVisible(), true);
  await page.close();
});
