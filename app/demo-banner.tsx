import { Form, useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";

/** Says that nothing here is real, shows the demonstration's clock and lets it run ahead. */
export function DemoBanner({ clock }: { clock: string }) {
  const { t } = useTranslation();
  const { pathname, search } = useLocation();
  return (
    <Form method="post" action="/demo/clock" className="demo-banner" preventScrollReset>
      <input type="hidden" name="next" value={pathname + search} />
      <span>{t("demo.banner", { clock })}</span>
      <button type="submit" name="minutes" value="60">
        {t("demo.hour")}
      </button>
    </Form>
  );
}
