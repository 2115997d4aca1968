import { join } from "@std/path";
import { gzipSync, strToU8, zipSync } from "fflate";
import { encode as encodePng } from "fast-png";
import jpeg from "jpeg-js";
import { createTar } from "nanotar";
import { listFiles } from "../../lib/data/archive.ts";
import { InkmlError, parseInkml } from "../../lib/data/crohme/inkml.ts";
import { PackedError, parsePacked } from "../../lib/data/crohme/packed.ts";
import { inkDigest } from "../../lib/data/crohme/same_ink.ts";
import { decodeImage } from "../../lib/data/folder/mod.ts";
import { DataError, IMAGE_BYTES } from "../../lib/data/mod.ts";
import { rasterize } from "../../lib/data/raster.ts";
import type { Stroke } from "../../lib/data/stroke.ts";
import { checkedConfig } from "../../lib/experiment/checked_config.ts";
import { readCheckpoint } from "../../lib/experiment/checkpoint/checkpoint.ts";
import { CheckpointError, writeCheckpointFile } from "../../lib/experiment/checkpoint/checkpoint_file.ts";
import { decodePlainData, encodePlainData } from "../../lib/experiment/checkpoint/plain_data.ts";
import { completeConfig, parseCommandLine, readConfigFile, UsageError } from "../../lib/experiment/mod.ts";
import {
  layersOf,
  linearNetwork,
  loadModel,
  ModelError,
  parameterLayout,
  saveModel,
  TopologyError,
} from "../../lib/model/mod.ts";
import { rarOf } from "../../tests/data/rar_writer.ts";
import type { Target } from "./target.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

const INKML = `<?xml version="1.0" encoding="UTF-8"?>
<ink xmlns="http://www.w3.org/2003/InkML">
<traceFormat><channel name="X" type="decimal"/><channel name="Y" type="decimal"/></traceFormat>
<annotation type="writer">w1</annotation><annotation type="truth">$x &lt; 2$</annotation>
<annotationXML type="truth" encoding="Content-MathML"><math><mi xml:id="x_1">x</mi></math></annotationXML>
<trace id="0">1 2, 3 4, 5 -6</trace><trace id="1">10 20, 30.5 4e1</trace><trace id="2">7 7</trace>
<traceGroup xml:id="g"><annotation type="truth">Segmentation</annotation>
<traceGroup xml:id="a"><annotation type="truth">x</annotation><traceView traceDataRef="0"/><traceView traceDataRef="1"/></traceGroup>
<traceGroup xml:id="b"><annotation type="truth">2</annotation><traceView traceDataRef="#2"/></traceGroup>
</traceGroup></ink>`;

const LINE = JSON.stringify({
  id: "a",
  split: "2014test",
  writer: "w",
  latex: "x+1",
  symbols: [
    { label: "X", raw: "x", strokes: [[0, 0, 5, 5.5, 10, 0], [1, 1]] },
    { label: null, raw: ".", strokes: [[3, 4]] },
  ],
  strokes_unlabelled: [[9, 9, 8, 8]],
});

/** What is done with ink once it is read. */
function draw(strokes: readonly Stroke[]): void {
  rasterize(strokes, new Uint8Array(IMAGE_BYTES));
}

