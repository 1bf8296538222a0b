import { expect, test } from "vitest";
import { can, permissions, type Access } from "~/platform/access";

const known: readonly string[] = [...permissions, "signed-in", "public", "demo"];

/** Who may ask for what. A change here is a decision: `loader` reads, `action` writes. */
const table: Record<string, { loader: Access[]; action?: Access[] }> = {
  "$.tsx": { loader: ["public"], action: ["public"] },
  "_index.tsx": { loader: ["signed-in"] },
  "admin.messages.tsx": { loader: ["system:manage"], action: ["system:manage"] },
  "admin.$person.tsx": {
    loader: ["account:manage", "security:manage"],
    action: ["account:manage", "security:manage"],
  },
  "admin._index.tsx": { loader: ["account:manage", "security:manage"] },
  "admin.new.tsx": { loader: ["account:manage"], action: ["account:manage"] },
  "audit.$event.tsx": { loader: ["audit:read"] },
  "audit._index.tsx": { loader: ["audit:read"] },
  "audit.export.ts": { loader: ["audit:read"] },
  "audit.head.$log.ts": { loader: ["audit:read"] },
  "audit.seals.tsx": { loader: ["audit:read"], action: ["audit:read"] },
  "certificates.$number._index.tsx": { loader: ["signed-in"] },
  "certificates.$number.pdf.ts": { loader: ["signed-in"] },
  "certificates._index.tsx": { loader: ["signed-in"] },
  "courses.$course.$lesson._index.tsx": {
    loader: ["course:read"],
    action: ["course:study", "course:write", "course:review"],
  },
  "courses.$course.$lesson.beat.ts": { loader: ["course:study"], action: ["course:study"] },
  "courses.$course.$lesson.offline.ts": { loader: ["course:study"], action: ["course:study"] },
  "offline.ts": { loader: ["public"] },
  "courses.$course._index.tsx": { loader: ["course:read"] },
  "courses._index.tsx": { loader: ["course:read"] },
  "demo.clock.ts": { loader: ["demo"], action: ["demo"] },
  "desk._index.tsx": { loader: ["desk:read"] },
  "desk.certificates.$number.tsx": { loader: ["certificates:read"], action: ["certificates:write"] },
  "desk.certificates._index.tsx": { loader: ["certificates:read"] },
  "desk.certificates.export.ts": { loader: ["certificates:read"] },
  "desk.corrections.tsx": { loader: ["people:write"], action: ["people:write"] },
  "desk.people.$person.erasure.tsx": { loader: ["people:write"], action: ["people:write"] },
  "desk.people.$person.secrets.tsx": { loader: ["people:reveal"], action: ["people:reveal"] },
  "desk.partners.$unit._index.tsx": { loader: ["partners:read"] },
  "desk.partners.$unit.agreement.tsx": { loader: ["partners:write"], action: ["partners:write"] },
  "desk.partners.$unit.base.tsx": { loader: ["partners:write"], action: ["partners:write"] },
  "desk.partners.$unit.document.$agreement.tsx": { loader: ["partners:write"], action: ["partners:write"] },
  "desk.partners.$unit.end.$agreement.tsx": { loader: ["partners:write"], action: ["partners:write"] },
  "desk.partners.$unit.teacher.tsx": { loader: ["partners:write"], action: ["partners:write"] },
  "desk.partners._index.tsx": { loader: ["partners:read"] },
  "desk.partners.export.ts": { loader: ["partners:read"] },
  "desk.import.$run.tsx": { loader: ["import:write"], action: ["import:write"] },
  "desk.import._index.tsx": { loader: ["import:write"], action: ["import:write"] },
  "desk.import.template.$kind.ts": { loader: ["import:write"] },
  "desk.people.$person._index.tsx": { loader: ["people:read"] },
  "desk.people.$person.edit.tsx": { loader: ["people:write"], action: ["people:write"] },
  "desk.people.$person.employment.tsx": { loader: ["people:write"], action: ["people:write"] },
  "desk.people._index.tsx": { loader: ["people:read"], action: ["people:read"] },
  "desk.people.export.ts": { loader: ["people:read"] },
  "desk.people.invite.tsx": { loader: ["people:write"], action: ["people:write"] },
  "desk.people.new.tsx": { loader: ["people:write"], action: ["people:write"] },
  "desk.targets.tsx": { loader: ["desk:read"] },
  "desk.units.$unit.tsx": { loader: ["units:write"], action: ["units:write"] },
  "desk.units._index.tsx": { loader: ["units:write"] },
  "dev.gallery.tsx": { loader: ["demo"] },
  "exams.$attempt._index.tsx": { loader: ["exam:sit"], action: ["exam:sit"] },
  "exams.$attempt.result.tsx": { loader: ["exam:sit"] },
  "exams.$attempt.save.ts": { loader: ["exam:sit"], action: ["exam:sit"] },
  "exams._index.tsx": { loader: ["exam:sit"], action: ["exam:sit"] },
  "files.$upload.ts": { loader: ["signed-in"] },
  "healthz.ts": { loader: ["public"] },
  "metrics.ts": { loader: ["public"] },
  "desk.people.$person.invite.tsx": { loader: ["people:write"], action: ["people:write"] },
  "link.$secret.tsx": { loader: ["public"], action: ["public"] },
  "login_.code.tsx": { loader: ["signed-in"], action: ["signed-in"] },
  "login_.forgot.tsx": { loader: ["public"], action: ["public"] },
  "login.tsx": { loader: ["public"], action: ["public"] },
  "logout.ts": { loader: ["signed-in"], action: ["signed-in"] },
  "me_.data._index.tsx": { loader: ["signed-in"], action: ["signed-in"] },
  "me_.data.correction.tsx": { loader: ["signed-in"], action: ["signed-in"] },
  "me_.data.download.tsx": { loader: ["signed-in"], action: ["signed-in"] },
  "me_.data.file.ts": { loader: ["signed-in"] },
  "me_.data.payee.tsx": { loader: ["signed-in"], action: ["signed-in"] },
  "me_.notice.tsx": { loader: ["signed-in"], action: ["signed-in"] },
  "me_.password.tsx": { loader: ["signed-in"], action: ["signed-in"] },
  "me_.second-factor.tsx": { loader: ["signed-in"], action: ["signed-in"] },
  "me_.security.tsx": { loader: ["signed-in"], action: ["signed-in"] },
  "me.tsx": { loader: ["signed-in"] },
  "notifications._index.tsx": { loader: ["signed-in"], action: ["signed-in"] },
  "notifications.settings.tsx": { loader: ["signed-in"], action: ["signed-in"] },
  "points.tsx": { loader: ["points:read"] },
  "preferences.ts": { loader: ["public"], action: ["public"] },
  "ranking.tsx": { loader: ["ranking:read"], action: ["ranking:read"] },
  "training.$session._index.tsx": { loader: ["training:read"], action: ["training:enrol"] },
  "training.$session.roster.tsx": { loader: ["training:roster"], action: ["training:roster"] },
  "training._index.tsx": { loader: ["training:read"] },
  "verify.$number.tsx": { loader: ["public"] },
  "verify._index.tsx": { loader: ["public"] },
  "workshop.$course.$lesson._index.tsx": {
    loader: ["course:write", "course:review"],
    action: ["course:write"],
  },
  "workshop.$course.$lesson.history.tsx": {
    loader: ["course:write", "course:review"],
    action: ["course:write"],
  },
  "workshop.$course.$lesson.compare.tsx": { loader: ["course:write", "course:review"] },
  "workshop.$course.$lesson.review.tsx": {
    loader: ["course:write", "course:review"],
    action: ["course:write", "course:review"],
  },
  "workshop.laws.tsx": { loader: ["course:write", "course:review"] },
  "workshop.$course.$lesson.preview.ts": { loader: ["course:write"], action: ["course:write"] },
  "workshop.$course.$lesson.save.ts": { loader: ["course:write"], action: ["course:write"] },
  "courses.$course.files.$name.ts": { loader: ["course:read"] },
  "workshop.$course._index.tsx": { loader: ["course:write", "course:review"], action: ["course:write"] },
  "workshop.$course.edit.tsx": { loader: ["course:write"], action: ["course:write"] },
  "workshop.$course.export.ts": { loader: ["course:write", "course:review"] },
  "workshop.$course.files.$name.ts": { loader: ["course:write", "course:review"] },
  "workshop.$course.files._index.tsx": {
    loader: ["course:write", "course:review"],
    action: ["course:write"],
  },
  "workshop.$course.import.tsx": { loader: ["course:write"], action: ["course:write"] },
  "workshop.$course.new.tsx": { loader: ["course:write"], action: ["course:write"] },
  "workshop.$course.state.tsx": { loader: ["course:write"], action: ["course:write"] },
  "workshop.import.tsx": { loader: ["course:write"], action: ["course:write"] },
  "workshop.new.tsx": { loader: ["course:write"], action: ["course:write"] },
  "workshop._index.tsx": { loader: ["course:write", "course:review"] },
};

