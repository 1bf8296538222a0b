import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { Role } from "~/platform/access";
import { Button } from "~/ui/button";
import { Row } from "~/ui/row";
import { Rows } from "~/ui/rows";
import { Section } from "~/ui/section";

/** One touch signs in as one of the demonstration's people. */
export function DemoAccounts(props: {
  accounts: { employeeNo: string; role: Role; password: string }[];
  next: string;
}) {
  const { t } = useTranslation("people");
  return (
    <Section title={t("demo.title")} className="mt-6">
      <p className="dim">{t("demo.text")}</p>
      <Rows>
        {props.accounts.map(({ employeeNo, role, password }) => (
          <Row
            key={employeeNo}
            end={
              <Form method="post">
                <input type="hidden" name="employeeNo" value={employeeNo} />
                <input type="hidden" name="password" value={password} />
                <input type="hidden" name="next" value={props.next} />
                <Button type="submit" aria-label={t("demo.enterAs", { role: t(`role.${role}`), employeeNo })}>
                  {t("demo.enter")}
                </Button>
              </Form>
            }
          >
            <b>{t(`role.${role}`)}</b> <span className="dim">{employeeNo}</span>
          </Row>
        ))}
      </Rows>
    </Section>
  );
}
