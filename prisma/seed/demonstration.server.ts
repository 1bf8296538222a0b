import { makeSecret } from "~/platform/crypto.server";
import { syncCourses } from "~/features/courses/sync-courses.server";
import { shanghai } from "~/lib/dates";
import { now, startClockAt } from "~/platform/clock.server";
import { demoPassword } from "~/platform/demo-accounts.server";
import { hashPassword } from "~/platform/password.server";
import { transact } from "~/platform/transact.server";
import { drawPeople } from "./people";
import { privacyRows } from "./privacy.server";
import { notificationRows } from "./notifications";
import { partnerRows } from "./partners.server";
import { masterRows } from "./master";
import { certificateRows } from "./certificates";
import { exampleRun } from "./import-run.server";
import { attemptRows } from "./attempts.server";
import { ledgerRows, type DemoEvent } from "./ledger.server";
import { studyRows } from "./studies.server";
import { trainingRows } from "./sessions";
import { unitRows, unitVersionRows } from "./units";
import { seededRandom } from "~/lib/random";

/** The demonstration always starts on this day, whatever day it is. */
const startsAt = shanghai("2026-11-23", "14:00");

/**
 * Fills an empty store with the demonstration district. The last transaction writes everything about people and the
 * installation's row together, so that a start that was cut short begins anew.
 */
export async function fillDemonstration(): Promise<void> {
  const clockOffsetMs = BigInt(startClockAt(startsAt));
  const secretCipher = makeSecret();
  const units = unitRows();
  await transact(async (tx) => {
    await tx.unit.createMany({ data: units, skipDuplicates: true });
    await tx.unitVersion.createMany({ data: unitVersionRows(units), skipDuplicates: true });
  });
  await syncCourses();
  const random = seededRandom("nuanxin demonstration");
  const at = now();
  const people = drawPeople(units, await hashPassword(demoPassword), random);
  const master = masterRows(people, new Map(units.map(({ id = "", name }) => [id, name])));
  const privacy = privacyRows(people);
  const partners = await partnerRows(people);
  const certificates = certificateRows(people, random);
  const training = trainingRows(people, random);
  const studies = await studyRows(people, at, random);
  const attempts = await attemptRows(people, at);
  const events: DemoEvent[] = [...training.events, ...studies.events, ...attempts.events];
  const ledger = await ledgerRows(events, at);
  await transact(
    async (tx) => {
      await tx.person.createMany({ data: people.persons });
      await tx.account.createMany({ data: people.accounts });
      await tx.post.createMany({ data: people.posts });
      await tx.roleGrant.createMany({ data: people.grants });
      await tx.education.createMany({ data: master.educations });
      await tx.workPeriod.createMany({ data: master.workPeriods });
      await tx.appraisal.createMany({ data: master.appraisals });
      await tx.consent.createMany({ data: people.consents });
      await tx.consent.createMany({ data: privacy.consents });
      await tx.personSecret.createMany({ data: privacy.secrets });
      await tx.correctionRequest.createMany({ data: privacy.corrections });
      await tx.agreement.createMany({ data: partners.agreements });
      await tx.partnerTeacher.createMany({ data: partners.teachers });
      await tx.practiceBase.createMany({ data: partners.bases });
      await tx.upload.create({ data: partners.upload });
      await tx.uploadUse.create({ data: partners.use });
      await tx.certificate.createMany({ data: certificates.certificates });
      await tx.registration.createMany({ data: certificates.registrations });
      await tx.annualPlan.create({ data: { year: 2026, sessions: 20, personTimes: 1000 } });
      await tx.trainingSession.createMany({ data: training.sessions });
      await tx.enrolment.createMany({ data: training.enrolments });
      await tx.attendance.createMany({ data: training.attendances });
      await tx.lessonStudy.createMany({ data: studies.studies });
      await tx.checkAnswer.createMany({ data: studies.answers });
      await tx.courseCompletion.createMany({ data: studies.completions });
      await tx.courseCertificate.createMany({ data: studies.certificates });
      await tx.attempt.createMany({ data: attempts.attempts });
      await tx.attemptAnswer.createMany({ data: attempts.answers });
      await tx.attemptScore.createMany({ data: attempts.scores });
      await tx.hourCredit.createMany({ data: [...training.hours, ...studies.hours] });
      await tx.incentiveEvent.createMany({ data: ledger.events });
      await tx.ledgerEntry.createMany({ data: ledger.entries });
      await tx.lessonVersion.createMany({ data: studies.inReview });
      await tx.notification.createMany({ data: notificationRows(people, studies.inReview) });
      await exampleRun(tx, people, at);
      await tx.installation.create({ data: { id: 1, demo: true, clockOffsetMs, secretCipher } });
      // Some 9,000 rows: four seconds here, longer on a small machine.
    },
    { timeoutMs: 120_000 },
  );
}
