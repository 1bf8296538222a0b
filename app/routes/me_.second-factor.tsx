import { redirect, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { SecondFactorPage } from "~/features/people/components/second-factor-page";
import { codeForm } from "~/features/people/schema/accounts";
import { returnPath } from "~/features/people/schema/sign-in";
import { secondFactor } from "~/features/people/second-factor.server";
import { texts } from "~/platform/i18n/texts.server";
import { invalid, parseForm, readForm } from "~/platform/form.server";
import { guarded, pendingPage } from "~/platform/guard.server";
import { qrCode } from "~/platform/qr.server";
import { sessionsOf } from "~/platform/session.server";
import {
  beginOwnSecondFactor,
  confirmOwnSecondFactor,
  leaveSecondFactor,
  removeOwnSecondFactor,
  renewRecoveryCodes,
} from "~/workflows/keep-second-factor.server";

const only = { while: [null, "enrol-totp"] } as const;

export const handle = { width: "narrow" };

export const loader = guarded(
  "signed-in",
  async ({ request, context, me }) => {
    const factor = await secondFactor(me.personId);
    const demanded = factor.demanded && !context.demo;
    return {
      next: returnPath.parse(
        new URL(request.url).searchParams.get("next") ?? (me.pending ? "/" : "/me/security"),
      ),
      forced: me.pending !== null,
      factor:
        factor.state === "begun"
          ? {
              ...{ state: factor.state, demanded, secret: factor.secret, qr: qrCode(factor.uri) },
              others: (await sessionsOf(me.personId)).length - 1,
            }
          : factor.state === "set"
            ? { state: factor.state, demanded, codesLeft: factor.codesLeft }
            : { state: factor.state, demanded },
      title: texts(context.language).t("account:factor.title"),
    };
  },
  only,
);

export const action = guarded(
  "signed-in",
  async ({ request, context, me }) => {
    const submission = parseForm(await readForm(request), codeForm);
    if (submission.status !== "success") throw new Response(null, { status: 400 });
    const { intent, code, next } = submission.value;
    const { demo, requestId } = context;
    const asked = { personId: me.personId, session: me.session, demo, requestId };
    const here = `/me/second-factor?next=${encodeURIComponent(next)}`;
    const refused = (refusal: string) =>
      invalid(submission.reply({ fieldErrors: { code: [`codeError.${refusal}`] }, hideFields: ["code"] }));
    switch (intent) {
      case "begin":
        await beginOwnSecondFactor(asked);
        return redirect(here);
      case "leave":
        return redirect(pendingPage(await leaveSecondFactor(asked), next));
      case "remove": {
        const refusal = await removeOwnSecondFactor({ ...asked, code });
        return refusal ? refused(refusal) : redirect("/me/security");
      }
      case "confirm":
      case "renew": {
        const act = intent === "confirm" ? confirmOwnSecondFactor : renewRecoveryCodes;
        const made = await act({ ...asked, code });
        return "refusal" in made ? refused(made.refusal) : { codes: made.codes };
      }
      case "show":
        throw new Response(null, { status: 400 });
    }
  },
  only,
);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function SecondFactor() {
  const { next, forced, factor } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const result = answer && "result" in answer ? answer.result : undefined;
  const intent = result?.initialValue?.intent;
  return (
    <SecondFactorPage
      {...{ next, forced, factor, result }}
      codes={answer && "codes" in answer ? answer.codes : undefined}
      intent={typeof intent === "string" ? intent : undefined}
    />
  );
}
