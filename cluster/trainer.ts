/**
 * The trainer of a node: one question on stdin, one answer on stdout. A ClientApp starts it for each round.
 * @module
 */
import { projectCommand, readFlags } from "../commands/shared/project_command.ts";
import { wholeNumber } from "../commands/shared/whole_number.ts";
import { createPool } from "../lib/engine/mod.ts";
import { type Frame, readFrame, writeFrame } from "./frame.ts";
import type { NodeData } from "./own_images.ts";
import { trainHere } from "./train_here.ts";

function nodeData(args: string[]): NodeData {
  const command = projectCommand("trainer")
    .requiredOption("--data <SOURCE>")
    .option("--sample <N>", "", wholeNumber("--sample", 1));
  return readFlags(command, args).opts<NodeData>();
}

/** Ends the trainer when whoever asked is gone: nobody would read the answer. */
async function endWithTheAsker(): Promise<never> {
  const byte = new Uint8Array(1);
  while (await Deno.stdin.read(byte) !== null) { /* nothing more is expected */ }
  Deno.exit(3);
}

/** An answer in any case: the server's log is where somebody looks. */
async function answer(): Promise<Frame> {
  try {
    const request = await readFrame(Deno.stdin);
    endWithTheAsker();
    // A worker trains, so that this thread sees when the asker goes.
    return await trainHere(request, nodeData(Deno.args), createPool(1));
  } catch (error) {
    const { name, message } = error as Error;
    return { header: { op: "error", spec: [], message: `${name}: ${message}` }, body: new Float32Array() };
  }
}

await writeFrame(Deno.stdout, await answer());
Deno.exit(0);
