import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { kindLabel } from "~/platform/notification-text";
import type { KindSetting } from "~/platform/notifications.server";
import { Button } from "~/ui/button";
import { Check } from "~/ui/check";
import { Choices } from "~/ui/choices";
import { Notice } from "~/ui/notice";
import { PageHead } from "~/ui/page-head";

interface Props {
  kinds: KindSetting[];
  /** Where mail would go; null when mail is not set up, "" when no address is known. */
  address: string | null;
  saved: boolean;
}

/** By kind and channel: what goes out beside the notification centre. */
export function NotificationSettingsPage({ kinds, address, saved }: Props) {
  const { t } = useTranslation("notifications");
  const busy = useNavigation().state === "submitting";
  return (
    <>
      <PageHead
        title={t("settings.title")}
        sub={t("settings.sub")}
        crumb={{ to: "/notifications", label: t("list.title") }}
      />
      {saved && (
        <Notice kind="done" role="status">
          {t("settings.saved")}
        </Notice>
      )}
      <p className="dim my-4">
        {address === null
          ? t("settings.noMail")
          : address === ""
            ? t("settings.noAddress")
            : t("settings.mailTo", { address })}
      </p>
      <Form method="post">
        {kinds.map(({ kind, channels: { mail, wecom } }) => (
          <Choices key={kind} label={kindLabel(kind, t)}>
            <Check
              name="mail"
              value={kind}
              label={t("settings.mail")}
              note={mail.fixed && t("settings.always")}
              defaultChecked={mail.on}
              disabled={mail.fixed !== null}
            />
            {/* What may not be read by a group is not offered there. */}
            {wecom.fixed === null && (
              <Check name="wecom" value={kind} label={t("settings.wecom")} defaultChecked={wecom.on} />
            )}
          </Choices>
        ))}
        <p className="dim my-4">{t("settings.groups")}</p>
        <div className="btns">
          <Button kind="primary" busy={busy}>
            {t("settings.save")}
          </Button>
        </div>
      </Form>
    </>
  );
}
