import { join } from "@std/path";
import { openRenderer, reportPage } from "../../../charts/mod.ts";
import { writeWholeText } from "../../../files/mod.ts";
import type { ExperimentConfig } from "../../settings/config.ts";
import type { Material } from "../../run/material.ts";
import { methodsOf, type Run } from "../../run/run.ts";
import type { Summary } from "../summary.ts";
import { clientsSection } from "./clients_section.ts";
import { costSections } from "./cost_sections.ts";
import { accuracyCurves, accuracySection, lossSections } from "./curve_sections.ts";
import { facts } from "./facts.ts";
import { figuresSection } from "./figures_section.ts";
import { mistakesSections } from "./mistakes_sections.ts";
import { personalSections } from "./personal_sections.ts";
import { settingsSection } from "./settings_section.ts";

/**
 * Writes report.html, one page that needs nothing else, and curves.svg.
 *
 * @param command The command line that gives the same results again; left out where there is none.
 * @param ceilings What the results may be compared with, in sentences.
 */
export async function writeReport(
  folder: string,
  config: ExperimentConfig,
  material: Material,
  runs: readonly Run[],
  summary: Summary,
  command?: string,
  ceilings: readonly string[] = [],
): Promise<void> {
  using renderer = openRenderer();
  const staticSvg = await renderer.svg(accuracyCurves(config, runs));
  writeWholeText(join(folder, "curves.svg"), staticSvg);
  const page = await reportPage({
    title: `FedInk: ${config.experiment}${config.experiment === "central" ? "" : `, ${config.strategy}`}`,
    facts: facts(config, material, summary, ceilings),
    command,
    staticSvg,
    sections: [
      accuracySection(config, runs),
      figuresSection(config, runs, summary),
      ...personalSections(config, summary),
      ...lossSections(config, runs),
      ...methodsOf(config).flatMap((method) => {
        const run = runs.find((one) => one.method === method && one.rounds.length > 0);
        const detail = summary.methods.find((one) => one.method === method)?.detail;
        const of = methodsOf(config).length > 1 ? `, ${method}` : "";
        return [...clientsSection(config, material, run, of), ...mistakesSections(run, detail, of)];
      }),
      ...costSections(config, runs),
      settingsSection(config),
    ],
  });
  writeWholeText(join(folder, "report.html"), page);
}
