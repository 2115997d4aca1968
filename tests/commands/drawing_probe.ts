import { onlyDrawingsInto } from "../../commands/predict/drawing_writer.ts";

/** What can be written in and beside a folder of drawings, as JSON: run with the permissions of `predict`. */
const [folder] = Deno.args;
using drawings = await onlyDrawingsInto([`${folder}/in`]);

const failure = (error: Error) => error.name === "Error" ? error.message : error.name;
const png = new Uint8Array(50);
const own = await Deno.writeTextFile(`${folder}/in/own.txt`, "x").then(() => "written", failure);
const inside = await drawings.write(`${folder}/in/a.png`, png).catch(failure);
const outside = await drawings.write(`${folder}/b.png`, png).catch(failure);
console.log(JSON.stringify({ own, inside, outside }));
