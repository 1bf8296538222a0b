import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { OpenLink } from "~/features/people/account-links.server";
import type { LinkRefusal } from "~/features/people/rules/link";
import { Button } from "~/ui/button";
import { ButtonLink } from "~/ui/button-link";
import { Field } from "~/ui/field";
import { PageHead } from "~/ui/page-head";
import { PasswordFields } from "./password-fields";
import { useFormErrors, type FormResult } from "./use-form-errors";

export function LinkPage(props: {
  link: (Pick<OpenLink, "purpose" | "owner"> & { district: boolean }) | null;
  refusal: LinkRefusal | null;
  result: FormResult;
}) {
  const { t } = useTranslation("account");
  const { link, refusal, result } = props;
  const { error, typed } = useFormErrors(result);
  if (!link) {
    return (
      <>
        <PageHead title={t("link.over")} sub={refusal && t(`link.refused.${refusal}`)} />
        <p>{t("link.again")}</p>
        <p className="btns my-5">
          <ButtonLink to="/login">{t("link.signIn")}</ButtonLink>
          <ButtonLink to="/login/forgot">{t("forgot.link")}</ButtonLink>
        </p>
      </>
    );
  }
  const field = (name: "employeeNo" | "name" | "email" | "district", autoComplete: string) => (
    <Field
      name={name}
      label={t(`link.${name}`)}
      hint={name === "email" ? t("link.emailHint") : undefined}
      inputMode={name === "email" ? "email" : undefined}
      error={error(name)}
      defaultValue={typed(name)}
      autoComplete={autoComplete}
      autoFocus={Boolean(error(name))}
    />
  );
  return (
    <>
      <PageHead
        title={t(`link.titles.${link.purpose}`)}
        sub={link.owner ? t("link.for", link.owner) : t("link.firstSub")}
      />
      <Form method="post" className="stack">
        {link.owner ? (
          <input
            className="vh"
            type="text"
            autoComplete="username"
            defaultValue={link.owner.employeeNo}
            readOnly
            tabIndex={-1}
            aria-hidden="true"
          />
        ) : (
          <>
            {field("name", "name")}
            {field("employeeNo", "username")}
            {field("email", "email")}
            {link.district && field("district", "off")}
          </>
        )}
        <PasswordFields result={result} />
        <Button kind="primary" type="submit" wide>
          {t("link.go")}
        </Button>
      </Form>
      <p className="dim my-5">{t("link.then")}</p>
    </>
  );
}
