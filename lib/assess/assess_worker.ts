import { type Assessed, assessShare, type Share, type Trial } from "./assess_share.ts";

/** What a worker is asked for. */
export interface AssessRequest {
  readonly trial: Trial;
  readonly share: Share;
}

/** What it answers: each expression as it is read, then the end. */
export type AssessMessage = Assessed | "end";

const scope = self as unknown as {
  onmessage: (event: MessageEvent<AssessRequest>) => void;
  postMessage(message: AssessMessage): void;
};

scope.onmessage = async ({ data: { trial, share } }) => {
  for await (const each of assessShare(trial, share)) scope.postMessage(each);
  scope.postMessage("end");
};
