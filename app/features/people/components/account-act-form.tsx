import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { Account } from "~/features/people/account-list.server";
import { blockHours } from "~/features/people/schema/accounts";
import type { Role } from "~/platform/access";
import { Button } from "~/ui/button";
import { ButtonLink } from "~/ui/button-link";
import { Facts } from "~/ui/facts";
import { Field } from "~/ui/field";
import { Section } from "~/ui/section";
import { Select } from "~/ui/select";
import { useLanguage } from "~/ui/use-language";
import { useFormErrors, type FormResult } from "./use-form-errors";

export type ChosenAct =
  | {
      act:
        | "invite"
        | "mail"
        | "reset-second-factor"
        | "grant-role"
        | "block"
        | "unblock"
        | "unlock"
        | "end-sessions";
    }
  | { act: "end-role"; role: Role; unitId: string };

/** One act on an account: what it will do, in numbers, and the button that does it. */
export function AccountActForm(props: {
  account: Account;
  units: { id: string; name: string; nameEn: string }[];
  grantable: readonly Role[];
  chosen: ChosenAct;
  result: FormResult;
}) {
  const { t } = useTranslation(["account", "people"]);
  const { named } = useLanguage();
  const { account, units, grantable, chosen, result } = props;
  const { error, typed } = useFormErrors(result);
  const { act } = chosen;
  const ends = { value: account.sessions, text: t("act.endsSessions", { count: account.sessions }) };
  const facts = {
    invite: [{ value: t("invite.once"), text: t("invite.onceText") }],
    mail: [{ value: t("invite.once"), text: t("invite.onceText") }],
    "reset-second-factor": [ends],
    "grant-role": [],
    "end-role": [],
    block: [ends],
    unblock: [],
    unlock: [],
    "end-sessions": [ends],
  }[act];
  return (
    <Section title={t(`act.${act}.name`)}>
      <p>{t(`act.${act}.text`, { name: account.name })}</p>
      {facts.length > 0 && <Facts items={facts} />}
      <Form method="post" className="stack my-5">
        <input type="hidden" name="act" value={act} />
        {chosen.act === "end-role" && (
          <>
            <input type="hidden" name="role" value={chosen.role} />
            <input type="hidden" name="unitId" value={chosen.unitId} />
            <p>
              <b>{t(`people:role.${chosen.role}`)}</b>{" "}
              {account.grants
                .filter((grant) => grant.role === chosen.role && grant.unitId === chosen.unitId)
                .map((grant) => named(grant.unit))}
            </p>
          </>
        )}
        {act === "grant-role" && (
          <>
            <Select
              name="role"
              label={t("act.role")}
              defaultValue={typed("role")}
              options={grantable.map((role) => ({ value: role, label: t(`people:role.${role}`) }))}
            />
            <Select
              name="unitId"
              label={t("act.unit")}
              hint={t("act.unitHint")}
              defaultValue={typed("unitId")}
              options={units.map((unit) => ({ value: unit.id, label: named(unit) }))}
            />
          </>
        )}
        {act === "block" && (
          <Select
            name="hours"
            label={t("act.hours")}
            defaultValue={typed("hours")}
            options={blockHours.map((hours) => ({ value: String(hours), label: t(`act.hour.${hours}`) }))}
          />
        )}
        {(act === "block" || act === "reset-second-factor") && (
          <Field
            name="reason"
            label={t("act.reason")}
            hint={t("act.reasonHint")}
            error={error("reason")}
            defaultValue={typed("reason")}
            autoFocus={Boolean(error("reason"))}
          />
        )}
        <div>
          <div className="btns">
            <Button kind="primary" type="submit">
              {t(`act.${act}.go`)}
            </Button>
            <ButtonLink kind="quiet" to="?" preventScrollReset>
              {t("act.cancel")}
            </ButtonLink>
          </div>
        </div>
      </Form>
    </Section>
  );
}
