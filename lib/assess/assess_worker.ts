import { type Assessed, assessShare, type Share, type Trial } from "./assess_share.ts";

/** Request to a worker. */
export interface AssessRequest {
  readonly trial: Trial;
  readonly share: Share;
}

/** Messages from a worker: each expression when it has been read, then `end`. */
export type AssessMessage = Assessed | "end";

const scope = self as unknown as {
  onmessage: (event: MessageEvent<AssessRequest>) => void;
  postMessage(message: AssessMessage): void;
};

scope.onmessage = async ({ data: { trial, share } }) => {
  for await (const each of assessShare(trial, share)) scope.postMessage(each);
  scope.postMessage("end");
};
