import type { ReactNode } from "react";

export type NearItem = { place: number; who: ReactNode; where?: ReactNode; points: ReactNode; own?: boolean };

/** The places around one's own in an order. */
export function Near({ items }: { items: NearItem[] }) {
  return (
    <ol className="near" start={items[0]?.place}>
      {items.map((item, index) => (
        <li
          key={index}
          className={item.own ? "near__it near__it--me" : "near__it"}
          aria-current={item.own || undefined}
        >
          <span className="near__n">{item.place}</span>
          <span className="near__who">
            {item.who} {item.where && <span className="near__where">{item.where}</span>}
          </span>
          <span className="near__p">{item.points}</span>
        </li>
      ))}
    </ol>
  );
}
