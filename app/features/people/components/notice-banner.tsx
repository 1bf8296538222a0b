import { Link, useFetcher, useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";

/** Asks to read the notice, until its version is acknowledged. One tap; what is being typed on the page stays. */
export function NoticeBanner({ version }: { version: string }) {
  const { t } = useTranslation("privacy");
  const { pathname, search } = useLocation();
  const fetcher = useFetcher();
  return (
    <fetcher.Form method="post" action="/me/notice" className="demo-banner">
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="next" value={pathname + search} />
      <span>
        <Link to="/me/notice">{t("banner.text")}</Link>
      </span>
      <button type="submit">{t("banner.done")}</button>
    </fetcher.Form>
  );
}
