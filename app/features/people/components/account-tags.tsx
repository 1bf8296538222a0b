import { useTranslation } from "react-i18next";
import { Tag } from "~/ui/tag";

/** What is out of the ordinary with an account. */
export function AccountTags(props: {
  account: {
    left: boolean;
    hasPassword: boolean;
    lacksFactor: boolean;
    lockedUntil: Date | null;
    blockedUntil: Date | null;
  };
}) {
  const { t } = useTranslation("account");
  const { left, hasPassword, lacksFactor, lockedUntil, blockedUntil } = props.account;
  return (
    <>
      {left && <Tag>{t("state.left")}</Tag>} {blockedUntil && <Tag kind="danger">{t("state.blocked")}</Tag>}{" "}
      {lockedUntil && <Tag kind="warn">{t("state.locked")}</Tag>}{" "}
      {!hasPassword && !left && <Tag>{t("state.never")}</Tag>}{" "}
      {lacksFactor && !left && <Tag kind="warn">{t("state.no-factor")}</Tag>}
    </>
  );
}
