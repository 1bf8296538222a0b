import { type ComponentPropsWithoutRef, type ReactNode, useId } from "react";
import { lawReference } from "~/platform/mdx/law-reference";
import { lessonLabel } from "~/platform/mdx/problem-text";
import type { ComponentName, ComponentProps } from "~/platform/mdx/props";

interface WithChildren {
  children?: ReactNode;
}

/** Where a block begins in the source. */
interface WithLine {
  "data-line"?: string;
}
type Block<Name extends ComponentName> = ComponentProps<Name> & WithChildren & WithLine;

/** Where a lesson leads to practise a topic: the mock papers, until single topics can be practised. */
export const practiceAddress = (_topic: string) => "/exams";

/**
 * What a lesson's tree is rendered with, on the server, to static markup. `cutMark` marks where the markup is parted
 * afterwards; it must be new for each compilation.
 */
export function lessonComponents(cutMark: string) {
  return {
    ...{ Callout, Case, Steps, Compare, Side, Term, Law, Figure, Video, Audio, Download, Practice },
    ...{ a: Anchor, img: Picture, table: Table, pre: Preformatted, input: Tick },
    Cut: () => <hr data-cut={cutMark} />,
    Part: ({ children }: WithChildren) => <>{children}</>,
  };
}

function Callout({ kind, title, children, ...line }: Block<"Callout">) {
  return (
    <div {...line} className={`notice notice--${kind}`} role="note">
      <Icon name={kind} />
      <div>
        <b>{title ?? lessonLabel(kind)}</b>
        {children}
      </div>
    </div>
  );
}

function Case({ title, source, children, ...line }: Block<"Case">) {
  const id = useId();
  return (
    <section {...line} className="case" aria-labelledby={id}>
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

function Compare({ children, ...line }: Block<"Compare">) {
  return (
    <div {...line} className="compare">
      {children}
    </div>
  );
}

function Side({ kind, title, children }: Block<"Side">) {
  const id = useId();
  return (
    <div
      className={kind ? `compare__side compare__side--${kind}` : "compare__side"}
      role="group"
      aria-labelledby={id}
    >
      <p id={id} className="compare__title">
        {kind && <Icon name={kind} />}
        {title ?? lessonLabel(kind ?? "do")}
      </p>
      {children}
    </div>
  );
}

function Term({ word, children }: ComponentProps<"Term"> & WithChildren) {
  return (
    <>
      <dfn className="term">{word}</dfn>
      <span className="term__note">（{children}）</span>
    </>
  );
}

type LawProps = Omit<Block<"Law">, "ref"> & { source?: string };

function Law({ source, title, article, checkedOn, validUntil, children, ...line }: LawProps) {
  const law = source ? lawReference(source) : { title: title ?? "", article: article ?? "" };
  return (
    <div {...line} role="note" className="law" aria-label={lessonLabel("law")}>
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

function Figure({ src, alt, caption, ...line }: Block<"Figure">) {
  return (
    <figure {...line} className="media">
      <Picture src={src} alt={alt} />
      {caption && <figcaption>{caption}</figcaption>}
    </figure>
  );
}

/** Shows its first picture, and loads the rest when it is played: many read on a phone's data. */
function Video({ src, title, captions, children, ...line }: Block<"Video">) {
  return (
    <figure {...line} className="media">
      <video controls playsInline preload="metadata" src={src} aria-label={title}>
        {captions && (
          <track default kind="captions" srcLang="zh-CN" label={lessonLabel("captions")} src={captions} />
        )}
      </video>
      <MediaText src={src} title={title}>
        {children}
      </MediaText>
    </figure>
  );
}

function Audio({ src, title, children, ...line }: Block<"Audio">) {
  return (
    <figure {...line} className="media">
      <audio controls preload="none" src={src} aria-label={title} />
      <MediaText src={src} title={title}>
        {children}
      </MediaText>
    </figure>
  );
}

/** What a recording is called, where to get it when it does not play, and what is said in it. */
function MediaText({ src, title, children }: { src: string; title: string } & WithChildren) {
  return (
    <>
      <figcaption>
        {title}{" "}
        <a href={src} download="">
          {lessonLabel("download")}
          <span className="vh">{title}</span>
        </a>
      </figcaption>
      {children && (
        <details className="media__text">
          <summary>
            {lessonLabel("transcript")}
            <span className="vh">：{title}</span>
          </summary>
          {children}
        </details>
      )}
    </>
  );
}

function Download({ src, title, ...line }: Block<"Download">) {
  return (
    <p {...line} className="lead">
      <Icon name="download" />
      <a href={src} download="">
        {title}
      </a>
      <span className="dim">（{src.slice(src.lastIndexOf(".") + 1).toUpperCase()}）</span>
    </p>
  );
}

type PracticeProps = Block<"Practice"> & { title?: string; paper?: string };

function Practice({ topic, title, paper, ...line }: PracticeProps) {
  return (
    <p {...line} className="lead">
      <Icon name="practice" />
      <a href={practiceAddress(topic)}>
        {lessonLabel("practice")}：{title}
      </a>
      <span className="dim"> {paper}</span>
    </p>
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
function Table({
  "aria-label": columns,
  "data-line": line,
  ...rest
}: ComponentPropsWithoutRef<"table"> & WithLine) {
  const label = [lessonLabel("table"), columns].filter(Boolean).join("：");
  return (
    <div data-line={line} className="tbl-wrap" role="region" tabIndex={0} aria-label={label}>
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
  do: ["M20 6 9 17l-5-5"],
  dont: ["M18 6 6 18", "m6 6 12 12"],
  download: ["M12 15V3", "M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4", "m7 10 5 5 5-5"],
  practice: ["M12 20h9", "M16.5 3.5a2.1 2.1 0 0 1 3 3L7 19l-4 1 1-4z"],
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
