import { Link } from "@remix-run/react";
import type { ReactNode } from "react";

export type CardItem = {
  number: number;
  /** The state in words, read after the number: "已答，标记". */
  says: string;
  answered?: boolean;
  flagged?: boolean;
  /** Kept on this device only. */
  local?: boolean;
  current?: boolean;
  to: string;
};

type AnswerCardProps = {
  parts: { key: string; title: ReactNode; note?: ReactNode; items: CardItem[] }[];
  /** The words of the legend. */
  words: { answered: string; open: string; flagged: string; local?: string };
  /** Makes every number a button that posts this form, so that an answer is kept on the way. */
  form?: { id: string; name: string };
};

const look = ({ answered, flagged, local }: Partial<CardItem>) =>
  ["ck", answered && "ck--a", flagged && "ck--f", local && "ck--l"].filter(Boolean).join(" ");

/** Every question of a paper as a numbered square. */
export function AnswerCard({ parts, words, form }: AnswerCardProps) {
  return (
    <>
      <ul className="legend card-legend">
        <li>
          <i className={look({ answered: true })} />
          {words.answered}
        </li>
        <li>
          <i className={look({})} />
          {words.open}
        </li>
        <li>
          <i className={look({ flagged: true })} />
          {words.flagged}
        </li>
        {words.local && (
          <li>
            <i className={look({ local: true })} />
            {words.local}
          </li>
        )}
      </ul>
      {parts.map((part) => (
        <section key={part.key}>
          <h3 className="card-part">
            {part.title} {part.note && <span className="dim">{part.note}</span>}
          </h3>
          <ol className="card">
            {part.items.map((item) => {
              const shared = { className: look(item), "aria-current": item.current || undefined };
              const inside = (
                <>
                  {item.number}
                  <span className="vh"> {item.says}</span>
                </>
              );
              return (
                <li key={item.number}>
                  {form ? (
                    <button {...shared} form={form.id} name={form.name} value={item.number}>
                      {inside}
                    </button>
                  ) : (
                    <Link {...shared} to={item.to}>
                      {inside}
                    </Link>
                  )}
                </li>
              );
            })}
          </ol>
        </section>
      ))}
    </>
  );
}
