import { Form, useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Seg } from "~/ui/seg";

type Theme = "light" | "dark" | "system";

/** Language and, when given, theme, as one form that works without JavaScript. */
export function Preferences({ theme }: { theme?: Theme }) {
  const { t, i18n } = useTranslation("people");
  const { pathname, search } = useLocation();
  const themes: Theme[] = ["system", "light", "dark"];
  return (
    // A whole page load: the texts of the other language are not on this page.
    <Form method="post" action="/preferences" reloadDocument className="btns">
      <input type="hidden" name="next" value={pathname + search} />
      <Seg
        label={t("preferences.language")}
        items={(["zh", "en"] as const).map((language) => ({
          label: t(`preferences.${language}`),
          on: i18n.language === language,
          name: "language",
          value: language,
        }))}
      />
      {theme && (
        <Seg
          label={t("preferences.theme")}
          items={themes.map((each) => ({
            label: t(`preferences.${each}`),
            on: theme === each,
            name: "theme",
            value: each,
          }))}
        />
      )}
    </Form>
  );
}
