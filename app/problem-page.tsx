import { isRouteErrorResponse, useRouteError } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { BareFrame } from "~/ui/bare-frame";
import { ButtonLink } from "~/ui/button-link";
import { PageHead } from "~/ui/page-head";
import { usePageInfo } from "~/ui/page-info";

const known = [400, 401, 403, 404, 405, 413, 422, 503, 507] as const;

/** Which words belong to a status. */
export function problemKey(status: number): (typeof known)[number] | 500 {
  return known.find((each) => each === status) ?? 500;
}

/** What a person sees instead of a page: what happened, what to do next, and an id to tell the help desk. */
export function ProblemPage() {
  const { t } = useTranslation();
  const page = usePageInfo();
  const error = useRouteError();
  // The page may have come long before the request that failed, which says its own id.
  const said = isRouteErrorResponse(error)
    ? (error.data as { requestId?: string } | null)?.requestId
    : undefined;
  const requestId = said ?? page.requestId;
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const key = problemKey(status);
  return (
    <BareFrame skip={t("frame.skip")} width="narrow">
      <PageHead title={t(`error.${key}.title`)} />
      <p>{t(`error.${key}.text`)}</p>
      {key >= 500 && requestId && <p className="note">{t("error.id", { id: requestId })}</p>}
      <p className="btns mt-5">
        <ButtonLink to="/" reloadDocument>
          {t("error.home")}
        </ButtonLink>
      </p>
    </BareFrame>
  );
}
