import type { SubmissionResult } from "@conform-to/react";
import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatDay } from "~/lib/dates";
import { Button } from "~/ui/button";
import { ButtonLink } from "~/ui/button-link";
import { Facts } from "~/ui/facts";
import { Notice } from "~/ui/notice";
import { PageHead } from "~/ui/page-head";
import { Section } from "~/ui/section";
import { useLanguage } from "~/ui/use-language";
import type { EmploymentRefusal } from "../rules/employment";
import { EmploymentForm, type EmploymentAct, type UnitChoice } from "./employment-form";
import type { PersonDetail } from "../person-detail.server";

/** What was asked for in the first step, as it is asked again in the second. */
export interface EmploymentOrder {
  act: EmploymentAct;
  unitId?: string;
  title?: string;
  from?: string;
  lastDay?: string;
  reason?: string;
}

export interface Consequences {
  seats: number;
  promoted: number;
  roles: number;
  sessions: number;
}

interface Props {
  act: EmploymentAct;
  person: PersonDetail;
  today: string;
  units: UnitChoice[];
  consequences: Consequences | null;
  answer?: { result?: SubmissionResult<string[]>; weighed?: EmploymentOrder; refusal?: EmploymentRefusal };
  weighed: { order: EmploymentOrder; consequences: Consequences | null } | null;
}

/** One act on somebody's employment, in two steps that work without script. */
export function EmploymentPage({ act, person, today, units, answer, weighed }: Omit<Props, "consequences">) {
  const { t } = useTranslation("staff");
  const here = `/desk/people/${person.id}`;
  const { name } = person.master;
  const ask = act === "cancel-transfer" || act === "cancel-leaving" ? { act } : weighed?.order;
  return (
    <>
      <PageHead
        title={t(`act.${act}`, { name })}
        crumb={{ to: here, label: name }}
        sub={t(`act.${act}Sub`)}
      />
      <Section plain quiet title={t(`act.${act}`, { name })}>
        {answer?.refusal && (
          <div className="mb-5">
            <Notice kind="danger" role="alert" title={t(`error.${answer.refusal}`)} />
          </div>
        )}
        {ask ? (
          <Confirm
            person={person}
            order={ask}
            units={units}
            consequences={weighed?.consequences ?? null}
            today={today}
          />
        ) : (
          <EmploymentForm
            act={act as "transfer"}
            here={here}
            today={today}
            title={person.posts[0]?.title ?? ""}
            units={units}
            result={answer?.result}
          />
        )}
      </Section>
    </>
  );
}

function Confirm(props: {
  person: PersonDetail;
  order: EmploymentOrder;
  units: UnitChoice[];
  consequences: Consequences | null;
  today: string;
}) {
  const { person, order, units, consequences, today } = props;
  const { t } = useTranslation("staff");
  const { language, named } = useLanguage();
  const busy = useNavigation().state !== "idle";
  const { act, ...fields } = order;
  const unit = units.find(({ id }) => id === order.unitId);
  const date = formatDay(
    order.from ?? order.lastDay ?? person.leftOn ?? person.ahead?.startsOn ?? today,
    language,
  );
  const old = person.posts[0];
  const words = {
    name: person.master.name,
    date,
    unit: unit ? named(unit) : "",
    title: order.title ?? "",
    old: old ? named(old) : "",
  };
  const closes = act === "leave" && (order.lastDay ?? "") <= today;
  const others = person.roles.filter(({ role }) => role !== "worker").length;
  return (
    <Form method="post">
      <Notice kind="warn" role="alert" title={t(`confirm.${act}`, words)}>
        {act === "leave"
          ? t(closes ? "confirm.leaveNow" : "confirm.leaveLater")
          : t(`confirm.${act}Text`, words)}
      </Notice>
      {act === "leave" && consequences && (
        <Facts
          items={[
            { value: consequences.roles, text: t("confirm.roles") },
            { value: consequences.sessions, text: t("confirm.sessions") },
            { value: consequences.seats, text: t("confirm.seats") },
            { value: consequences.promoted, text: t("confirm.promoted") },
          ]}
        />
      )}
      {act === "leave" && person.planned.includes("transfer") && (
        <p className="mt-4">{t("confirm.plannedEnds")}</p>
      )}
      {act === "transfer" && others > 0 && (
        <p className="mt-4">{t("confirm.otherRoles", { count: others })}</p>
      )}
      {Object.entries({ act, ...fields, confirmed: "yes" }).map(
        ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
      )}
      <div className="btns mt-6">
        <Button kind="primary" type="submit" busy={busy}>
          {t(`confirm.${act}Go`)}
        </Button>
        <ButtonLink kind="quiet" to={`/desk/people/${person.id}`}>
          {t("cancel")}
        </ButtonLink>
      </div>
    </Form>
  );
}
