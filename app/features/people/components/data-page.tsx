import { useTranslation } from "react-i18next";
import { ButtonLink } from "~/ui/button-link";
import { Go } from "~/ui/go";
import { PageHead } from "~/ui/page-head";
import { Section } from "~/ui/section";
import type { Notice } from "../notice-files.server";
import type { OwnFields } from "../own-data.server";
import { HeldList } from "./held-list";
import { OwnConsents, type ConsentRow } from "./own-consents";
import { OwnCorrections, type CorrectionRow } from "./own-corrections";
import { OwnReveals, type RevealRow } from "./own-reveals";
import type { HeldField } from "../rules/held-field";

interface DataPageProps {
  title: string;
  own: OwnFields;
  unit: { name: string; nameEn: string } | null;
  /** Pages of one's own records that this person has. */
  pages: { study: boolean; points: boolean };
  notice: Notice;
  optional: Notice[];
  counts: Partial<Record<HeldField, number>>;
  consents: ConsentRow[];
  corrections: CorrectionRow[];
  reveals: RevealRow[];
}

/** Everything that is held about the person who looks, and what they can do about it. */
export function DataPage({ title, notice, ...data }: DataPageProps) {
  const { t } = useTranslation("privacy");
  return (
    <>
      <PageHead crumb={{ to: "/me", label: t("back.me") }} title={title} sub={t("data.sub")} />
      <Section plain title={t("data.held")} aside={<Go to="/me/notice">{t("data.toNotice")}</Go>}>
        <HeldList fields={notice.fields} {...data} />
        <p className="btns mt-5">
          <ButtonLink to="/me/data/download" icon="download">
            {t("data.download")}
          </ButtonLink>
          <ButtonLink to="/me/data/correction" icon="pencil">
            {t("data.correct")}
          </ButtonLink>
        </p>
      </Section>
      <OwnCorrections rows={data.corrections} />
      <OwnReveals rows={data.reveals} />
      <OwnConsents optional={data.optional} rows={data.consents} />
    </>
  );
}
