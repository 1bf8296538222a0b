import { useTranslation } from "react-i18next";
import { formatTime } from "~/lib/dates";
import { State } from "~/ui/state";
import type { DraftKeeper } from "../../draft-keeper";

interface Props {
  keeper: DraftKeeper | null;
  /** When the server got the text that the page came with. */
  savedAt: Date;
  /** How many errors have to be put right before it can be sent for review. */
  errors: number;
}

/** Where the text is: on the server, only on this device, or nowhere but in this page. */
export function DraftStatus({ keeper, savedAt, errors }: Props) {
  const { t } = useTranslation("editor");
  const at = keeper?.state.at ?? "saved";
  const time = formatTime(keeper ? new Date(keeper.savedAt) : savedAt);
  const onlyPage = keeper !== null && !keeper.isSaved && !keeper.keepsHere;
  return (
    <div className="ed-status">
      {/* Read out when something is wrong; not at every rest of somebody who types. */}
      <p role={at === "saved" || at === "typing" || at === "saving" ? undefined : "status"}>
        {at === "saved" && <State kind="ok">{t("status.saved", { time })}</State>}
        {at === "typing" && !onlyPage && <span className="dim">{t("status.typing")}</span>}
        {at === "saving" && <span className="dim">{t("status.saving")}</span>}
        {at === "conflict" && <State kind="bad">{t("status.conflict")}</State>}
        {(at === "offline" || at === "signed-out" || at === "refused") && (
          <State kind="late" icon={at === "offline" ? "wifi-off" : undefined}>
            {t("status.onlyHere")}
          </State>
        )}{" "}
        {at === "offline" && t("status.offline")}
        {at === "signed-out" && (
          <>
            {t("status.signedOut")}{" "}
            <a href="/login" target="_blank" rel="noreferrer" className="go">
              {t("status.signIn")}
            </a>
          </>
        )}
        {keeper?.state.at === "refused" && t(`status.refused.${keeper.state.refusal}`)}
      </p>
      {errors > 0 && (
        <p>
          <State kind="bad">{t("status.errors", { count: errors })}</State>
        </p>
      )}
      {onlyPage && (
        <p role="alert">
          <State kind="bad">{t("status.onlyPage")}</State>
        </p>
      )}
    </div>
  );
}
