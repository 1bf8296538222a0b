import { RemixBrowser } from "@remix-run/react";
import { startTransition, StrictMode } from "react";
import { hydrateRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { createTexts, isLanguage } from "~/platform/i18n/languages";
import { PageInfo } from "~/ui/page-info";

async function hydrate() {
  const { lang, dataset } = document.documentElement;
  const language = isLanguage(lang.slice(0, 2)) ? (lang.slice(0, 2) as "zh" | "en") : "zh";
  const texts =
    language === "en" ? await import("~/platform/i18n/texts-en") : await import("~/platform/i18n/texts-zh");
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <I18nextProvider i18n={createTexts(language, texts.default)}>
          <PageInfo.Provider value={{ requestId: dataset.request }}>
            <RemixBrowser />
          </PageInfo.Provider>
        </I18nextProvider>
      </StrictMode>,
    );
  });
}

void hydrate();