interface RouteModule {
  loader?: { access?: Access[] };
  action?: { access?: Access[] };
}
const modules = import.meta.glob<RouteModule>(["./routes/**/*.{ts,tsx}", "!**/*.test.*"]);

const declared = async () =>
  Object.fromEntries(
    await Promise.all(
      Object.entries(modules).map(async ([path, load]) => {
        const { loader, action } = await load();
        return [path.replace("./routes/", ""), { loader, action }] as const;
      }),
    ),
  );

test("every route has a loader, and every loader and action declares who may ask", async () => {
  for (const [file, { loader, action }] of Object.entries(await declared())) {
    expect(loader, `${file} has no loader`).toBeTypeOf("function");
    for (const [name, handler] of Object.entries({ loader, action })) {
      if (!handler) continue;
      expect(handler.access?.length, `${file}: its ${name} is not made by guarded or open`).toBeGreaterThan(
        0,
      );
      for (const each of handler.access ?? []) expect(known, `${file}: ${each}`).toContain(each);
    }
  }
}, 30_000);

test("who may ask for what is as the table says", async () => {
  const access = Object.entries(await declared()).map(([file, { loader, action }]) => [
    file,
    { loader: loader?.access, ...(action && { action: action.access }) },
  ]);
  expect(Object.fromEntries(access)).toEqual(table);
}, 30_000);

test("the auditor reads the log and may do nothing else", () => {
  const may = permissions.filter((permission) => can([{ role: "auditor", unitId: "" }], permission));
  expect(may).toEqual(["audit:read"]);
  const reached = Object.entries(table).flatMap(([file, { loader, action }]) =>
    [...loader, ...(action ?? [])].includes("audit:read") ? [file] : [],
  );
  expect(reached.filter((file) => !file.startsWith("audit."))).toEqual([]);
});
