import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { InviteRefusal } from "~/features/people/rules/link";
import { Button } from "~/ui/button";
import { Facts } from "~/ui/facts";
import { Notice } from "~/ui/notice";
import { PageHead } from "~/ui/page-head";
import { InviteSheet, type Sheet } from "./invite-sheet";

export function InvitePage(props: {
  person: {
    personId: string;
    name: string;
    employeeNo: string;
    unit: { name: string; nameEn: string } | null;
    hasPassword: boolean;
    hasMail: boolean;
  };
  outcome: { refusal: InviteRefusal } | { sheet: Sheet } | { sent: true } | undefined;
}) {
  const { t } = useTranslation("account");
  const { person, outcome } = props;
  return (
    <>
      {/* The sheet has its own title, for who is given it. */}
      <div className={outcome && "sheet" in outcome ? "noprint" : undefined}>
        <PageHead
          title={t(person.hasPassword ? "invite.resetTitle" : "invite.title", { name: person.name })}
          sub={person.employeeNo}
          crumb={{ to: `/desk/people/${person.personId}`, label: person.name }}
        />
      </div>
      {outcome && "sheet" in outcome ? (
        <InviteSheet sheet={outcome.sheet} person={person} />
      ) : outcome && "sent" in outcome ? (
        <Notice kind="done" role="status">
          {t("invite.sent")}
        </Notice>
      ) : (
        <>
          {outcome && (
            <Notice kind="danger" role="alert">
              {t(`refused.${outcome.refusal}`)}
            </Notice>
          )}
          <p>{t(person.hasPassword ? "invite.resetText" : "invite.text")}</p>
          <Facts
            items={[
              person.hasPassword
                ? { value: t("invite.minutes"), text: t("invite.holdsReset") }
                : { value: t("invite.days"), text: t("invite.holds") },
              { value: t("invite.once"), text: t("invite.onceText") },
              { value: t("invite.zero"), text: t("invite.older") },
            ]}
          />
          <Form method="post" className="btns my-5">
            <Button kind="primary" type="submit" name="way" value="sheet" icon="print">
              {t("invite.sheet")}
            </Button>
            {person.hasMail && (
              <Button type="submit" name="way" value="mail">
                {t("invite.mail")}
              </Button>
            )}
          </Form>
        </>
      )}
    </>
  );
}
