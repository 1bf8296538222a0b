import type { ReactNode } from "react";
import { Icon } from "./icon";

/** What is safe on the server, and what is on this device only. */
export function Receipt({ saved, local }: { saved?: ReactNode; local?: ReactNode }) {
  return (
    <p className="receipt" role="status">
      {saved && (
        <span className="ok">
          <Icon name="check" />
          <span>{saved}</span>
        </span>
      )}
      {local && (
        <span className="receipt__local late">
          <Icon name="phone" />
          <span>{local}</span>
        </span>
      )}
    </p>
  );
}
