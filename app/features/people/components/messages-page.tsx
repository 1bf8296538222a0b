import type { SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { DeadJob, JobHealth } from "~/platform/jobs.server";
import type { SendResult } from "~/platform/send-result";
import type { TroubledDelivery } from "~/platform/troubled-deliveries.server";
import type { RobotLine } from "~/platform/robots.server";
import { Button } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { PageHead } from "~/ui/page-head";
import { Row } from "~/ui/row";
import { Rows } from "~/ui/rows";
import { Section } from "~/ui/section";
import { State } from "~/ui/state";
import { DeliveryTable } from "./delivery-table";
import { JobList } from "./job-list";
import { RobotList } from "./robot-list";

interface Props {
  mail: { server: string; from: string } | null;
  /** Where a test mail would go; "" when no address is known. */
  address: string | null;
  origin: string | null;
  jobs: JobHealth;
  dead: DeadJob[];
  waiting: number;
  total: number;
  pageSize: number;
  page: number;
  deliveries: TroubledDelivery[];
  /** The delivery that is about to be sent again, as "notification/channel". */
  again: string | null;
  robots: RobotLine[];
  stop: string | null;
  units: { id: string; name: string; nameEn: string }[];
  done: "again" | "test-mail" | "robot" | "stopped" | null;
  tried: SendResult | undefined;
  /** What came back of the form for a new robot. */
  result: SubmissionResult<string[]> | undefined;
}

/** What the system administrator sees of mail, group robots and jobs. */
export function MessagesPage(props: Props) {
  const { t } = useTranslation(["notifications", "account"]);
  const { mail, address, origin, done, tried, result, waiting, total } = props;
  return (
    <>
      <PageHead
        title={t("messages.title")}
        sub={t("messages.sub")}
        crumb={{ to: "/admin", label: t("account:admin.title") }}
      />
      {tried ? (
        <div className="mb-5">
          <Tried result={tried} />
        </div>
      ) : (
        done &&
        !result && (
          <div className="mb-5">
            <Notice kind="done" role="status">
              {t(`messages.done.${done}`)}
            </Notice>
          </div>
        )
      )}
      <Section title={t("messages.mail")}>
        <Rows>
          <Row
            end={
              mail ? <State kind="ok">{mail.server}</State> : <State kind="late">{t("messages.off")}</State>
            }
          >
            {t("messages.server")}
          </Row>
          {mail && <Row end={mail.from}>{t("messages.from")}</Row>}
          <Row end={origin ?? <State kind="late">{t("messages.noOrigin")}</State>}>
            {t("messages.origin")}
          </Row>
          <Row end={t("messages.count", { count: waiting })}>{t("messages.waiting")}</Row>
        </Rows>
        {!mail && <p className="dim my-4">{t("messages.offText")}</p>}
        {mail && (
          <Form method="post" className="btns mt-4">
            <Button name="act" value="test-mail" why={address ? undefined : t("messages.noAddress")}>
              {t("messages.testMail")}
            </Button>
          </Form>
        )}
      </Section>
      <Section id="troubled" title={t("messages.troubled")} aside={t("messages.count", { count: total })}>
        <DeliveryTable {...props} />
      </Section>
      <RobotList {...props} />
      <JobList jobs={props.jobs} dead={props.dead} />
    </>
  );
}

function Tried({ result }: { result: SendResult }) {
  const { t } = useTranslation("notifications");
  return "reason" in result ? (
    <Notice kind="danger" role="alert" title={t("messages.triedBad")}>
      {result.reason}
    </Notice>
  ) : (
    <Notice kind="done" role="status">
      {t("messages.triedGood")}
    </Notice>
  );
}
