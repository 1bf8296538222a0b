import { randomUUID } from "node:crypto";
import { data, redirect, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ReviewPage, type ReviewAnswer } from "~/features/courses/components/review/review-page";
import { quoteAt, reviewPage } from "~/features/courses/review-page.server";
import { commentRefusal, longestComment } from "~/features/courses/rules/review";
import { reviewForm, reviewPlace } from "~/features/courses/schema";
import { lessonDesk } from "~/features/courses/workshop.server";
import { workshopRights, workshopScope } from "~/features/people/workshop-scope.server";
import { readFields, readForm } from "~/platform/form.server";
import { guardedAny, notFound, param, slugShape } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { commentOnLesson, settleLessonComment } from "~/workflows/comment-on-lesson.server";
import { reviewLesson } from "~/workflows/review-lesson.server";
import { withdrawLesson } from "~/workflows/withdraw-lesson.server";

export const handle = { rail: true };

const both = ["course:write", "course:review"] as const;

export const loader = guardedAny(both, async ({ request, params, me, context: { language, requestId } }) => {
  const course = param(params, "course", slugShape);
  const desk = await lessonDesk(course, param(params, "lesson", slugShape), await workshopScope(me.grants));
  if (!desk) throw notFound();
  return {
    desk,
    page: await reviewPage(desk, me.personId, language, requestId),
    ...reviewPlace.parse({ line: new URL(request.url).searchParams.get("line") }),
    newId: randomUUID(),
    person: me.personId,
    ...(await workshopRights(me.grants, desk.partner.id)),
    title: texts(language).t("review:pageTitle", { title: desk.version.title }),
  };
});

export const action = guardedAny(both, async ({ request, params, me, context: { language, requestId } }) => {
  const course = param(params, "course", slugShape);
  const slug = param(params, "lesson", slugShape);
  const desk = await lessonDesk(course, slug, await workshopScope(me.grants));
  if (!desk) throw notFound();
  const { lessonId, version } = desk;
  const { personId } = me;
  const { writes, reviews } = await workshopRights(me.grants, desk.partner.id);
  const asked = readFields(await readForm(request), reviewForm);
  const answer = (given: ReviewAnswer, status: number) => data<ReviewAnswer>(given, { status });
  const back = (page = "/review", place = "") => redirect(`/workshop/${course}/${slug}${page}${place}`);
  const partners = [desk.partner.id];

  switch (asked.intent) {
    case "approve":
    case "ask": {
      if (!reviews) throw notFound();
      const { intent: verdict, versionId, revision, note } = asked;
      if (note.length > longestComment) return answer({ refusal: "note-long", note }, 422);
      const decided = await reviewLesson({
        ...{ reviewerId: personId, partners, versionId, revision, verdict, note, requestId },
      });
      if (!decided) throw notFound();
      const { refusal } = decided;
      return refusal ? answer({ refusal, note }, refusal === "note-missing" ? 422 : 409) : back();
    }
    case "comment": {
      const { id, versionId, revision, line, text } = asked;
      const comment = { line, text };
      const refusal = commentRefusal(text);
      if (refusal) return answer({ refusal, comment }, 422);
      // Another text than the one that was read has other lines: then the workflow refuses it.
      const quote = await quoteAt(desk, line, language, requestId);
      if (quote === null && version.id === versionId && version.revision === revision) throw notFound();
      const said = await commentOnLesson({
        ...{ authorId: personId, lessonId, id, versionId, revision, line, text, requestId },
        quote: quote ?? "",
      });
      return said.refusal
        ? answer({ refusal: "comment-changed", comment }, 409)
        : back("/review", `#L${line}`);
    }
    case "resolve":
    case "reopen": {
      const settled = await settleLessonComment({
        ...{ personId, lessonId, reviews, requestId, commentId: asked.comment },
        open: asked.intent === "reopen",
        wroteText: writes && version.authorId === personId,
      });
      if (!settled) throw notFound();
      return back();
    }
    case "withdraw": {
      if (!writes) throw notFound();
      const withdrawn = await withdrawLesson({
        ...{ actorId: personId, partners, versionId: asked.versionId, requestId },
      });
      if (!withdrawn) throw notFound();
      return withdrawn.refusal ? answer({ refusal: withdrawn.refusal }, 409) : back("");
    }
  }
});

/** A refusal means that the page was old: it is read again like after a success. */
export const shouldRevalidate = () => true;

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function ReviewLesson() {
  return <ReviewPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
