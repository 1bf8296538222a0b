import { Form, Link, useNavigation } from "@remix-run/react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { formatMoment } from "~/lib/dates";
import { AnswerNotice } from "~/ui/answer-notice";
import { Button } from "~/ui/button";
import { ButtonLink } from "~/ui/button-link";
import { Empty } from "~/ui/empty";
import { Field } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { Pager } from "~/ui/pager";
import { Section } from "~/ui/section";
import { Select } from "~/ui/select";
import { Table } from "~/ui/table";
import { useFocusOnError } from "~/ui/use-focus-on-error";
import { useLanguage } from "~/ui/use-language";
import type { CourseDesk } from "../course-desk.server";
import type { FileAnswer, ShelfFile } from "../course-shelf.server";
import { snippetOf } from "../rules/course-file";
import type { CourseFileFilter } from "../schema";
import { CourseHead } from "./course-head";

interface Props {
  desk: CourseDesk;
  writes: boolean;
  filter: CourseFileFilter;
  rows: ShelfFile[];
  found: number;
  total: number;
  pages: number;
  /** The file that was just added, or is about to be removed. */
  added: string | null;
  remove: { name: string; called: string } | null;
  answer?: { file?: FileAnswer; refusal?: "in-use" };
}

/** Pictures, films, recordings and documents of a course: where each is used, and what to paste to use it. */
export function CourseFilesPage({
  desk,
  writes,
  filter,
  rows,
  found,
  total,
  pages,
  added,
  remove,
  answer,
}: Props) {
  const { t } = useTranslation("workshop");
  const { language } = useLanguage();
  const busy = useNavigation().state === "submitting";
  useFocusOnError(useMemo(() => ({ error: answer?.file }), [answer]));
  const at = `/workshop/${desk.slug}/files`;
  const address = (change: Partial<CourseFileFilter>) => {
    const { q, group, sort, page } = { ...filter, page: 1, ...change };
    const query = new URLSearchParams({
      ...(q && { q }),
      ...(group && { group }),
      ...(sort !== "added" && { sort }),
      ...(page > 1 && { page: String(page) }),
    });
    return `${at}${query.size ? `?${query}` : ""}`;
  };
  const fresh = rows.find(({ name }) => name === added);
  return (
    <>
      <CourseHead desk={desk} writes={writes} />
      {answer?.refusal && (
        <AnswerNotice kind="danger" answer={answer} title={t("files.inUse")}>
          {t("files.inUseText")}
        </AnswerNotice>
      )}
      {fresh && (
        <AnswerNotice kind="done" answer={added} title={t("files.added", { name: fresh.name })}>
          <p>{t("files.paste")}</p>
          <pre className="source" tabIndex={0}>
            {snippetOf(fresh.name, titleOf(fresh))}
          </pre>
        </AnswerNotice>
      )}
      {remove && (
        <Notice kind="warn" title={t("files.sure", { name: remove.name })}>
          <p>{t("files.sureText", { called: remove.called })}</p>
          <Form method="post" action={`${at}?index`} encType="multipart/form-data" className="btns">
            <input type="hidden" name="intent" value="remove" />
            <input type="hidden" name="name" value={remove.name} />
            <Button>{t("files.removeGo")}</Button>
            <ButtonLink kind="quiet" to={at}>
              {t("cancel")}
            </ButtonLink>
          </Form>
        </Notice>
      )}
      {writes && (
        <Section title={t("files.add")} plain>
          <Form method="post" action={`${at}?index`} encType="multipart/form-data" key={total}>
            <input type="hidden" name="intent" value="add" />
            <Field
              type="file"
              name="file"
              accept=".jpg,.jpeg,.png,.webp,.gif,.mp4,.webm,.mp3,.m4a,.ogg,.pdf,.docx,.xlsx,.pptx,.vtt"
              label={t("files.file")}
              hint={t("files.hint")}
              error={answer?.file && t(`fileError.${answer.file}`)}
            />
            <p className="btns mt-4">
              <Button kind="primary" icon="upload" busy={busy}>
                {t("files.go")}
              </Button>
            </p>
          </Form>
        </Section>
      )}
      <Section title={t("files.title")} aside={t("files.count", { count: total })}>
        {total > 0 && (
          <Form method="get" role="search" aria-label={t("files.search")} className="mb-4">
            <div className="grid gap-4 m:grid-cols-4 items-end">
              <div>
                <Field type="search" name="q" defaultValue={filter.q} key={filter.q} label={t("files.q")} />
              </div>
              <div>
                <Select
                  name="group"
                  label={t("files.group")}
                  defaultValue={filter.group ?? ""}
                  options={[
                    { value: "", label: t("files.all") },
                    ...(["picture", "film", "sound", "document", "captions"] as const).map((value) => ({
                      value,
                      label: t(`group.${value}`),
                    })),
                  ]}
                />
              </div>
              <div>
                <Select
                  name="sort"
                  label={t("list.sort")}
                  defaultValue={filter.sort}
                  options={(["added", "name", "size"] as const).map((value) => ({
                    value,
                    label: t(`files.by.${value}`),
                  }))}
                />
              </div>
              <div className="btns">
                <Button icon="search">{t("list.go")}</Button>
              </div>
            </div>
          </Form>
        )}
        {rows.length === 0 ? (
          <Empty title={t(total ? "files.noneFound" : "files.none")}>
            {t(total ? "files.noneFoundText" : "files.noneText")}
          </Empty>
        ) : (
          <Table
            caption={t("files.title")}
            rows={rows}
            rowKey={(row) => row.name}
            columns={[
              {
                key: "name",
                head: t("files.name"),
                rowHeader: true,
                cell: (row) => (
                  <>
                    <a className="hit" href={`${at}/${row.name}`}>
                      {row.name}
                    </a>
                    {row.called !== row.name && <span className="block dim">{row.called}</span>}
                  </>
                ),
              },
              { key: "group", head: t("files.group"), cell: (row) => t(`group.${row.group}`) },
              { key: "size", head: t("files.size"), align: "end", cell: (row) => weightOf(row.size) },
              {
                key: "used",
                head: t("files.usedIn"),
                cell: (row) =>
                  row.usedIn.length === 0 ? (
                    <span className="dim">{t("files.unused")}</span>
                  ) : (
                    row.usedIn.map((lesson) => (
                      <span key={lesson.slug} className="block">
                        <Link className="hit" to={`/workshop/${desk.slug}/${lesson.slug}`}>
                          {lesson.title}
                        </Link>
                      </span>
                    ))
                  ),
              },
              {
                key: "snippet",
                head: t("files.snippet"),
                cell: (row) => <code>{snippetOf(row.name, titleOf(row))}</code>,
              },
              {
                key: "added",
                head: t("files.addedAt"),
                wideOnly: true,
                cell: (row) => <span className="nb">{formatMoment(row.addedAt, language)}</span>,
              },
              ...(writes
                ? [
                    {
                      key: "remove",
                      head: t("files.act"),
                      cell: (row: ShelfFile) =>
                        row.usedIn.length === 0 ? (
                          <Link className="hit" to={`?remove=${row.name}`}>
                            {t("files.remove")}
                            <span className="vh">{row.name}</span>
                          </Link>
                        ) : (
                          <span className="dim">{t("files.kept")}</span>
                        ),
                    },
                  ]
                : []),
            ]}
          />
        )}
        {pages > 1 && (
          <Pager
            label={t("list.pages")}
            says={t("list.shown", { page: filter.page, pages, count: found })}
            previous={{
              ...(filter.page > 1 && { to: address({ page: filter.page - 1 }) }),
              label: t("list.previous"),
            }}
            next={{
              ...(filter.page < pages && { to: address({ page: filter.page + 1 }) }),
              label: t("list.next"),
            }}
          />
        )}
      </Section>
    </>
  );
}

const titleOf = ({ called }: ShelfFile) => called.replace(/\.[a-z0-9]{1,5}$/i, "");

/** "812 KB", "3.4 MB". */
function weightOf(bytes: number): string {
  const kilobytes = bytes / 1024;
  return kilobytes < 1000
    ? `${Math.max(1, Math.round(kilobytes))} KB`
    : `${(kilobytes / 1024).toFixed(1)} MB`;
}
