import type { Contender } from "./contenders.ts";
import { givingMemoryBack } from "./kept_memory.ts";
import { python, type Requirements } from "./python.ts";

type Peer = Omit<Contender, "command" | "requirements"> & { readonly requirements: Requirements };

function peer(about: Peer, script: string, ...args: string[]): Contender {
  return {
    ...about,
    command: ({ rounds }) =>
      python(
        about.requirements,
        script,
        ...args,
        ...(about.group === "experiment" ? ["--rounds", String(rounds)] : []),
      ),
  };
}

/** Another setting of one of the peers: what differs in its name, its words, its script's arguments. */
type Tried = readonly [name: string, settings: string, args: readonly string[]];

/** A peer at its fastest settings, and the other settings that were tried. */
function withTried(
  about: Peer,
  script: string,
  args: readonly string[],
  others: readonly Tried[],
): Contender[] {
  return [
    peer(about, script, ...args),
    ...others.map(([name, settings, args]) =>
      peer({ ...about, name: `${about.name}-${name}`, settings, triedFor: about.name }, script, ...args)
    ),
  ];
}

const FLOWER = withTried(
  {
    name: "flower-experiment",
    title: "Flower + Keras",
    group: "experiment",
    settings: "Ray with one processor a client; images and compiled network stay in Ray's processes; no XLA",
    requirements: "flower",
  },
  "flower_experiment.py",
  [],
  [["xla", "XLA", ["--network", "xla"]]],
);

const PFL = withTried(
  {
    name: "pfl-experiment",
    title: "pfl-research",
    group: "experiment",
    settings:
      "on TensorFlow, two processes of one thread, evaluation spread over both; network, and clients' " +
      "batches as tensors, stay; no XLA",
    requirements: "pfl",
  },
  "pfl_experiment.py",
  ["--workers", "2"],
  [
    ["one", "one process of two threads", ["--workers", "1"]],
    ["xla", "XLA", ["--workers", "2", "--network", "xla"]],
  ],
);

const BLAZEFL = withTried(
  {
    name: "blazefl-experiment",
    title: "BlazeFL",
    group: "experiment",
    settings:
      "its pool of two threads, one processor each; networks, and clients' images as tensors, stay; eager, " +
      "since torch.compile slows training down here",
    requirements: "blazefl",
  },
  "blazefl_experiment.py",
  ["--workers", "2", "--pool", "threads"],
  [
    ["processes", "its pool of two processes, in shared memory", ["--workers", "2", "--pool", "processes"]],
    ["one", "one client at a time on two threads", ["--workers", "1", "--pool", "threads"]],
  ],
);

const FEDJAX = withTried(
  {
    name: "fedjax-experiment",
    title: "FedJAX",
    group: "experiment",
    settings: "compiled by XLA (jit backend), one client at a time on all cores; images channels last",
    requirements: "fedjax",
  },
  "fedjax_experiment.py",
  ["--backend", "jit"],
  [["pmap", "its pmap backend, two clients at a time", ["--backend", "pmap"]]],
);

function steps(group: Contender["group"], suffix: string, title: string, threads: number): Contender[] {
  const flag = ["--threads", String(threads)];
  const network = (settings: string) => [...flag, "--network", settings];
  const keras = withTried(
    {
      name: `keras-step${suffix}`,
      title: `Keras${title}`,
      group,
      settings: "compiled, channels last, no XLA",
      requirements: "keras",
    },
    "keras_step.py",
    flag,
    [
      ["xla", "XLA", network("xla")],
      ["channels-first", "channels first", network("channels-first")],
    ],
  );
  const torch = withTried(
    {
      name: `torch-step${suffix}`,
      title: `PyTorch${title}`,
      group,
      settings: "eager, channels last, inference mode to evaluate, freed memory kept",
      requirements: "torch",
    },
    "torch_step.py",
    flag,
    [
      ["compiled", "torch.compile", network("compiled")],
      ["channels-first", "channels first", network("channels-first")],
    ],
  );
  const [inUse] = torch;
  return [...keras, ...torch, {
    ...inUse,
    name: `${inUse.name}-gives-back`,
    settings: "freed memory given back",
    triedFor: inUse.name,
    command: (amount) => givingMemoryBack(inUse.command(amount)),
  }];
}

/** The peers written in Python, each at its best settings and followed by those that are slower. */
export const PYTHON_PEERS: readonly Contender[] = [
  ...FLOWER,
  ...PFL,
  ...BLAZEFL,
  ...FEDJAX,
  ...steps("step on one core", "", "", 1),
  ...steps("step on two cores", "-2", ", two threads", 2),
];
