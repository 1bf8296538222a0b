import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatDay } from "~/lib/dates";
import { Button } from "~/ui/button";
import { ButtonLink } from "~/ui/button-link";
import { Facts } from "~/ui/facts";
import { Notice } from "~/ui/notice";
import { useLanguage } from "~/ui/use-language";
import type { UnitDetail, UnitEvidence, WeighedAct } from "../unit-register.server";

/** What moving or closing a unit will change, in numbers, and the button that does it. */
export function UnitConfirm(props: { unit: UnitDetail; order: WeighedAct; evidence: UnitEvidence }) {
  const { unit, order, evidence } = props;
  const { t } = useTranslation("units");
  const { language, named } = useLanguage();
  const busy = useNavigation().state !== "idle";
  const name = named(unit.row);
  const date = formatDay(order.day, language);
  const to = order.act === "move" ? unit.places.find((place) => place.id === order.parentId) : undefined;
  const parent = to ? named(to) : "";
  const count = (value: number) => value.toLocaleString("en");
  const { before, since, people } = evidence;
  const facts =
    order.act === "move"
      ? [
          { value: count(people), text: t("confirm.movePeople") },
          {
            value: count(since.personTimes),
            text: t("confirm.moveSince", { sessions: since.sessions, parent }),
          },
          { value: count(before.personTimes), text: t("confirm.moveBefore", { sessions: before.sessions }) },
        ]
      : [
          { value: count(people), text: t("confirm.closePeople") },
          {
            value: count(before.personTimes + since.personTimes),
            text: t("confirm.closeBefore", { sessions: before.sessions + since.sessions }),
          },
        ];
  return (
    <Form method="post">
      <Notice kind="warn" role="alert" title={t(`confirm.${order.act}`)}>
        {order.act === "move"
          ? t("confirm.moveText", { date, name, parent })
          : t("confirm.closeText", { date, name })}
      </Notice>
      <Facts items={facts} />
      {order.act === "move" && <input type="hidden" name="parentId" value={order.parentId} />}
      <input type="hidden" name="act" value={order.act} />
      <input type="hidden" name="day" value={order.day} />
      <input type="hidden" name="confirmed" value="yes" />
      <div className="btns mt-6">
        <Button kind="primary" busy={busy}>
          {t(`confirm.${order.act}Go`)}
        </Button>
        <ButtonLink kind="quiet" to={`/desk/units/${unit.row.id}`}>
          {t("form.cancel")}
        </ButtonLink>
      </div>
    </Form>
  );
}
