import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import type { Page } from "playwright-core";
import { ROOT } from "../../lab/environment.ts";
import type { Cell, Notebook } from "../../lab/notebook.ts";
import { browserTest } from "./chromium.ts";
import { type Lab, withLab, withLabTask } from "./lab_server.ts";

const FOLDER = join(ROOT, "notebooks");
/** Copies are opened, so that JupyterLab cannot change what is stored; inside the repository for its deno.json. */
const COPIES = join(ROOT, "runs", "browser");
const NOTEBOOKS = Array.from(Deno.readDirSync(FOLDER), ({ name }) => name).filter((name) =>
  name.endsWith(".ipynb")
)
  .sort();
const PLOTLY = "application/vnd.plotly.v1+json";

interface StoredChart {
  readonly data: readonly unknown[];
}

function chartsOf({ outputs = [] }: Cell): StoredChart[] {
  return outputs.flatMap(({ data }) => data?.[PLOTLY] ? [data[PLOTLY] as unknown as StoredChart] : []);
}

async function copyOf(name: string): Promise<Notebook> {
  await Deno.mkdir(COPIES, { recursive: true });
  const text = await Deno.readTextFile(join(FOLDER, name));
  await Deno.writeTextFile(join(COPIES, name), text);
  return JSON.parse(text);
}

async function opened(page: Page, lab: Lab, name: string): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 1000 });
  await page.goto(lab.address(name));
  await page.locator(".jp-Notebook .jp-CodeCell").first().waitFor({ timeout: 60_000 });
  // A server that is ended while a kernel starts would leave that kernel behind.
  await page.getByText("Deno | Idle").waitFor({ timeout: 60_000 });
}

browserTest(
  "JupyterLab with Plotly's renderer: a cell run in the kernel leaves a live chart",
  async (browser) => {
    const notebooks = new Map<string, Notebook>();
    for (const name of NOTEBOOKS) notebooks.set(name, await copyOf(name));
    await withLab({ folder: COPIES, renderer: true }, async (lab) => {
      for (const [name, { cells }] of notebooks) {
        const page = await browser.newPage();
        await opened(page, lab, name);
        const at = cells.findIndex((cell) => chartsOf(cell).length > 0);
        await page.locator(".jp-RenderedPlotly img").first().waitFor({ timeout: 30_000 });
        assertEquals(await tooWide(page), [], `${name}: images wider than their cell`);
        await page.locator(".jp-Notebook .jp-Cell").nth(at).locator(".jp-InputArea").click();
        await menu(page, "Edit", "Clear Cell Output");
        const output = page.locator(".jp-Notebook .jp-Cell").nth(at).locator(".jp-OutputArea-output");
        assertEquals(await output.count(), 0, `${name}: the stored output is still there`);
        await menu(page, "Run", "Run All Above Selected Cell");
        await menu(page, "Run", "Run Selected Cell and Do not Advance");
        const chart = page.locator(".jp-Notebook .jp-Cell").nth(at).locator(
          ".jp-RenderedPlotly, .js-plotly-plot",
        ).first();
        await chart.waitFor({ timeout: 120_000 });
        await chart.hover();
        const plot = page.locator(".jp-Notebook .jp-Cell").nth(at).locator(".js-plotly-plot").first();
        await plot.waitFor({ timeout: 30_000 });
        const traces = await plot.evaluate((element) => (element as unknown as StoredChart).data.length);
        assertEquals(traces, chartsOf(cells[at])[0].data.length, `${name}: traces of the first chart`);
        await page.screenshot({ path: join(COPIES, `${name}.live.png`) });
        await page.close();
      }
    });
  },
);

browserTest("JupyterLab without the renderer: every chart shows its image", async (browser) => {
  await withLab({ folder: COPIES, renderer: false }, async (lab) => {
    for (const name of NOTEBOOKS) {
      const { cells } = await copyOf(name);
      const page = await browser.newPage();
      await page.route(/^https:/, (route) => route.abort());
      await opened(page, lab, name);
      const charts = cells.flatMap(chartsOf);
      const images = page.locator(".jp-OutputArea-output img");
      await images.nth(charts.length - 1).waitFor({ timeout: 30_000 });
      const widths = await images.evaluateAll((all) =>
        all.map((one) => (one as HTMLImageElement).naturalWidth)
      );
      assertEquals(widths.length, charts.length, `${name}: images`);
      assert(widths.every((width) => width > 200), `${name}: images are ${widths} pixels wide`);
      assertEquals(
        await page.locator(".js-plotly-plot, .jp-RenderedPlotly").count(),
        0,
        `${name}: is the renderer off?`,
      );
      assertEquals(await tooWide(page), [], `${name}: images wider than their cell`);
      await images.first().scrollIntoViewIfNeeded();
      await page.screenshot({ path: join(COPIES, `${name}.static.png`) });
      await page.close();
    }
  });
});

const OWN = join(ROOT, "my-notebooks");

/** The repository's files that git sees as changed or new. */
async function changedFiles(): Promise<string> {
  const { stdout } = await new Deno.Command("git", { args: ["status", "--porcelain"], cwd: ROOT }).output();
  return new TextDecoder().decode(stdout);
}

browserTest("deno task lab: notebooks opened, run and saved leave git as it was", async (browser) => {
  const before = await changedFiles();
  try {
    await withLabTask(async (lab) => {
      for (const name of NOTEBOOKS) {
        const page = await browser.newPage();
        await opened(page, lab, `my-notebooks/${name}`);
        await page.locator(".jp-Notebook .jp-CodeCell .jp-InputArea").first().click();
        await menu(page, "Run", "Run Selected Cell and Do not Advance");
        await menu(page, "File", "Save Notebook");
        // Jupyter stores its own form of the file: the first sign that it was saved.
        while (await Deno.readTextFile(join(OWN, name)) === await Deno.readTextFile(join(FOLDER, name))) {
          await page.waitForTimeout(100);
        }
        await page.close();
      }
    });
    assertEquals(await changedFiles(), before);
  } finally {
    await Deno.remove(OWN, { recursive: true });
  }
}, { unless: OWN });

/** How many pixels images stick out of their outputs, each that does. */
async function tooWide(page: Page): Promise<number[]> {
  return await page.locator(".jp-OutputArea-output img").evaluateAll((images) =>
    images.map((image) => {
      const output = image.closest(".jp-OutputArea-output")!;
      return image.getBoundingClientRect().right - output.getBoundingClientRect().right;
    }).filter((beyond) => beyond > 0)
  );
}

async function menu(page: Page, title: string, item: string): Promise<void> {
  await page.locator(".lm-MenuBar-item", { hasText: title }).first().click();
  await page.locator(".lm-Menu-item", { hasText: item }).first().click();
}
