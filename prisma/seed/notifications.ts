import type { NotificationKind, NotificationParams } from "~/platform/notification-kinds";
import { shanghai } from "~/lib/dates";
import { seededRandom } from "~/lib/random";
import type { Prisma } from "~/platform/generated/prisma/client";
import { seededId } from "./ids";
import type { DemoPeople } from "./people";

/** What some have been told, as `notify` would have written it; the oldest is read. */
export function notificationRows(people: DemoPeople, inReview: Prisma.LessonVersionCreateManyInput[]) {
  const random = seededRandom("nuanxin notifications");
  const rows: Prisma.NotificationCreateManyInput[] = [];
  const tell = <Kind extends NotificationKind>(
    number: string,
    [day, time]: [string, string],
    kind: Kind,
    params: NotificationParams[Kind],
    link: string,
  ) => {
    const id = seededId(random);
    const personId = people.byNumber.get(number) ?? "";
    const createdAt = shanghai(day, time);
    const readAt = day < "2026-11-01" ? createdAt : null;
    rows.push({ id, personId, kind, params, link, key: `${kind}/demonstration/${id}`, createdAt, readAt });
  };
  const security = "/me/security";
  const changed = (day: string, time: string) => ({ at: shanghai(day, time).toISOString() });
  tell(
    "W0001",
    ["2026-09-01", "08:40"],
    "account.password-changed",
    changed("2026-09-01", "08:40"),
    security,
  );
  tell(
    "W0001",
    ["2026-11-20", "18:12"],
    "account.new-device",
    { device: "Android · Chrome", ...changed("2026-11-20", "18:12") },
    security,
  );
  tell("W0004", ["2026-10-13", "08:00"], "correction.decided", { accepted: true }, "/me/data");
  for (const hr of ["H0001", "H0002"]) {
    const filed = (number: string, day: string) => {
      const asker = people.persons.find(({ id }) => id === people.byNumber.get(number));
      tell(hr, [day, "10:20"], "correction.filed", { person: asker?.name ?? "" }, "/desk/corrections");
    };
    filed("W0002", "2026-11-20");
    filed("W0005", "2026-11-22");
  }
  for (const { title } of inReview)
    tell("R0001", ["2026-11-22", "14:00"], "lesson.submitted", { lesson: title }, "/workshop");
  return rows;
}
