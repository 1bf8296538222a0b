import { useTranslation } from "react-i18next";
import { formatDay } from "~/lib/dates";
import { ButtonLink } from "~/ui/button-link";
import { Meta } from "~/ui/meta";
import { Notice } from "~/ui/notice";
import { PageHead } from "~/ui/page-head";
import { useLanguage } from "~/ui/use-language";
import type { PersonDetail } from "../person-detail.server";
import type { EmploymentAct } from "./employment-form";

export const doneActs = [
  "join",
  "saved",
  "transfer",
  "leave",
  "return",
  "cancel-transfer",
  "cancel-leaving",
] as const;

interface Props {
  person: PersonDetail;
  canWrite: boolean;
  /** The list to go back to. */
  list: string;
  done: (typeof doneActs)[number] | null;
}

/** Who it is, what lies ahead, and what can be done about the employment. */
export function PersonHead({ person, canWrite, list, done }: Props) {
  const { t } = useTranslation(["staff", "people"]);
  const { language, named } = useLanguage();
  const { master, leftOn, ahead, current, planned } = person;
  const here = `/desk/people/${person.id}`;
  const post =
    person.posts.find(({ startsOn }) => startsOn === (current ?? ahead)?.startsOn) ?? person.posts[0];
  const next = person.posts.find(({ startsOn }) => startsOn === ahead?.startsOn);
  const acts: EmploymentAct[] = person.hasLeft
    ? ["return"]
    : [
        ...(planned.includes("transfer") ? (["cancel-transfer"] as const) : (["transfer"] as const)),
        "leave",
        ...(planned.includes("leaving") ? (["cancel-leaving"] as const) : []),
      ];
  return (
    <>
      <PageHead
        title={master.name}
        crumb={{ to: list, label: t("list.title") }}
        sub={
          <Meta>
            {person.employeeNo}
            {post && named(post)}
            {post?.title}
            {t("joined", { date: formatDay(master.joinedOn, language) })}
          </Meta>
        }
        actions={
          canWrite && (
            <>
              {acts.map((act, index) => (
                <ButtonLink
                  key={act}
                  kind={index === 0 ? "primary" : "plain"}
                  to={`${here}/employment?act=${act}`}
                >
                  {t(`do.${act}`)}
                </ButtonLink>
              ))}
              {person.hasLeft ? (
                <ButtonLink kind="quiet" to={`${here}/erasure`}>
                  {t("erasure")}
                </ButtonLink>
              ) : (
                <ButtonLink to={`${here}/invite`}>{t("invite")}</ButtonLink>
              )}
            </>
          )
        }
      />
      {done && (
        <div className="mb-5">
          <Notice kind="done" role="status" title={t(`done.${done}`)} />
        </div>
      )}
      {leftOn && (
        <div className="mb-5">
          <Notice
            kind="warn"
            title={t(person.hasLeft ? "ahead.left" : "ahead.leaving", {
              date: formatDay(leftOn, language),
            })}
          >
            {person.leaveReason && t(`reason.${person.leaveReason as "other"}`)}
          </Notice>
        </div>
      )}
      {ahead && current && next && (
        <div className="mb-5">
          <Notice
            title={t("ahead.transfer", {
              date: formatDay(ahead.startsOn, language),
              unit: named(next),
              title: ahead.title,
            })}
          />
        </div>
      )}
      {person.roles.length > 0 && (
        <p className="dim mb-5">
          {t("roles", {
            roles: person.roles
              .map((role) =>
                t("roleIn", { role: t(`people:role.${role.role as "worker"}`), unit: named(role) }),
              )
              .join(t("comma")),
          })}
        </p>
      )}
    </>
  );
}
