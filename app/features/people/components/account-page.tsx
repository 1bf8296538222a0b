import { useTranslation } from "react-i18next";
import type { Account, unitChoices } from "~/features/people/account-list.server";
import type { InviteRefusal } from "~/features/people/rules/link";
import type { AccountRefusal } from "~/features/people/rules/roles";
import type { Role } from "~/platform/access";
import { civilDate, formatDay, formatMoment } from "~/lib/dates";
import { ButtonLink } from "~/ui/button-link";
import { Notice } from "~/ui/notice";
import { PageHead } from "~/ui/page-head";
import { Row } from "~/ui/row";
import { Rows } from "~/ui/rows";
import { Section } from "~/ui/section";
import { useLanguage } from "~/ui/use-language";
import { AccountActForm, type ChosenAct } from "./account-act-form";
import { AccountTags } from "./account-tags";
import { InviteSheet, type Sheet } from "./invite-sheet";
import type { FormResult } from "./use-form-errors";

export interface AccountPageProps {
  account: Account;
  units: Awaited<ReturnType<typeof unitChoices>>;
  /** Which roles may be granted here. */
  grantable: readonly Role[];
  may: { manage: boolean; secure: boolean; self: boolean; mail: boolean };
  chosen: ChosenAct | null;
  outcome:
    | { result: FormResult }
    | { refusal: AccountRefusal | InviteRefusal }
    | { sheet: Sheet }
    | { done: ChosenAct["act"] }
    | undefined;
}

export function AccountPage({ account, units, grantable, may, chosen, outcome }: AccountPageProps) {
  const { t } = useTranslation(["account", "people"]);
  const { language, named } = useLanguage();
  const day = (at: Date) => formatDay(civilDate(at), language);
  const until = (at: Date | null) => (at ? formatMoment(at, language) : t("account.no"));
  const link = (act: ChosenAct["act"]) => (
    <ButtonLink key={act} to={`?act=${act}`} preventScrollReset>
      {t(`act.${act}.name`)}
    </ButtonLink>
  );
  const manage = may.manage && !account.left;
  const acts = may.self
    ? []
    : (
        [
          manage && "invite",
          manage && may.mail && "mail",
          manage && account.factorSince && "reset-second-factor",
          grantable.length > 0 && !account.left && "grant-role",
          may.secure && account.lockedUntil && "unlock",
          may.secure && account.blockedUntil && "unblock",
          may.secure && !account.left && "block",
          may.secure && account.sessions > 0 && "end-sessions",
        ] as const
      ).filter((act) => typeof act === "string");
  return (
    <>
      <PageHead
        title={account.name}
        sub={
          <>
            {account.employeeNo} {account.unit && named(account.unit)} <AccountTags account={account} />
          </>
        }
        crumb={{ to: "/admin", label: t("admin.title") }}
      />
      {outcome && "refusal" in outcome && (
        <div className="mb-5">
          <Notice kind="danger" role="alert">
            {t(`refused.${outcome.refusal}`)}
          </Notice>
        </div>
      )}
      {outcome && "done" in outcome && (
        <div className="mb-5">
          <Notice kind="done" role="status">
            {t(`act.${outcome.done}.done`)}
          </Notice>
        </div>
      )}
      {outcome && "sheet" in outcome ? (
        <InviteSheet sheet={outcome.sheet} person={account} />
      ) : (
        chosen &&
        !(outcome && "done" in outcome) && (
          <AccountActForm
            {...{ account, units, grantable, chosen }}
            result={outcome && "result" in outcome ? outcome.result : undefined}
          />
        )
      )}
      {!(outcome && "sheet" in outcome) && (
        <>
          <Section title={t("account.acts")}>
            {may.self ? (
              <p>{t("account.self")}</p>
            ) : acts.length ? (
              <div className="btns">{acts.map(link)}</div>
            ) : (
              <p>{t("account.noActs")}</p>
            )}
          </Section>
          <Section title={t("account.roles")}>
            {account.grants.length === 0 && <p>{t("account.noRoles")}</p>}
            <Rows>
              {account.grants.map((grant) => (
                <Row
                  key={grant.role + grant.unitId}
                  end={
                    may.secure &&
                    !may.self && (
                      <ButtonLink
                        to={`?act=end-role&role=${grant.role}&unit=${grant.unitId}`}
                        preventScrollReset
                        aria-label={t("account.endRole", {
                          role: t(`people:role.${grant.role}`),
                          unit: named(grant.unit),
                        })}
                      >
                        {t("account.end")}
                      </ButtonLink>
                    )
                  }
                >
                  <b>{t(`people:role.${grant.role}`)}</b>{" "}
                  <span className="dim">
                    {t("account.in", { unit: named(grant.unit), day: day(grant.grantedAt) })}
                  </span>
                </Row>
              ))}
            </Rows>
          </Section>
          <Section title={t("account.state")}>
            <Rows>
              <Row end={account.passwordSetAt ? day(account.passwordSetAt) : t("account.no")}>
                {t("account.password")}
              </Row>
              <Row end={account.factorSince ? day(account.factorSince) : t("account.no")}>
                {t("account.factor")}
              </Row>
              <Row end={until(account.linkUntil)}>{t("account.link")}</Row>
              <Row end={until(account.lockedUntil)}>{t("account.lock")}</Row>
              <Row end={until(account.blockedUntil)}>
                {t("account.block")}{" "}
                {account.blockedUntil && <span className="dim">{account.blockReason}</span>}
              </Row>
              <Row end={account.sessions}>{t("account.sessions")}</Row>
            </Rows>
          </Section>
        </>
      )}
    </>
  );
}
