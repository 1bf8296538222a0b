import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { civilDate, formatMonthDay } from "~/lib/dates";
import { Button } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { Field } from "~/ui/field";
import { PageHead } from "~/ui/page-head";
import { Pager } from "~/ui/pager";
import { Select } from "~/ui/select";
import { Tabs } from "~/ui/tabs";
import { Todo } from "~/ui/todo";
import { useLanguage } from "~/ui/use-language";

import type { correctionQueue, QueueAsked } from "../corrections.server";
import { CorrectionDecision, type DecisionWrong } from "./correction-decision";
import { WantedText } from "./wanted-text";

interface CorrectionsPageProps {
  title: string;
  asked: QueueAsked;
  own: string;
  queue: Awaited<ReturnType<typeof correctionQueue>>;
  wrong?: { id: string; refusal: DecisionWrong; answer: string };
}

const states = ["open", "accepted", "declined"] as const;

/** What people say is wrong with their data, to be accepted or declined. */
export function CorrectionsPage({ title, asked, own, queue, wrong }: CorrectionsPageProps) {
  const { t } = useTranslation("privacy");
  const { language, named } = useLanguage();
  const day = (at: Date) => formatMonthDay(civilDate(at), language);
  const to = (over: Partial<QueueAsked>) => {
    const next = { ...asked, page: 1, ...over };
    return `?${new URLSearchParams({ ...next, page: String(next.page) }).toString()}`;
  };
  return (
    <>
      <PageHead crumb={{ to: "/desk", label: t("back.desk") }} title={title} sub={t("queue.sub")} />
      <Tabs
        label={t("queue.states")}
        items={states.map((state) => ({
          to: to({ state }),
          label: t(`corrections.state.${state}`),
          current: asked.state === state,
        }))}
      />
      <Form method="get" className="stack my-4 max-w-md">
        <input type="hidden" name="state" value={asked.state} />
        <Field
          name="search"
          type="search"
          label={t("queue.search")}
          defaultValue={asked.search}
          maxLength={40}
        />
        <Select
          name="sort"
          label={t("queue.sort")}
          defaultValue={asked.sort}
          options={(["oldest", "newest"] as const).map((sort) => ({
            value: sort,
            label: t(`queue.${sort}`),
          }))}
        />
        <Button type="submit" icon="search">
          {t("queue.find")}
        </Button>
      </Form>
      {queue.rows.length === 0 ? (
        <Empty level={2} title={t("queue.empty")}>
          {t("queue.emptyText")}
        </Empty>
      ) : (
        <>
          <h2 className="vh">{t(`corrections.state.${asked.state}`)}</h2>
          <Todo
            items={queue.rows.map((row) => ({
              key: row.id,
              due: day(row.createdAt),
              to: `/desk/people/${row.personId}`,
              title: `${row.name} ${row.employeeNo} · ${t(`field.${row.field}`)}`,
              text: (
                <>
                  {row.unit && <span className="block">{named(row.unit)}</span>}
                  {row.now !== null && (
                    <span className="block">
                      {t("queue.now")}
                      <WantedText field={row.field} text={row.now} />
                    </span>
                  )}
                  <span className="block">
                    {t("queue.wanted")}
                    <WantedText field={row.field} text={row.wanted} />
                  </span>
                  <span className="block">{t("queue.reason", { text: row.reason })}</span>
                  {row.answer && (
                    <span className="block">{t("corrections.answer", { text: row.answer })}</span>
                  )}
                </>
              ),
              actions:
                row.state === "open" ? (
                  <CorrectionDecision
                    {...{ id: row.id, personId: row.personId, field: row.field, own: row.personId === own }}
                    wrong={wrong?.id === row.id ? wrong : undefined}
                  />
                ) : undefined,
            }))}
          />
        </>
      )}
      <Pager
        label={t("queue.pages")}
        says={t("queue.count", { count: queue.total, page: asked.page, pages: queue.pages })}
        previous={{
          to: asked.page > 1 ? to({ page: asked.page - 1 }) : undefined,
          label: t("queue.previous"),
        }}
        next={{
          to: asked.page < queue.pages ? to({ page: asked.page + 1 }) : undefined,
          label: t("queue.next"),
        }}
      />
    </>
  );
}
