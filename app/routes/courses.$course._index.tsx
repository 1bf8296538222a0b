import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { coursePage } from "~/features/courses/catalogue.server";
import { CourseDownload } from "~/features/courses/components/course-download";
import { CoursePage } from "~/features/courses/components/course-page";
import { courseEdition } from "~/features/courses/course-edition.server";
import { certificateOfCourse } from "~/features/courses/course-certificate.server";
import { catalogueAddress } from "~/features/courses/rules/catalogue-address";
import { catalogueFilter } from "~/features/courses/schema";
import { can } from "~/platform/access";
import { guarded, notFound, param, slugShape } from "~/platform/guard.server";

export const loader = guarded("course:read", async ({ request, me, params }) => {
  const course = await coursePage(me.personId, param(params, "course", slugShape));
  if (!course) throw notFound();
  const list = new URLSearchParams(new URL(request.url).searchParams.get("list") ?? "");
  const { page, hits, ...view } = catalogueFilter.parse(Object.fromEntries(list));
  const certificate = await certificateOfCourse(me.personId, course.slug);
  const edition = await courseEdition(me.personId, course.slug);
  const download = can(me.grants, "course:study") ? { person: me.personId, ...edition } : null;
  return { course, certificate, download, back: catalogueAddress({ ...view, page, hits }, { page, hits }) };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.course.title }];

export default function Course() {
  const { download, ...page } = useLoaderData<typeof loader>();
  const { slug, title } = page.course;
  if (!download) return <CoursePage {...page} />;
  const { bytes, ...edition } = download;
  return (
    <CoursePage
      {...page}
      download={<CourseDownload key={slug} course={{ ...edition, slug, title }} bytes={bytes} />}
    />
  );
}
