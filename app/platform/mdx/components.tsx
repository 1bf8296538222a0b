import { type ComponentPropsWithoutRef, type ReactNode, useId } from "react";
import { lawReference } from "~/platform/mdx/law-reference";
import { lessonLabel } from "~/platform/mdx/problem-text";
import type { ComponentProps } from "~/platform/mdx/props";

interface WithChildren {
  children?: ReactNode;
}

/**
 * What a lesson's tree is rendered with, on the server, to static markup. `cutMark` marks where the markup is parted
 * afterwards; it must be new for each compilation.
 */
export function lessonComponents(cutMark: string) {
  return {
    ...{ Callout, Case, Steps, Term, Law },
    ...{ a: Anchor, img: Picture, table: Table, pre: Preformatted, input: Tick },
    Cut: () => <hr data-cut={cutMark} />,
    Part: ({ children }: WithChildren) => <>{children}</>,
  };
}

function Callout({ kind, title, children }: ComponentProps<"Callout"> & WithChildren) {
  return (
    <div className={kind === "warn" ? "notice notice--warn" : `notice notice--${kind}`} role="note">
      <Icon name={kind} />
      <div>
        <b>{title ?? lessonLabel(kind)}</b>
        {children}
      </div>
    </div>
  );
}

function Case({ title, source, children }: ComponentProps<"Case"> & WithChildren) {
  const id = useId();
  return (
    <section className="case" aria-labelledby={id}>
      <p className="case__label">
        <Icon name="case" /> {lessonLabel("case")}
      </p>
      <h2 id={id} className="case__title">
        {title}
      </h2>
      {children}
      {source && <p className="note">{source}</p>}
    </section>
  );
}

/** Its list carries the class already. */
function Steps({ children }: WithChildren) {
  return <>{children}</>;
}

function Term({ word, children }: ComponentProps<"Term"> & WithChildren) {
  return (
    <>
      <dfn className="term">{word}</dfn>
      <span className="term__note">（{children}）</span>
    </>
  );
}

type LawProps = Omit<ComponentProps<"Law">, "ref"> & { source?: string } & WithChildren;

function Law({ source, title, article, checkedOn, validUntil, children }: LawProps) {
  const law = source ? lawReference(source) : { title: title ?? "", article: article ?? "" };
  return (
    <div role="note" className="law" aria-label={lessonLabel("law")}>
      <blockquote>{children}</blockquote>
      <cite className="law__src">
        {/^《/.test(law.title) ? law.title : `《${law.title}》`}
        {law.article && (
          <>
            <br />
            {law.article}
          </>
        )}
        <br />
        {lessonLabel("paraphrase")}，<Day date={checkedOn} />
        {lessonLabel("checked")}
        {validUntil && (
          <>
            ，{lessonLabel("validUntil")} <Day date={validUntil} />
          </>
        )}
      </cite>
    </div>
  );
}

function Day({ date }: { date: string }) {
  const [year, month, day] = date.split("-").map(Number);
  return <time dateTime={date}>{`${year}年${month}月${day}日`}</time>;
}

function Anchor({ href, children, ...rest }: ComponentPropsWithoutRef<"a">) {
  return (
    <a {...rest} href={href} {...(/^https:/i.test(href ?? "") && { rel: "noopener noreferrer" })}>
      {children}
    </a>
  );
}

function Picture({ alt, ...rest }: ComponentPropsWithoutRef<"img">) {
  return <img {...rest} alt={alt ?? ""} loading="lazy" decoding="async" />;
}

/** A wide table scrolls by itself, so the keyboard must be able to reach it. */
function Table({ "aria-label": columns, ...rest }: ComponentPropsWithoutRef<"table">) {
  const label = [lessonLabel("table"), columns].filter(Boolean).join("：");
  return (
    <div className="tbl-wrap" role="region" tabIndex={0} aria-label={label}>
      <table {...rest} />
    </div>
  );
}

function Preformatted(props: ComponentPropsWithoutRef<"pre">) {
  return <pre {...props} tabIndex={0} />;
}

/** The box of a task list: a sign, since there is nothing to tick. */
function Tick({ checked }: ComponentPropsWithoutRef<"input">) {
  return (
    <span role="img" aria-label={lessonLabel(checked ? "done" : "open")}>
      {checked ? "☑" : "☐"}
    </span>
  );
}

const iconPaths = {
  case: [
    "M6 22a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2h8a2.4 2.4 0 0 1 1.704.706l3.588 3.588A2.4 2.4 0 0 1 20 8v12a2 2 0 0 1-2 2z",
    "M14 2v5a1 1 0 0 0 1 1h5",
    "M10 9H8",
    "M16 13H8",
    "M16 17H8",
  ],
  tip: ["M22 12A10 10 0 1 1 2 12a10 10 0 0 1 20 0", "M12 16v-4", "M12 8h.01"],
  warn: ["m21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3", "M12 9v4", "M12 17h.01"],
  key: ["M20 6 9 17l-5-5"],
} as const;

function Icon({ name }: { name: keyof typeof iconPaths }) {
  return (
    <svg className="i" viewBox="0 0 24 24" aria-hidden="true">
      {iconPaths[name].map((path) => (
        <path key={path} d={path} />
      ))}
    </svg>
  );
}
