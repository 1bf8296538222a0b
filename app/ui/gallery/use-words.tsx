import { useTranslation } from "react-i18next";

/** The words of one part. Keys are looked up loosely: this page only shows, and a missing word shows as its key. */
export function useWords(part: string) {
  const { t } = useTranslation("gallery");
  const look = t as unknown as (key: string, options?: Record<string, unknown>) => unknown;
  return {
    t: (key: string, values?: Record<string, unknown>) => String(look(`${part}.${key}`, values)),
    list: (key: string) => look(`${part}.${key}`, { returnObjects: true }) as string[],
    grid: (key: string) => look(`${part}.${key}`, { returnObjects: true }) as string[][],
  };
}

export const Sub = ({ children }: { children: string }) => <h3 className="gal__h">{children}</h3>;
