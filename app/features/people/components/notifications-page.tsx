import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { civilDate, formatDay, formatMonthDay, formatTime, yearOf } from "~/lib/dates";
import { topics, type Topic } from "~/platform/notification-kinds";
import { notificationText } from "~/platform/notification-text";
import { Button } from "~/ui/button";
import { ButtonLink } from "~/ui/button-link";
import { Empty } from "~/ui/empty";
import { PageHead } from "~/ui/page-head";
import { Pager } from "~/ui/pager";
import { Section } from "~/ui/section";
import { Select } from "~/ui/select";
import { Tabs } from "~/ui/tabs";
import { Tag } from "~/ui/tag";
import { Todo } from "~/ui/todo";
import { useLanguage } from "~/ui/use-language";

interface Props {
  query: { topic: Topic | null; show: "all" | "unread"; page: number };
  pageSize: number;
  /** This year, whose days go without it. */
  year: number;
  unread: number;
  total: number;
  rows: {
    id: string;
    kind: string;
    params: unknown;
    link: string;
    createdAt: Date;
    readAt: Date | null;
  }[];
}

/** What somebody was told, and what of it is unread. */
export function NotificationsPage({ query, pageSize, year, unread, total, rows }: Props) {
  const { t } = useTranslation("notifications");
  const { language } = useLanguage();
  const { topic, show, page } = query;
  const address = (over: Partial<Props["query"]>) => {
    const next = { ...query, page: 1, ...over };
    const search = new URLSearchParams();
    if (next.topic) search.set("topic", next.topic);
    if (next.show === "unread") search.set("show", next.show);
    if (next.page > 1) search.set("page", String(next.page));
    return `/notifications${search.size ? `?${search}` : ""}`;
  };
  const day = (at: Date) =>
    yearOf(civilDate(at)) === year
      ? formatMonthDay(civilDate(at), language)
      : formatDay(civilDate(at), language);
  const last = Math.max(1, Math.ceil(total / pageSize));
  return (
    <>
      <PageHead
        title={t("list.title")}
        sub={unread ? t("list.unread", { count: unread }) : t("list.allRead")}
        actions={
          <ButtonLink to="/notifications/settings" kind="quiet">
            {t("settings.title")}
          </ButtonLink>
        }
      />
      <Tabs
        label={t("list.show")}
        items={(["all", "unread"] as const).map((each) => ({
          to: address({ show: each }),
          label: t(`list.tab.${each}`),
          current: show === each,
        }))}
      />
      <Section title={t("list.title")} quiet plain>
        <Form method="get" className="flex items-end gap-3 my-4">
          {show === "unread" && <input type="hidden" name="show" value={show} />}
          <Select
            label={t("list.topic")}
            name="topic"
            defaultValue={topic ?? ""}
            key={topic}
            options={[
              { value: "", label: t("list.every") },
              ...topics.map((each) => ({ value: each, label: t(`list.topics.${each}`) })),
            ]}
          />
          <Button type="submit">{t("list.filter")}</Button>
        </Form>
        {rows.length === 0 ? (
          <Empty title={t(show === "unread" ? "list.noneUnread" : "list.none")}>{t("list.noneText")}</Empty>
        ) : (
          <Todo
            items={rows.map((row) => {
              const text = notificationText(row, language, t);
              const title = text?.title ?? t("list.unknown");
              return {
                key: row.id,
                due: `${day(row.createdAt)} ${formatTime(row.createdAt)}`,
                title: (
                  <>
                    {!row.readAt && (
                      <>
                        <Tag kind="warn">{t("list.new")}</Tag>{" "}
                      </>
                    )}
                    {title}
                  </>
                ),
                text: text?.body,
                actions: (row.link || !row.readAt) && (
                  <Form method="post" className="btns">
                    <input type="hidden" name="id" value={row.id} />
                    {row.link && text && (
                      <Button
                        name="act"
                        value="open"
                        aria-label={t("list.open", { action: text.action, title })}
                      >
                        {text.action}
                      </Button>
                    )}
                    {!row.readAt && (
                      <Button kind="quiet" name="act" value="read" aria-label={t("list.readOf", { title })}>
                        {t("list.read")}
                      </Button>
                    )}
                  </Form>
                ),
              };
            })}
          />
        )}
        {unread > 0 && (
          <Form method="post" className="btns mt-4">
            <Button name="act" value="read-all">
              {t("list.readAll", { count: unread })}
            </Button>
          </Form>
        )}
        {last > 1 && (
          <Pager
            label={t("list.pages")}
            says={t("list.page", { page, last, count: total })}
            previous={{ to: page > 1 ? address({ page: page - 1 }) : undefined, label: t("list.newer") }}
            next={{ to: page < last ? address({ page: page + 1 }) : undefined, label: t("list.older") }}
          />
        )}
      </Section>
    </>
  );
}
