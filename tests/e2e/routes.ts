import { createHash } from "node:crypto";
import type { Running } from "../../app/process/start.server";
import type { Build } from "../setup/build";

/** Values for the parameters of each page, from the demonstration's data. */
export async function sampleParams(app: Running): Promise<Record<string, Record<string, string>>> {
  const { db } = app.store;
  const session = await db.trainingSession.findFirstOrThrow({ where: { title: { startsWith: "调解协议" } } });
  const lesson = { course: "community-mediation", lesson: "noise-and-leak" };
  const half = await db.attempt.findFirstOrThrow({ where: { submittedAt: null } });
  const unit = await db.unit.findUniqueOrThrow({ where: { code: "wanghu-11" } });
  const agreement = await db.agreement.findFirstOrThrow({ where: { number: "共建〔2024〕1 号" } });
  const ofPartner = { unit: agreement.partnerId };
  const importRun = await db.importRun.findFirstOrThrow({ where: { state: "tried" } });
  const act =
    (await db.auditEvent.findFirst()) ??
    (await db.auditEvent.create({ data: { at: new Date(), action: "key.rotate", subject: "key:sample" } }));
  const done = await db.attempt.findFirstOrThrow({ where: { submittedAt: { not: null } } });
  const certificate = await db.courseCertificate.findFirstOrThrow();
  return {
    "routes/courses.$course._index": { course: lesson.course },
    "routes/courses.$course.$lesson._index": lesson,
    "routes/workshop.$course.$lesson._index": lesson,
    "routes/workshop.$course.$lesson.history": lesson,
    "routes/workshop.$course.$lesson.compare": lesson,
    "routes/workshop.$course.$lesson.review": lesson,
    "routes/workshop.$course._index": { course: lesson.course },
    "routes/workshop.$course.edit": { course: lesson.course },
    "routes/workshop.$course.files._index": { course: lesson.course },
    "routes/workshop.$course.import": { course: lesson.course },
    "routes/workshop.$course.new": { course: lesson.course },
    "routes/workshop.$course.state": { course: lesson.course },
    "routes/training.$session._index": { session: session.id },
    "routes/training.$session.roster": { session: session.id },
    "routes/exams.$attempt._index": { attempt: half.id },
    "routes/exams.$attempt.result": { attempt: done.id },
    "routes/desk.units.$unit": { unit: unit.id },
    "routes/desk.partners.$unit._index": ofPartner,
    "routes/desk.partners.$unit.agreement": ofPartner,
    "routes/desk.partners.$unit.base": ofPartner,
    "routes/desk.partners.$unit.teacher": ofPartner,
    "routes/desk.partners.$unit.document.$agreement": { ...ofPartner, agreement: agreement.id },
    "routes/desk.partners.$unit.end.$agreement": { ...ofPartner, agreement: agreement.id },
    "routes/desk.import.$run": { run: importRun.id },
    "routes/desk.people.$person._index": { person: half.personId },
    "routes/desk.people.$person.edit": { person: half.personId },
    "routes/desk.people.$person.employment": { person: half.personId },
    "routes/desk.people.$person.secrets": { person: half.personId },
    "routes/desk.people.$person.erasure": { person: half.personId },
    "routes/desk.people.$person.invite": { person: half.personId },
    "routes/audit.$event": { event: act.id },
    "routes/admin.$person": { person: half.personId },
    "routes/certificates.$number._index": { number: certificate.number },
    "routes/desk.certificates.$number": { number: certificate.number },
    "routes/verify.$number": { number: certificate.number },
    "routes/link.$secret": { secret: await aLink(app, half.personId) },
    "routes/$": { "*": "no/such/page" },
  };
}

/** The secret of a link that waits for somebody's new password. */
async function aLink(app: Running, accountId: string): Promise<string> {
  const secret = "A".repeat(43);
  const id = createHash("sha256").update(secret).digest("hex");
  const createdAt = new Date();
  const expiresAt = new Date(createdAt.getTime() + 60 * 60_000);
  await app.store.db.accountLink.upsert({
    where: { id },
    create: { id, purpose: "reset", accountId, createdAt, expiresAt },
    update: {},
  });
  return secret;
}

export interface PageRoute {
  id: string;
  address: string;
}

/** Every page of the built app with an address; a page with a parameter that has no sample is an error. */
export function pageRoutes(build: Build, samples: Record<string, Record<string, string>>): PageRoute[] {
  return Object.values(build.routes).flatMap((route) => {
    const handle = route?.module.handle as { document?: boolean } | undefined;
    if (!route || route.id === "root" || !(route.module.default || handle?.document)) return [];
    const params = samples[route.id] ?? {};
    const address = `/${route.path ?? ""}`.replace(/:(\w+)|\*/g, (found, name: string | undefined) => {
      const value = params[name ?? "*"];
      if (value === undefined) throw new Error(`${route.id}: no sample for ${found}`);
      return value;
    });
    return [{ id: route.id, address }];
  });
}
