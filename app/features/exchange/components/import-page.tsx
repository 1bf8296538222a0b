import { Form, Link, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { TableFault } from "~/features/exchange/read-table.server";
import { importKinds, type ImportKind } from "~/features/exchange/rules/columns";
import type { HeaderFault } from "~/features/exchange/rules/header";
import type { Run } from "~/features/exchange/runs.server";
import { formatMoment } from "~/lib/dates";
import type { FileRefusal } from "~/platform/file-kinds";
import { Button } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { Field } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { PageHead } from "~/ui/page-head";
import { Pager } from "~/ui/pager";
import { Row } from "~/ui/row";
import { Rows } from "~/ui/rows";
import { Section } from "~/ui/section";
import { Select } from "~/ui/select";
import { Table } from "~/ui/table";
import { Tag } from "~/ui/tag";
import { useLanguage } from "~/ui/use-language";

/** Why a file was not tried. */
export interface Failure {
  kind: ImportKind;
  fault: TableFault | FileRefusal | "missing" | null;
  line: number | null;
  header: HeaderFault | null;
}

interface ImportPageProps {
  title: string;
  runs: Run[];
  count: number;
  page: number;
  pageSize: number;
  failure: Failure | undefined;
}

export function ImportPage({ title, failure, ...list }: ImportPageProps) {
  const { t } = useTranslation("exchange");
  const busy = useNavigation().formMethod === "POST";
  const fault = failure?.fault === "pixels" ? "type" : failure?.fault;
  return (
    <>
      <PageHead title={title} sub={t("sub")} />
      <Section plain title={t("upload.title")}>
        {failure?.header && <HeaderNotice fault={failure.header} />}
        <Form method="post" encType="multipart/form-data" className="stack">
          <Select
            name="kind"
            label={t("upload.kind")}
            defaultValue={failure?.kind}
            options={importKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
          />
          <Field
            type="file"
            name="file"
            accept=".xlsx,.csv"
            required
            label={t("upload.file")}
            hint={t("upload.hint")}
            error={fault && t(`fault.${fault}`, { line: failure?.line ?? "" })}
          />
          <Button kind="primary" type="submit" icon="upload" busy={busy}>
            {t("upload.go")}
          </Button>
          <p role="status" className="note">
            {busy && t("upload.checking")}
          </p>
        </Form>
      </Section>
      <Section title={t("template.title")}>
        <p className="note">{t("template.text")}</p>
        <Rows>
          {importKinds.map((kind) => (
            <Row key={kind}>
              <a href={`/desk/import/template/${kind}`} download>
                {t("template.get", { kind: t(`kind.${kind}`) })}
              </a>
            </Row>
          ))}
        </Rows>
      </Section>
      <Section title={t("runs.title")}>
        <Runs {...list} />
      </Section>
    </>
  );
}

function HeaderNotice({ fault }: { fault: HeaderFault }) {
  const { t } = useTranslation("exchange");
  const list = (names: readonly (string | number)[]) =>
    names
      .map((name) => (typeof name === "number" ? t("header.column", { number: name }) : name))
      .join(t("comma"));
  return (
    <Notice kind="danger" role="alert" title={t("header.title")}>
      {fault.missing.length > 0 && <p>{t("header.missing", { list: list(fault.missing) })}</p>}
      {fault.unknown.length > 0 && <p>{t("header.unknown", { list: list(fault.unknown) })}</p>}
      {fault.doubled.length > 0 && <p>{t("header.doubled", { list: list(fault.doubled) })}</p>}
      {fault.looksLike && <p>{t("header.looksLike", { kind: t(`kind.${fault.looksLike}`) })}</p>}
    </Notice>
  );
}

const tags = { tried: "warn", taken: "done", dropped: "plain", expired: "plain" } as const;

function Runs({
  runs,
  count,
  page,
  pageSize,
}: Pick<ImportPageProps, "runs" | "count" | "page" | "pageSize">) {
  const { t } = useTranslation("exchange");
  const { language } = useLanguage();
  if (runs.length === 0)
    return (
      <Empty level={3} title={t("runs.empty")}>
        {t("runs.emptyText")}
      </Empty>
    );
  const rowsOf = ({ summary }: Run) => summary.new + summary.changed + summary.same + summary.refused;
  return (
    <>
      <Table
        caption={t("runs.title")}
        rows={runs}
        rowKey={(run) => run.id}
        columns={[
          {
            key: "file",
            head: t("runs.file"),
            rowHeader: true,
            cell: (run) => <Link to={`/desk/import/${run.id}`}>{run.fileName}</Link>,
          },
          {
            key: "state",
            head: t("runs.state"),
            cell: (run) => <Tag kind={tags[run.state]}>{t(`state.${run.state}`)}</Tag>,
          },
          {
            key: "kind",
            head: t("runs.kind"),
            cell: (run) => <span className="nb">{t(`kind.${run.kind}`)}</span>,
          },
          { key: "rows", head: t("runs.rows"), align: "end", cell: rowsOf },
          {
            key: "at",
            head: t("runs.at"),
            cell: (run) => <span className="nb">{formatMoment(new Date(run.createdAt), language)}</span>,
          },
        ]}
      />
      <Pager
        label={t("runs.pages")}
        says={t("runs.says", { page, count })}
        previous={{ to: page > 1 ? `?page=${page - 1}` : undefined, label: t("runs.previous") }}
        next={{ to: page * pageSize < count ? `?page=${page + 1}` : undefined, label: t("runs.next") }}
      />
    </>
  );
}
