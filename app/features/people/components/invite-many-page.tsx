import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Check } from "~/ui/check";
import { Choices } from "~/ui/choices";
import { Empty } from "~/ui/empty";
import { Facts } from "~/ui/facts";
import { Notice } from "~/ui/notice";
import { PageHead } from "~/ui/page-head";
import { InviteSlips, type Slip } from "./invite-slips";

interface Counts {
  mail: number;
  sheet: number;
  /** Beyond what goes at once. */
  later: number;
  invited: number;
  refused: number;
}

/** Inviting all of a list who have no password yet: first in numbers, then what has been done, with slips to print. */
export function InviteManyPage(props: {
  title: string;
  /** The query part of the list's address. */
  list: string;
  seen: number;
  counts: Counts;
  /** With those who hold an invitation that still counts. */
  all: Counts;
  done: { mailed: number; slips: Slip[]; expiresAt: Date; later: number } | undefined;
}) {
  const { t } = useTranslation("account");
  const { title, list, counts, all, done } = props;
  const busy = useNavigation().state !== "idle";
  const now = counts.mail + counts.sheet;
  const crumb = { to: `/desk/people${list}`, label: t("inviteMany.back") };
  if (done) {
    const { mailed, slips, expiresAt, later } = done;
    return (
      <>
        <div className="noprint">
          <PageHead title={title} crumb={crumb} />
          <Notice kind="done" role="status" title={t("inviteMany.done", { count: mailed + slips.length })}>
            <p>{t("inviteMany.mailed", { count: mailed })}</p>
            {later > 0 && <p>{t("inviteMany.more", { count: later })}</p>}
          </Notice>
        </div>
        {slips.length > 0 && <InviteSlips slips={slips} expiresAt={expiresAt} />}
      </>
    );
  }
  if (all.mail + all.sheet === 0)
    return (
      <>
        <PageHead title={title} crumb={crumb} />
        <Empty level={2} title={t("inviteMany.none")}>
          {t("inviteMany.noneText", { count: counts.refused })}
        </Empty>
      </>
    );
  return (
    <>
      <PageHead title={title} sub={t("inviteMany.sub")} crumb={crumb} />
      <Facts
        items={[
          { value: counts.mail, text: t("inviteMany.byMail") },
          { value: counts.sheet, text: t("inviteMany.bySheet") },
          { value: counts.invited, text: t("inviteMany.invited") },
          { value: counts.refused, text: t("inviteMany.refused") },
          ...(counts.later > 0 ? [{ value: counts.later, text: t("inviteMany.later") }] : []),
        ]}
      />
      <Form method="post" className="stack my-5">
        <input type="hidden" name="seen" value={props.seen} />
        <Choices label={t("inviteMany.way")}>
          <Check type="radio" name="by" value="mail" defaultChecked label={t("inviteMany.mailFirst")} />
          <Check type="radio" name="by" value="sheet" label={t("inviteMany.allSheets")} />
        </Choices>
        {counts.invited > 0 && (
          <Check
            name="again"
            required={now === 0}
            label={t("inviteMany.again", { count: counts.invited })}
            note={t("inviteMany.againNote")}
          />
        )}
        <Button kind="primary" type="submit" busy={busy}>
          {t("inviteMany.go")}
        </Button>
      </Form>
    </>
  );
}
