/**
 * What could not be sent, for whoever keeps it until the network returns. Both are called after the page has told the
 * learner; nothing is kept here.
 */
export interface FailedBeat {
  /** The lesson's address, such as `/courses/<course>/<lesson>`. */
  lesson: string;
  /** Milliseconds on the device's clock since the last beat that was tried. */
  sinceMs: number;
  section: string;
  read: string[];
}

export interface FailedAnswer {
  lesson: string;
  /** Name and value of each field, as the form would send them; `intent` says which form it is. */
  fields: [name: string, value: string][];
}

export const failedSends: {
  onBeatFailed: (beat: FailedBeat) => void;
  onAnswerFailed: (answer: FailedAnswer) => void;
} = {
  onBeatFailed: () => {},
  onAnswerFailed: () => {},
};
