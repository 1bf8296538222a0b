import type { ReactNode } from "react";
import { Stamp } from "./stamp";

type SignProps = { stamp: string[]; open?: boolean; title: ReactNode; children?: ReactNode };

/** One signature of a list of signatures: stamp, who, when or what is awaited. */
export function Sign({ stamp, open, title, children }: SignProps) {
  return (
    <li className="sign">
      <Stamp lines={stamp} open={open} />
      <div>
        <b>{title}</b>
        {children && <div className="dim">{children}</div>}
      </div>
    </li>
  );
}
