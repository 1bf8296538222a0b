import type { SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { RobotLine } from "~/platform/robots.server";
import { Button } from "~/ui/button";
import { ButtonLink } from "~/ui/button-link";
import { Empty } from "~/ui/empty";
import { Field } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { Section } from "~/ui/section";
import { Select } from "~/ui/select";
import { State } from "~/ui/state";
import { Table } from "~/ui/table";
import { useLanguage } from "~/ui/use-language";
import { formReader } from "./form-reader";
import { useFocusOnError } from "~/ui/use-focus-on-error";

interface Props {
  robots: RobotLine[];
  units: { id: string; name: string; nameEn: string }[];
  /** The robot that is about to be stopped. */
  stop: string | null;
  /** What came back of the form for a new one. */
  result: SubmissionResult<string[]> | undefined;
}

/** The group robots, and the form for another one. */
export function RobotList({ robots, units, stop, result }: Props) {
  const { t } = useTranslation("notifications");
  const { named } = useLanguage();
  const stopping = robots.find((robot) => robot.id === stop && !robot.stoppedAt);
  useFocusOnError(result);
  const { value, error } = formReader(result, (key) => t(key as "robot.error.key"));
  return (
    <Section id="robots" title={t("robot.title")}>
      {stopping && (
        <Form method="post" className="mb-5">
          <Notice kind="warn" role="alert" title={t("robot.stopTitle", { name: stopping.name })}>
            {t("robot.stopText")}
          </Notice>
          <input type="hidden" name="id" value={stopping.id} />
          <div className="btns mt-4">
            <Button kind="primary" name="act" value="stop-robot">
              {t("robot.stop")}
            </Button>
            <ButtonLink kind="quiet" to="/admin/messages">
              {t("delivery.cancel")}
            </ButtonLink>
          </div>
        </Form>
      )}
      {robots.length === 0 ? (
        <Empty title={t("robot.none")}>{t("robot.noneText")}</Empty>
      ) : (
        <Table
          caption={t("robot.title")}
          rows={robots}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "name",
              head: t("robot.name"),
              rowHeader: true,
              cell: ({ name, unit }) => (
                <>
                  {name}
                  {/* On a phone there is no room for a column of its own. */}
                  <div className="m:hidden dim">{unit && named(unit)}</div>
                </>
              ),
            },
            { key: "unit", head: t("robot.unit"), wideOnly: true, cell: ({ unit }) => unit && named(unit) },
            {
              key: "state",
              head: t("delivery.state"),
              cell: ({ stoppedAt }) =>
                stoppedAt ? (
                  <span className="nb">{t("robot.stopped")}</span>
                ) : (
                  <span className="nb">
                    <State kind="ok">{t("robot.running")}</State>
                  </span>
                ),
            },
            {
              key: "act",
              head: t("delivery.act"),
              cell: ({ id, name, stoppedAt }) =>
                !stoppedAt && (
                  <Form method="post" className="btns">
                    <input type="hidden" name="id" value={id} />
                    <Button name="act" value="test-robot" aria-label={t("robot.testOf", { name })}>
                      {t("robot.test")}
                    </Button>
                    <ButtonLink
                      kind="quiet"
                      to={`/admin/messages?stop=${id}#robots`}
                      aria-label={t("robot.stopOf", { name })}
                    >
                      {t("robot.stop")}
                    </ButtonLink>
                  </Form>
                ),
            },
          ]}
        />
      )}
      {/* Another form once a robot is there, so that its key does not stay in the field. */}
      <Form method="post" className="stack mt-5" key={robots.length}>
        <h3>{t("robot.new")}</h3>
        <Select
          name="unitId"
          label={t("robot.unit")}
          hint={t("robot.unitHint")}
          error={error("unitId")}
          defaultValue={value("unitId")}
          options={units.map((unit) => ({ value: unit.id, label: named(unit) }))}
        />
        <Field
          name="name"
          label={t("robot.name")}
          error={error("name")}
          autoFocus={Boolean(error("name"))}
          defaultValue={value("name")}
          maxLength={40}
          autoComplete="off"
        />
        <Field
          name="webhook"
          label={t("robot.webhook")}
          hint={t("robot.webhookHint")}
          error={error("webhook")}
          autoFocus={Boolean(error("webhook") && !error("name"))}
          autoComplete="off"
          spellCheck={false}
        />
        <Button name="act" value="add-robot">
          {t("robot.add")}
        </Button>
      </Form>
    </Section>
  );
}
