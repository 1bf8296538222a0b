import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatMoment } from "~/lib/dates";
import { kindLabel } from "~/platform/notification-text";
import type { TroubledDelivery } from "~/platform/troubled-deliveries.server";
import { Button } from "~/ui/button";
import { ButtonLink } from "~/ui/button-link";
import { Empty } from "~/ui/empty";
import { Notice } from "~/ui/notice";
import { Pager } from "~/ui/pager";
import { State } from "~/ui/state";
import { Table } from "~/ui/table";
import { useLanguage } from "~/ui/use-language";

interface Props {
  deliveries: TroubledDelivery[];
  again: string | null;
  page: number;
  pageSize: number;
  total: number;
}

const nameOf = ({ notificationId, channel }: TroubledDelivery) => `${notificationId}/${channel}`;

/** Messages that did not arrive, or of which nobody knows. */
export function DeliveryTable({ deliveries, again, page, pageSize, total }: Props) {
  const { t } = useTranslation("notifications");
  const { language } = useLanguage();
  const chosen = deliveries.find((delivery) => nameOf(delivery) === again);
  if (deliveries.length === 0) return <Empty title={t("delivery.none")}>{t("delivery.noneText")}</Empty>;
  const last = Math.ceil(total / pageSize);
  const address = (to: number) => `/admin/messages?page=${to}`;
  return (
    <>
      {chosen && <Confirm delivery={chosen} back={address(page)} />}
      <Table
        caption={t("messages.troubled")}
        rows={deliveries}
        rowKey={nameOf}
        columns={[
          {
            key: "kind",
            head: t("delivery.kind"),
            rowHeader: true,
            cell: ({ kind, channel }) => `${kindLabel(kind, t)} · ${t(`delivery.channel.${channel}`)}`,
          },
          { key: "to", head: t("delivery.to"), cell: ({ employeeNo }) => employeeNo ?? t("delivery.nobody") },
          {
            key: "state",
            head: t("delivery.state"),
            cell: ({ state }) => (
              <State kind={state === "failed" ? "bad" : "late"}>{t(`delivery.states.${state}`)}</State>
            ),
          },
          { key: "reason", head: t("delivery.reason"), cell: ({ error }) => error },
          {
            key: "at",
            head: t("delivery.at"),
            cell: ({ updatedAt }) => <span className="nb">{formatMoment(updatedAt, language)}</span>,
          },
          {
            key: "again",
            head: t("delivery.act"),
            cell: (delivery) =>
              delivery.kind === "account.link" ? (
                t("delivery.newLink")
              ) : (
                <ButtonLink to={`${address(page)}&again=${nameOf(delivery)}#troubled`}>
                  {t("delivery.again")}
                </ButtonLink>
              ),
          },
        ]}
      />
      {last > 1 && (
        <Pager
          label={t("list.pages")}
          says={t("list.page", { page, last, count: total })}
          previous={{ to: page > 1 ? address(page - 1) : undefined, label: t("list.newer") }}
          next={{ to: page < last ? address(page + 1) : undefined, label: t("list.older") }}
        />
      )}
    </>
  );
}

function Confirm({ delivery, back }: { delivery: TroubledDelivery; back: string }) {
  const { t } = useTranslation("notifications");
  const { kind, channel, state, notificationId, employeeNo } = delivery;
  return (
    <Form method="post" className="mb-5">
      <Notice
        kind={state === "uncertain" ? "warn" : "info"}
        role="alert"
        title={t("delivery.confirm", {
          kind: kindLabel(kind, t),
          to: employeeNo ?? t("delivery.nobody"),
        })}
      >
        {t(state === "uncertain" ? "delivery.mayBeTwice" : "delivery.onceMore")}
      </Notice>
      <input type="hidden" name="notificationId" value={notificationId} />
      <input type="hidden" name="channel" value={channel} />
      <div className="btns mt-4">
        <Button kind="primary" name="act" value="send-again">
          {t("delivery.again")}
        </Button>
        <ButtonLink kind="quiet" to={back}>
          {t("delivery.cancel")}
        </ButtonLink>
      </div>
    </Form>
  );
}
