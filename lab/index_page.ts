import { pngDataUrl } from "../lib/charts/figures/png.ts";
import { type Html, join, markup } from "../lib/charts/html.ts";
import { chartPage } from "../lib/charts/page/page.ts";
import LOOK from "./index_page.css" with { type: "text" };
import { type Notebook, textOf } from "./notebook.ts";
import { answerPicture } from "./stored.ts";

/**
 * The page that leads to the pages of all notebooks, each with its picture and its question.
 *
 * @param notebooks The executed notebooks by name, such as "03_fedavg", in the order in which they are read.
 * @throws {TypeError} A notebook does not begin with a title and a question in bold.
 */
export async function indexPage(notebooks: ReadonlyMap<string, Notebook>): Promise<string> {
  const entries = Array.from(notebooks, ([name, notebook]) => entry(name, notebook));
  const body = markup`<h1>FedInk: notebooks on federated learning</h1>
<p>Ten people each hold some handwriting that may not leave their machines; together they train one network that
reads 82 mathematical symbols. The notebooks go in this order from the data to a whole expression read from a
photograph. Each starts with a question and the chart that answers it. Their pages hold everything that the
notebooks put out, with live charts.</p>
${join(entries)}
<h2>Running them</h2>
<p>In a copy of the project, <code>deno task lab</code> opens the notebooks in JupyterLab. Change one setting, run
the cells again, and see the curve move. The <a href="../../README.md">README</a> says how to run them in your own
Jupyter or in VS Code, and what else the project does.</p>`;
  return await chartPage({ title: "FedInk: notebooks", body, style: LOOK });
}

function entry(name: string, notebook: Notebook): Html {
  const { title, question } = beginningOf(name, notebook);
  const picture = answerPicture(notebook);
  const page = `${name}.html`;
  // The title beside it is the picture's name, so that the same link is not read out twice.
  return markup`<section class="notebook">
<a href="${page}" class="answer" tabindex="-1" aria-hidden="true">${
    picture && markup`<img class="picture" src="${pngDataUrl(picture)}" alt="">`
  }</a>
<div><h2><a href="${page}">${title}</a></h2>
<p>${question}</p>
<p class="subtitle">As a file: <a href="../../notebooks/${name}.ipynb">${name}.ipynb</a></p></div>
</section>
`;
}

/** What a notebook's first cell begins with: its title, and its question in bold. */
function beginningOf(name: string, { cells: [first] }: Notebook): { title: string; question: string } {
  const [, title, question] = /^# (.+)\n+\*\*([^]+?)\*\*/.exec(textOf(first?.source)) ?? [];
  if (question === undefined) throw new TypeError(`${name} must begin with a title and a question in bold`);
  return { title, question: question.replace(/\s+/g, " ") };
}
