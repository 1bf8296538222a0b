import { Pager } from "../pager";
import { Section } from "../section";
import { State } from "../state";
import { Table } from "../table";
import { useWords } from "./use-words";

export function Tables() {
  const { t, grid } = useWords("table");
  const people = grid("people").map(([due, name, unit, hours], index) => ({ due, name, unit, hours, index }));
  const points = grid("rows").map(([what, how, times, got]) => ({ what, how, times, got }));
  return (
    <>
      <Section title={t("title")}>
        <Table
          caption={t("caption")}
          rows={people}
          rowKey={(row) => String(row.index)}
          detail={(row) => row.index === 1 && <p>{t("detail")}</p>}
          columns={[
            {
              key: "due",
              head: t("due"),
              cell: (row) => row.due,
              sort: { to: "?sort=-due", direction: "ascending" },
            },
            {
              key: "name",
              head: t("name"),
              rowHeader: true,
              sort: { to: "?sort=name" },
              cell: (row) => (
                <>
                  {row.name}
                  <span className="sub">{row.unit}</span>
                </>
              ),
            },
            {
              key: "hours",
              head: t("hours"),
              align: "end",
              cell: (row) => (
                <>
                  {row.hours}
                  {row.index === 1 && (
                    <>
                      <br />
                      <span className="miss">{t("lacks", { n: 8 })}</span>
                    </>
                  )}
                </>
              ),
            },
            {
              key: "next",
              head: t("next"),
              cell: (row) =>
                row.index === 2 ? (
                  <State kind="ok">{t("submitted")}</State>
                ) : (
                  <a className="hit" href="#gallery-since">
                    {t(row.index ? "put" : "urge")}
                  </a>
                ),
            },
          ]}
        />
        <Pager
          label={t("pager")}
          says={t("page")}
          previous={{ label: t("prev") }}
          next={{ to: "?page=2", label: t("nextPage") }}
        />
      </Section>
      <Section title={t("points")}>
        <Table
          large
          caption={t("points")}
          rows={points}
          rowKey={(row) => row.what ?? ""}
          columns={[
            {
              key: "what",
              head: t("what"),
              rowHeader: true,
              cell: (row) => (
                <>
                  {row.what}
                  <span className="sub">{row.how}</span>
                </>
              ),
            },
            { key: "times", head: t("times"), align: "end", cell: (row) => row.times },
            { key: "got", head: t("got"), align: "end", cell: (row) => row.got },
          ]}
          foot={
            <tr>
              <th scope="row" colSpan={2}>
                {t("total")}
              </th>
              <td className="n">354</td>
            </tr>
          }
        />
      </Section>
    </>
  );
}
