import { Link, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "~/ui/button-link";
import { Empty } from "~/ui/empty";
import { Go } from "~/ui/go";
import { Notice } from "~/ui/notice";
import { PageHead } from "~/ui/page-head";
import { Pager } from "~/ui/pager";
import { Section } from "~/ui/section";
import { Table, type Column } from "~/ui/table";
import { useLanguage } from "~/ui/use-language";
import type { PersonRow } from "../people-list.server";
import { personCell, type Secrets } from "../person-cell";
import {
  isNarrowed,
  searchAddress,
  secretColumns,
  type PeopleColumn,
  type PeopleSearch,
  type PeopleSort,
} from "../rules/people-search";
import { useRowKeys } from "../use-row-keys";
import { PeopleFilter, type FilterChoices } from "./people-filter";

export interface PeoplePageProps {
  title: string;
  search: PeopleSearch;
  found: { total: number; page: number; rows: PersonRow[] };
  choices: FilterChoices;
  secrets: Secrets;
  /** Columns that this person may see. */
  columns: PeopleColumn[];
  canWrite: boolean;
  /** Of those found, who have no password yet; 0 for who invites nobody. */
  uninvited: number;
  /** Nobody has the number that was asked for. */
  unknownNumber: boolean;
}

const searchId = "people-q";
/** Kept on a phone beside the name; the rest is on the person's own page. */
const narrow: readonly PeopleColumn[] = ["unit"];
/** May run over several lines. */
const long: readonly PeopleColumn[] = ["unit", "street", "title", "major"];

/** The list of people: what is searched, shown and sorted is in its address. */
export function PeoplePage(props: PeoplePageProps) {
  const { title, search, found, secrets, canWrite } = props;
  const { t } = useTranslation(["staff", "common"]);
  const { language } = useLanguage();
  const busy = useNavigation().state !== "idle";
  useRowKeys(searchId);
  const { total, page, rows } = found;
  const pages = Math.max(1, Math.ceil(total / search.size));
  const address = (over: Partial<PeopleSearch>) => `/desk/people${searchAddress(search, over)}`;
  const query = searchAddress(search, { page });
  const words = { t, language, days: "words", secrets } as const;

  const sorted = (key: PeopleSort): Column<PersonRow>["sort"] => {
    const isNow = search.sort === key;
    const turned = isNow && search.direction === "asc" ? "desc" : "asc";
    const direction = search.direction === "asc" ? "ascending" : "descending";
    return { to: address({ sort: key, direction: turned }), ...(isNow && { direction }) };
  };
  const columns: Column<PersonRow>[] = [
    {
      key: "name",
      head: t("column.name"),
      rowHeader: true,
      sort: sorted("name"),
      cell: (row) => (
        <Link className="hit" data-row to={`/desk/people/${row.id}?list=${encodeURIComponent(query)}`}>
          {row.name}
        </Link>
      ),
    },
    ...search.columns.map((key) => ({
      key,
      head: t(`column.${key}`),
      ...(!secretColumns.includes(key) && { sort: sorted(key as PeopleSort) }),
      wideOnly: !narrow.includes(key),
      cell: (row: PersonRow) => (
        <span className={long.includes(key) ? undefined : "nb"}>{personCell(row, key, words)}</span>
      ),
    })),
  ];
  const from = (page - 1) * search.size;
  return (
    <>
      <PageHead
        title={title}
        sub={t("list.sub")}
        actions={
          canWrite && (
            <ButtonLink kind="primary" icon="plus" to="/desk/people/new">
              {t("list.add")}
            </ButtonLink>
          )
        }
      />
      {props.unknownNumber && (
        <div className="mb-5">
          <Notice kind="warn" role="alert" title={t("list.unknownNumber")}>
            {t("list.unknownNumberText")}
          </Notice>
        </div>
      )}
      <PeopleFilter
        searchId={searchId}
        search={search}
        choices={props.choices}
        columns={props.columns}
        busy={busy}
      />
      <Section
        title={t("list.count", { count: total })}
        aside={
          total > 0 && (
            <span className="btns noprint">
              {props.uninvited > 0 && (
                <ButtonLink icon="users" to={`/desk/people/invite${searchAddress(search)}`}>
                  {t("list.invite", { count: props.uninvited })}
                </ButtonLink>
              )}
              <ButtonLink
                icon="download"
                reloadDocument
                to={`/desk/people/export${searchAddress(search)}&format=xlsx`.replace("?&", "?")}
              >
                {t("list.xlsx")}
              </ButtonLink>
              <ButtonLink
                icon="download"
                reloadDocument
                to={`/desk/people/export${searchAddress(search)}&format=csv`.replace("?&", "?")}
              >
                {t("list.csv")}
              </ButtonLink>
            </span>
          )
        }
      >
        {isNarrowed(search) && (
          <p className="mb-4">
            <Go
              to={`/desk/people${searchAddress({ ...search, q: "", only: [], unit: null, title: "", level: "", education: "", lacks: "", state: "in-post" })}`}
            >
              {t("list.everybody")}
            </Go>
          </p>
        )}
        {total === 0 ? (
          <Empty title={t("list.empty")}>{t("list.emptyText")}</Empty>
        ) : (
          <Table caption={title} columns={columns} rows={rows} rowKey={(row) => row.id} />
        )}
        {total > 0 && (
          <Pager
            label={t("list.pages")}
            says={t("list.shown", { from: from + 1, to: from + rows.length, count: total })}
            previous={{ to: page > 1 ? address({ page: page - 1 }) : undefined, label: t("list.previous") }}
            next={{ to: page < pages ? address({ page: page + 1 }) : undefined, label: t("list.next") }}
          />
        )}
        <p className="note mt-4 noprint">{t("list.keys")}</p>
      </Section>
    </>
  );
}
