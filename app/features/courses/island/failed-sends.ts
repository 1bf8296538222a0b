/** What could not be sent, for whoever keeps it until the network returns: `offline.ts`. Nothing is kept here. */
export interface FailedBeat {
  /** Milliseconds read on the device's clock that no beat has told. */
  ms: number;
  section: string;
  read: string[];
}

export type FormFields = [name: string, value: string][];

export const failedSends: {
  onBeatFailed: (beat: FailedBeat) => void;
  /** Whether it is kept on this device. */
  onFormFailed: (fields: FormFields) => Promise<boolean>;
  onFormSent: (fields: FormFields) => void;
  /** The server has answered, and signed its time. */
  onContact: (contact: string) => void;
  /** Before a beat after one that failed: what was read until now is told first. */
  beforeBeat: () => Promise<void>;
} = {
  onBeatFailed: () => {},
  onFormFailed: () => Promise.resolve(false),
  onFormSent: () => {},
  onContact: () => {},
  beforeBeat: () => Promise.resolve(),
};
