import type { SubmissionResult } from "@conform-to/react";
import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AnswerNotice } from "~/ui/answer-notice";
import { Button } from "~/ui/button";
import { Facts } from "~/ui/facts";
import { Field } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { PageHead } from "~/ui/page-head";
import { Section } from "~/ui/section";
import { Select } from "~/ui/select";
import { Table } from "~/ui/table";
import { useFocusOnError } from "~/ui/use-focus-on-error";
import { useLanguage } from "~/ui/use-language";
import type { ImportPlan } from "../package/plan-import.server";
import type { PackageFinding, PackageRefusal } from "../package/read-package.server";

interface Named {
  id: string;
  name: string;
  nameEn: string;
}

interface Props {
  title: string;
  partners: Named[];
  asked: { partner: Named; slug: string; name: string } | null;
  tried: { plan: ImportPlan } | { refusal: PackageRefusal; findings: PackageFinding[] } | null;
  /** The course or the package has become another since its plan was shown. */
  told: "other" | null;
  result: SubmissionResult<string[]> | undefined;
}

/** Takes a course in its file form: first what it would change, then the act. */
export function PackagePage({ title, partners, asked, tried, told, result }: Props) {
  const { t } = useTranslation("workshop");
  const { named } = useLanguage();
  useFocusOnError(result);
  const busy = useNavigation().state !== "idle";
  const error = (name: string) => {
    const key = result?.error?.[name]?.[0];
    return key && t(`error.${key}` as "error.missing");
  };
  return (
    <>
      <PageHead title={title} sub={t("package.sub")} crumb={{ to: "/workshop", label: t("list.title") }} />
      {told && (
        <AnswerNotice kind="warn" answer={tried} title={t("package.other")}>
          {t("package.otherText")}
        </AnswerNotice>
      )}
      {asked && tried && <Result {...{ asked, tried }} />}
      <Section title={t(asked ? "package.another" : "package.choose")} plain={!asked}>
        <Form method="post" encType="multipart/form-data">
          <input type="hidden" name="intent" value="try" />
          <Field
            type="file"
            name="file"
            accept=".zip"
            label={t("package.file")}
            hint={t("package.fileHint")}
            error={error("file")}
          />
          <Select
            name="partner"
            label={t("form.partner")}
            defaultValue={asked?.partner.id}
            error={error("partner")}
            options={partners.map((partner) => ({ value: partner.id, label: named(partner) }))}
          />
          <Field
            name="slug"
            label={t("package.slug")}
            hint={t("package.slugHint")}
            defaultValue={asked?.slug}
            maxLength={60}
            autoCapitalize="off"
            autoComplete="off"
            error={error("slug")}
          />
          <p className="btns mt-6">
            <Button kind={asked ? "plain" : "primary"} icon="search" busy={busy}>
              {t("package.try")}
            </Button>
          </p>
        </Form>
      </Section>
    </>
  );
}

function Result({
  asked,
  tried,
}: {
  asked: NonNullable<Props["asked"]>;
  tried: NonNullable<Props["tried"]>;
}) {
  const { t } = useTranslation("workshop");
  const { named } = useLanguage();
  if ("refusal" in tried)
    return (
      <>
        <Notice kind="danger" title={t(`package.refusal.${tried.refusal}`)}>
          {asked.name}
        </Notice>
        {tried.findings.length > 0 && <Findings findings={tried.findings} />}
        <Act asked={asked} />
      </>
    );
  const { plan } = tried;
  const count = (change: string) => plan.lessons.filter((lesson) => lesson.change === change).length;
  const fresh = plan.files.filter(({ change }) => change === "new");
  const same =
    plan.courseId !== null &&
    !plan.outline &&
    plan.text.length + count("new") + count("changed") + fresh.length + plan.findings.length === 0;
  return (
    <Section
      title={t(plan.courseId ? "package.into" : "package.fresh", { title: plan.title })}
      aside={named(asked.partner)}
      plain
    >
      {plan.findings.length > 0 && <Findings findings={plan.findings} />}
      {same ? (
        <Notice kind="done" title={t("package.same")}>
          {t("package.sameText")}
        </Notice>
      ) : (
        <>
          <Facts
            items={[
              { value: count("new"), text: t("package.newLessons") },
              { value: count("changed"), text: t("package.changedLessons") },
              { value: fresh.length, text: t("package.newFiles") },
              { value: plan.untouched, text: t("package.untouched") },
            ]}
          />
          {plan.courseId && plan.text.length > 0 && <p>{t("package.text")}</p>}
          {plan.courseId && plan.outline && <p>{t("package.outline")}</p>}
          <Table
            caption={t("package.parts")}
            rows={[
              ...plan.lessons.map(({ slug, change }) => ({ name: `${slug}.mdx`, change })),
              ...plan.files.map(({ name, change }) => ({ name: `files/${name}`, change })),
            ]}
            rowKey={(row) => row.name}
            columns={[
              { key: "name", head: t("files.name"), rowHeader: true, cell: (row) => row.name },
              { key: "change", head: t("package.change"), cell: (row) => t(`change.${row.change}`) },
            ]}
          />
        </>
      )}
      <Act asked={asked} digest={same || plan.findings.length > 0 ? undefined : plan.digest} />
    </Section>
  );
}

function Findings({ findings }: { findings: PackageFinding[] }) {
  const { t } = useTranslation("workshop");
  return (
    <Notice kind="danger" title={t("package.findings", { count: findings.length })}>
      <ul>
        {findings.slice(0, 50).map(({ file, problem, detail }, index) => (
          <li key={index}>
            <b>{file}</b> {t(`finding.${problem}`)} {detail && <span className="dim">{detail}</span>}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** Takes what was shown, or drops it. */
function Act({ asked, digest }: { asked: NonNullable<Props["asked"]>; digest?: string }) {
  const { t } = useTranslation("workshop");
  const busy = useNavigation().state !== "idle";
  return (
    <div className="btns mt-6">
      {digest && (
        <Form method="post" encType="multipart/form-data">
          <input type="hidden" name="intent" value="take" />
          <input type="hidden" name="partner" value={asked.partner.id} />
          <input type="hidden" name="slug" value={asked.slug} />
          <input type="hidden" name="digest" value={digest} />
          <Button kind="primary" icon="check" busy={busy}>
            {t("package.take")}
          </Button>
        </Form>
      )}
      <Form method="post" encType="multipart/form-data">
        <input type="hidden" name="intent" value="drop" />
        <Button kind="quiet">{t("package.drop")}</Button>
      </Form>
    </div>
  );
}
