import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { coursePage } from "~/features/courses/catalogue.server";
import { CoursePage } from "~/features/courses/components/course-page";
import { certificateOfCourse } from "~/features/courses/course-certificate.server";
import { catalogueAddress } from "~/features/courses/rules/catalogue-address";
import { catalogueFilter } from "~/features/courses/schema";
import { guarded, notFound, param, slugShape } from "~/platform/guard.server";

export const loader = guarded("course:read", async ({ request, me, params }) => {
  const course = await coursePage(me.personId, param(params, "course", slugShape));
  if (!course) throw notFound();
  const list = new URLSearchParams(new URL(request.url).searchParams.get("list") ?? "");
  const { page, hits, ...view } = catalogueFilter.parse(Object.fromEntries(list));
  const certificate = await certificateOfCourse(me.personId, course.slug);
  return { course, certificate, back: catalogueAddress({ ...view, page, hits }, { page, hits }) };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.course.title }];

export default function Course() {
  return <CoursePage {...useLoaderData<typeof loader>()} />;
}
