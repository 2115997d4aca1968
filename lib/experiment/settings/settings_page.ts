import { initialText, type SettingText } from "./flags.ts";
import { GROUPS } from "./setting.ts";
import { SETTINGS } from "./table.ts";

const HEAD = `# Settings

Every setting of an experiment: its key in \`config.json\`, in a file of \`--config\` and in a sweep's, and its flag of
\`deno task experiment\`. Flags override the file, the file overrides the defaults. A setting that would change
nothing in a run is refused, with the reason. \`deno task experiment\` also lists experiments, networks, strategies,
codecs and attacks.
`;

/** docs/settings.md, made of a table of settings: a table for each group. */
export function settingsPage(settings: Readonly<Record<string, SettingText>> = SETTINGS): string {
  const sections = GROUPS.map((group) => {
    const rows = Object.entries(settings).filter(([, row]) => row.group === group).map(([key, row]) => {
      const { flag, rule, help } = row;
      const written = flag === undefined
        ? "the argument"
        : `\`--${flag}${rule.value === undefined ? "" : ` <${rule.value}>`}\``;
      const initial = flag === undefined ? "" : initialText(row);
      return `| ${
        [`\`${key}\``, written, help, initial].map((cell) => cell.replaceAll("|", "\\|")).join(" | ")
      } |`;
    });
    return `\n## ${group}\n\n| key | flag | what it sets | default |\n| --- | --- | --- | --- |\n${
      rows.join("\n")
    }\n`;
  });
  return HEAD + sections.join("");
}