/** Everything that reads what others have written; files go to `folder`. */
export function targetsIn(folder: string): Target[] {
  const write = (name: string, bytes: Uint8Array) => {
    const path = join(folder, name);
    Deno.writeFileSync(path, bytes);
    return path;
  };
  const archive = (name: string, inputs: Target["inputs"]): Target => ({
    name: `archive ${name}`,
    inputs,
    tokens: [
      "PK\x01\x02",
      "PK\x03\x04",
      "PK\x05\x06",
      "ustar",
      "../../",
      "/etc/passwd",
      "\x1f\x8b\b",
      "Rar!",
      "C:\\",
    ],
    refusals: [DataError],
    async read(bytes) {
      for (const entry of await listFiles(write(name, bytes))) {
        try {
          await entry.read();
        } catch (error) {
          // Whoever reads an entry counts it with this message.
          throw new DataError((error as Error).message);
        }
      }
    },
  });
  const files = {
    "a/1.txt": strToU8("one "),
    "b.txt": strToU8("two ".repeat(300)),
    "../up.txt": strToU8("x"),
  };
  const tar = createTar(Object.entries(files).map(([name, data]) => ({ name, data })));
  const model = join(folder, "model");
  const checkpoint = () => {
    const parameters = Float32Array.from({ length: 20 }, (_, i) => i / 3);
    return {
      config: completeConfig({ experiment: "iid", rounds: 3 }),
      images: "cafe",
      method: "iid",
      seed: 1,
      rounds: [{ round: 1, accuracy: 0.5, loss: 1, clients: [{ client: 0 }], dropped: [] }],
      state: {
        round: 1,
        parameters,
        server: { m: Float64Array.of(1, 2) },
        downlink: { model: parameters, messageBytes: 0 },
        clients: { 0: { residual: parameters, received: 0 } },
      },
    };
  };

  return [
    {
      name: "InkML",
      inputs: () => [bytesOf(INKML), bytesOf(INKML.replaceAll("\n", ""))],
      tokens: [
        "<trace>",
        "</trace>",
        "<traceGroup>",
        "</traceGroup>",
        "<annotation",
        "</annotation>",
        "<annotationXML",
        "<!DOCTYPE a [<!ENTITY b 'c'>]>",
        "&b;",
        "<![CDATA[",
        "-->",
        "<!--",
        "<?x",
        "__proto__",
        'id="',
      ],
      refusals: [InkmlError],
      read(bytes) {
        const { symbols, unlabelled } = parseInkml(textOf(bytes));
        symbols.forEach(({ strokes }) => draw(strokes));
        inkDigest({ symbols, unlabelled } as unknown as Parameters<typeof inkDigest>[0]);
      },
    },
    {
      name: "JSON lines",
      inputs: () => [bytesOf(LINE), bytesOf(LINE.replace('"writer":"w",', ""))],
      tokens: [
        "null",
        "[",
        "]",
        "{}",
        '"symbols":',
        '"__proto__":',
        "[[]]",
        '"label":1',
        '"id":[]',
        "1e400",
        "true",
      ],
      refusals: [PackedError],
      read(bytes) {
        const expression = parsePacked(textOf(bytes), "case:1");
        for (const { label, raw, strokes } of expression.symbols) {
          if ((label !== null && typeof label !== "string") || typeof raw !== "string") {
            throw new TypeError("no text");
          }
          draw(strokes);
        }
        const { id, split, latex, writer } = expression;
        if ([id, split, latex, writer ?? ""].some((text) => typeof text !== "string")) {
          throw new TypeError("no text");
        }
        inkDigest(expression);
      },
    },
    {
      name: "images",
      inputs() {
        const data = Uint8Array.from({ length: 12 * 9 * 4 }, (_, i) => (i * 37) % 256);
        return [
          encodePng({ width: 12, height: 9, data, channels: 4, depth: 8 }),
          encodePng({ width: 12, height: 9, data: data.subarray(0, 108), channels: 1, depth: 8 }),
          new Uint8Array(jpeg.encode({ width: 12, height: 9, data }, 80).data),
        ];
      },
      tokens: [
        "IHDR",
        "PLTE",
        "IDAT",
        "tRNS",
        "IEND",
        "\xff\xc0",
        "\xff\xda",
        "\xff\xc4",
        "\x89PNG\r\n\x1a\n",
      ],
      // Whatever a decoder says is counted with the file's name.
      refusals: [Error],
      read: (bytes) => decodeImage(bytes),
    },
    archive("case.zip", () => [zipSync(files), zipSync({ "in.tar": tar, ...files })]),
    archive("case.tar", () => [tar]),
    archive("case.tar.gz", () => [gzipSync(tar)]),
    archive("case.rar", () => [rarOf(files)]),
    {
      name: "model.json and weights.bin",
      async inputs() {
        const topology = linearNetwork({ classes: 3 });
        const n = parameterLayout(layersOf(topology)).reduce((sum, { length }) => sum + length, 0);
        await saveModel(model, {
          topology,
          parameters: new Float32Array(n).fill(0.5),
          classes: ["a", "b", "c"],
        });
        return [Deno.readFileSync(join(model, "model.json"))];
      },
      tokens: [
        '"units":',
        '"weightsManifest":',
        '"shape":[1,1]',
        '"paths":["../x"]',
        '".."',
        "null",
        "[]",
        "{}",
        '"class_name":',
        '"batch_input_shape":[null,99999999,99999999,1]',
        '"filters":1e9',
        '"__proto__":{}',
        '"classes":7',
      ],
      refusals: [ModelError, TopologyError],
      read(bytes) {
        Deno.writeFileSync(join(model, "model.json"), bytes);
        return loadModel(model);
      },
    },
    {
      name: "configuration files",
      inputs: () =>
        [
          completeConfig({
            experiment: "dirichlet:0.5",
            strategy: "fedlc+fedavgm:0.7",
            up: "top:0.1+feedback",
          }),
          completeConfig({ experiment: "iid", faults: { crash: 0.1 }, attack: "collude:2", out: "runs/x" }),
        ].map((config) => bytesOf(JSON.stringify(config))),
      tokens: [
        "null",
        "[]",
        "{}",
        '"__proto__":',
        '"rounds":',
        "-1",
        "1e999",
        '"fedprox:mu=',
        '"constructor"',
        "+",
        ":",
        "true",
      ],
      refusals: [UsageError],
      read(bytes) {
        const { experiment = "iid", ...rest } = readConfigFile(write("config.json", bytes));
        return checkedConfig({ experiment, ...rest });
      },
    },
    {
      name: "checkpoint files",
      inputs() {
        const path = join(folder, "right.checkpoint");
        writeCheckpointFile(path, checkpoint());
        return [Deno.readFileSync(path)];
      },
      tokens: ["FedInk checkpoint\n", "FedInk"],
      refusals: [CheckpointError],
      read: (bytes) => readCheckpoint(write("case.checkpoint", bytes)),
    },
    {
      name: "checkpoint contents under a right checksum",
      inputs: () => [encodePlainData(checkpoint())],
      tokens: [
        "config",
        "state",
        "__proto__",
        "\xde\xff\xff",
        "\xdf\xff\xff\xff\xff",
        "\xdd\xff\xff\xff\xff",
        "\xc9\xff\xff\xff\xff",
      ],
      refusals: [CheckpointError],
      read(bytes) {
        let content: unknown;
        try {
          content = decodePlainData(bytes);
        } catch (error) {
          throw new CheckpointError((error as Error).message); // as `readCheckpointFile` does
        }
        const path = join(folder, "content.checkpoint");
        writeCheckpointFile(path, content);
        return readCheckpoint(path);
      },
    },
    {
      name: "command line",
      inputs: () =>
        [
          "iid --data crohme:a/b --sample 900 --lr 0.1 --optimizer sgd --strategy fedlc+fedavgm:0.7 --up top:0.05+feedback",
          "writers --rounds=3 --split writer:0.2 --remove-repeats --attack backdoor:3 --hostile-share 0.2 --out runs/x",
          `--config ${write("right.json", bytesOf('{"experiment":"iid"}'))} --seeds 3 --network random:99`,
          `--resume ${folder} --workers 2`,
        ].map((line) => bytesOf(line.replaceAll(" ", "\n"))),
      tokens: [
        "\n--",
        "\n",
        "--lr",
        "--",
        "=",
        "-1",
        "\n--help",
        "--config\n",
        "__proto__",
        "NaN",
        "\n--faults\n",
        ":",
        ",",
      ],
      refusals: [UsageError],
      read(bytes) {
        if (!textOf(bytes).includes("--resume")) return parseCommandLine(textOf(bytes).split("\n"));
        write("config.json", bytesOf('{"experiment":"iid"}'));
        return parseCommandLine(textOf(bytes).split("\n"));
      },
    },
  ];
}
