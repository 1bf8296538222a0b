import { useTranslation } from "react-i18next";
import { Empty } from "~/ui/empty";
import { Pager } from "~/ui/pager";
import { Row } from "~/ui/row";
import { Rows } from "~/ui/rows";
import { Section } from "~/ui/section";
import { useLanguage } from "~/ui/use-language";
import type { Catalogue, Passage } from "../catalogue.server";
import { catalogueAddress, type CatalogueView } from "../rules/catalogue-address";
import type { Piece } from "../rules/grams";

/** Where lessons say what was looked for: the passage with its hit, and the way to its section. */
export function PassageHits({
  view,
  hits,
  page,
}: {
  view: CatalogueView;
  hits: NonNullable<Catalogue["hits"]>;
  /** The page of courses that is shown. */
  page: number;
}) {
  const { t } = useTranslation("courses");
  const { passages, found, pages } = hits;
  const to = (at: number) => catalogueAddress(view, { page, hits: at });
  return (
    <Section id="hits" title={t("hits.title", { q: view.q })} aside={t("hits.count", { count: found })}>
      {passages.length === 0 ? (
        <Empty title={t("hits.none")}>{t("hits.noneText")}</Empty>
      ) : (
        <Rows ordered>
          {passages.map((passage, index) => (
            <Hit key={index} passage={passage} />
          ))}
        </Rows>
      )}
      {pages > 1 && (
        <Pager
          label={t("hits.pages")}
          says={t("hits.shown", { page: hits.page, pages, count: found })}
          previous={{ ...(hits.page > 1 && { to: to(hits.page - 1) }), label: t("list.previous") }}
          next={{ ...(hits.page < pages && { to: to(hits.page + 1) }), label: t("list.next") }}
        />
      )}
    </Section>
  );
}

function Hit({ passage: { course, lesson, section, heading, text } }: { passage: Passage }) {
  const { titled } = useLanguage();
  const address = `/courses/${course.slug}/${lesson.slug}${section && `#${section}`}`;
  return (
    <Row to={address} reloadDocument>
      <b className="block" lang="zh-CN">
        {heading.length > 0 ? <Pieces pieces={heading} /> : lesson.title}
      </b>
      <span className="block" lang="zh-CN">
        <Pieces pieces={text} />
      </span>
      <span className="block note">
        {titled(course)} · <span lang="zh-CN">{lesson.title}</span>
      </span>
    </Row>
  );
}

function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map(({ text, hit }, index) => (hit ? <mark key={index}>{text}</mark> : text));
}
