import { Form, Link } from "@remix-run/react";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import type { AccountQuery, listAccounts } from "~/features/people/account-list.server";
import { accountStates } from "~/features/people/schema/accounts";
import { roles } from "~/platform/access";
import { Button } from "~/ui/button";
import { ButtonLink } from "~/ui/button-link";
import { Empty } from "~/ui/empty";
import { Field } from "~/ui/field";
import { PageHead } from "~/ui/page-head";
import { Pager } from "~/ui/pager";
import { Select } from "~/ui/select";
import { Table } from "~/ui/table";
import { useLanguage } from "~/ui/use-language";
import { AccountTags } from "./account-tags";

type List = Awaited<ReturnType<typeof listAccounts>>;

interface Props {
  list: List;
  query: AccountQuery;
  opens: boolean;
  /** Whether the person looks after mail, robots and jobs too. */
  messages: boolean;
}

export function AccountListPage({ list, query, opens, messages }: Props) {
  const { t } = useTranslation(["account", "people"]);
  const { named } = useLanguage();
  const address = (over: Partial<AccountQuery>) => {
    const asked = Object.entries({ ...query, page: 1, ...over });
    const given = asked.filter(([key, value]) => value !== "" && !(key === "page" && value === 1));
    return `?${new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString()}`;
  };
  const sortBy = (key: "number" | "name") => ({
    to: address({ sort: query.sort === key ? `-${key}` : key }),
    direction: query.sort.endsWith(key)
      ? query.sort.startsWith("-")
        ? ("descending" as const)
        : ("ascending" as const)
      : undefined,
  });
  return (
    <>
      <PageHead
        title={t("admin.title")}
        sub={t("admin.sub")}
        actions={
          <>
            {messages && <ButtonLink to="/admin/messages">{t("admin.messages")}</ButtonLink>}
            {opens && <ButtonLink to="/admin/new">{t("admin.open")}</ButtonLink>}
          </>
        }
      />
      <Form method="get" role="search" className="mb-5">
        <input type="hidden" name="sort" value={query.sort} />
        <div className="grid gap-4 m:grid-cols-2 desk:grid-cols-4 items-end">
          <Field name="q" type="search" label={t("admin.search")} defaultValue={query.q} />
          <Select
            name="role"
            label={t("admin.role")}
            defaultValue={query.role}
            options={[
              { value: "", label: t("admin.anyRole") },
              ...roles.map((role) => ({ value: role, label: t(`people:role.${role}`) })),
            ]}
          />
          <Select
            name="state"
            label={t("admin.state")}
            defaultValue={query.state}
            options={accountStates.map((state) => ({ value: state, label: t(`state.${state || "here"}`) }))}
          />
          <div>
            <Button kind="primary" type="submit">
              {t("admin.find")}
            </Button>
          </div>
        </div>
      </Form>
      {list.accounts.length === 0 ? (
        <Empty level={2} title={t("admin.none")}>
          {t("admin.noneText")}
        </Empty>
      ) : (
        <Table
          caption={t("admin.title")}
          rows={list.accounts}
          rowKey={(account) => account.personId}
          columns={[
            {
              key: "number",
              head: t("admin.number"),
              sort: sortBy("number"),
              cell: ({ employeeNo }) => <span className="nb">{employeeNo}</span>,
            },
            {
              key: "name",
              head: t("admin.name"),
              sort: sortBy("name"),
              rowHeader: true,
              cell: ({ personId, name }) => (
                <Link className="hit nb" to={`/admin/${personId}`}>
                  {name}
                </Link>
              ),
            },
            {
              key: "unit",
              head: t("admin.unit"),
              wideOnly: true,
              cell: ({ unit }) => (unit ? named(unit) : "–"),
            },
            {
              key: "roles",
              head: t("admin.roles"),
              cell: (account) => (
                <>
                  {account.roles.map((role, i) => (
                    <Fragment key={role}>
                      {i > 0 && t("people:me.comma")}
                      <span className="nb">{t(`people:role.${role}`)}</span>
                    </Fragment>
                  ))}
                  {account.roles.length === 0 && "–"}
                  {/* On a phone there is no room for a column of their own. */}
                  <span className="m:hidden">
                    {" "}
                    <AccountTags account={account} />
                  </span>
                </>
              ),
            },
            {
              key: "state",
              head: t("admin.state"),
              wideOnly: true,
              cell: (account) => <AccountTags account={account} />,
            },
          ]}
        />
      )}
      <Pager
        label={t("admin.pages")}
        says={t("admin.count", { count: list.count, page: list.page, pages: list.pages })}
        previous={{
          to: list.page > 1 ? address({ page: list.page - 1 }) : undefined,
          label: t("admin.previous"),
        }}
        next={{
          to: list.page < list.pages ? address({ page: list.page + 1 }) : undefined,
          label: t("admin.next"),
        }}
      />
    </>
  );
}
