import { z } from "zod";
import {
  courseMinutes,
  lessonRefusal,
  replay as replayBeats,
  version as minutesVersion,
} from "~/features/courses/rules/minutes";
import { lawConcern, version as lawAgeVersion } from "~/features/courses/rules/law-age";
import { placeComment, version as placeCommentVersion } from "~/features/courses/rules/place-comment";
import { reviewRefusal, version as reviewVersion, writeRefusal } from "~/features/courses/rules/review";
import { lawAgeInput, minutesInput, placeCommentInput, reviewInput } from "~/features/courses/schema";
import { drawPaper, version as drawVersion } from "~/features/exams/rules/draw";
import { scorePaper, version as scoreVersion } from "~/features/exams/rules/score";
import { saveRefusal, version as saveVersion } from "~/features/exams/rules/save";
import { drawInput, saveInput, scoreInput } from "~/features/exams/schema";
import { columnsOf } from "~/features/exchange/rules/columns";
import { readCell, version as readCellVersion } from "~/features/exchange/rules/read-cell";
import { cellInput, idNumberInput } from "~/features/exchange/schema";
import { checkIdNumber, version as idNumberVersion } from "~/features/people/rules/id-number";
import { evaluate, version as evaluateVersion } from "~/features/incentives/rules/evaluate";
import { around, rank, version as rankVersion } from "~/features/incentives/rules/rank";
import { evaluateInput, rankInput } from "~/features/incentives/schema";
import { replay as replaySeats, version as seatsVersion } from "~/features/training/rules/seats";
import { standing, version as targetsVersion } from "~/features/training/rules/targets";
import { attendanceRefusal, version as attendanceVersion } from "~/features/training/rules/attendance";
import { markingInput, seatsInput, targetsInput } from "~/features/training/schema";
import {
  isApplied,
  normaliseWanted,
  version as correctionVersion,
  wantedRefusal,
} from "~/features/people/rules/correction";
import { erasureRefusal, keptUntil, version as erasureVersion } from "~/features/people/rules/erasure";
import {
  afterFailure,
  isLocked,
  version as lockOutVersion,
  type LockState,
} from "~/features/people/rules/lock-out";
import {
  leaveRefusal,
  returnRefusal,
  transferRefusal,
  version as employmentVersion,
} from "~/features/people/rules/employment";
import { checkMaster, version as masterVersion } from "~/features/people/rules/master";
import { employmentInput, masterInput } from "~/features/people/schema/staff";
import { passwordInput, rolesInput } from "~/features/people/schema/accounts";
import { passwordRefusal, version as passwordVersion } from "~/features/people/rules/password";
import { grantRefusal, version as rolesVersion } from "~/features/people/rules/roles";
import { agreementInput } from "~/features/people/schema/partners";
import { correctionInput, erasureInput } from "~/features/people/schema/privacy";
import { lockOutInput } from "~/features/people/schema/sign-in";
import { unitHistoryInput } from "~/features/people/schema/units";
import { afterAct, version as unitHistoryVersion } from "~/features/people/rules/unit-history";
import { agreementRefusal, coverage, version as agreementVersion } from "~/features/people/rules/agreement";

export interface RuleSet {
  version: string;
  about: string;
  schema: z.ZodType;
  /** Parses the input by the schema (throws `ZodError`) and gives the rule's answer. */
  ask(input: unknown): unknown;
}

function ruleSet<Schema extends z.ZodType>(
  version: string,
  about: string,
  schema: Schema,
  answer: (input: z.output<Schema>) => unknown,
): RuleSet {
  return { version, about, schema, ask: (input) => answer(schema.parse(input)) };
}

function countFailure(state: LockState, at: number): LockState {
  // While an account is locked a try is refused before its password is looked at.
  return isLocked(state, at) ? state : afterFailure(state, at);
}

/** Every rule set that can be asked from the command line, by name. */
export const ruleSets: Record<string, RuleSet> = {
  "courses.minutes": ruleSet(
    minutesVersion,
    "study time of lessons and the minutes of a course",
    minutesInput,
    (input) => {
      const lessons = input.lessons.map(({ beats, ...lesson }) => {
        const { studiedMs, refused } = replayBeats(
          beats.map((beat) => ({ ...beat, at: Date.parse(beat.at), deviceId: beat.device })),
        );
        return {
          studiedMs,
          refusedBeats: refused,
          statedMinutes: lesson.statedMinutes,
          refusal: lessonRefusal({ ...lesson, studiedMs }),
        };
      });
      return { lessons, minutes: courseMinutes(lessons) };
    },
  ),
  "courses.review": ruleSet(
    reviewVersion,
    "whether an act on a lesson version is possible",
    reviewInput,
    ({ act, ...review }) => ({
      refusal:
        act === "approve" || act === "ask"
          ? reviewRefusal({ ...review, verdict: act })
          : writeRefusal(review.state, act),
    }),
  ),
  "courses.place-comment": ruleSet(
    placeCommentVersion,
    "where a comment on an earlier text stands in another one",
    placeCommentInput,
    ({ comment, blocks }) => placeComment(comment, blocks),
  ),
  "courses.law-age": ruleSet(
    lawAgeVersion,
    "whether a law reference has to be looked at again",
    lawAgeInput,
    ({ today, ...law }) => ({ concern: lawConcern(law, today) }),
  ),
  "exams.draw": ruleSet(
    drawVersion,
    "a paper drawn by its blueprint and a seed",
    drawInput,
    ({ blueprint, pool, seed }) => drawPaper(blueprint, pool, seed),
  ),
  "exams.save": ruleSet(
    saveVersion,
    "whether a paper takes an answer at a moment",
    saveInput,
    ({ now, ...attempt }) => ({
      refusal: saveRefusal(attempt, now),
    }),
  ),
  "exams.score": ruleSet(
    scoreVersion,
    "the score of a paper, in half marks",
    scoreInput,
    ({ scheme, items }) => scorePaper(items, scheme),
  ),
  "incentives.evaluate": ruleSet(
    evaluateVersion,
    "what events earn under dated policies",
    evaluateInput,
    (input) => evaluate(input.policies, input.events, input.posted),
  ),
  "incentives.rank": ruleSet(rankVersion, "places by points", rankInput, (input) => {
    const places = rank(input.people);
    return input.around === undefined ? places : around(places, input.around);
  }),
  "people.agreement": ruleSet(
    agreementVersion,
    "where a partner stands with its agreements, and whether another can be entered",
    agreementInput,
    ({ today, agreements, enter }) => ({
      ...coverage(agreements, today),
      ...(enter && {
        refusal: agreementRefusal({
          agreement: enter,
          ended: false,
          partnerClosedOn: null,
          numberTaken: false,
          others: agreements,
          today,
        }),
      }),
    }),
  ),
  "people.correction": ruleSet(
    correctionVersion,
    "whether somebody can ask for a field to be corrected to a value, and how it is kept",
    correctionInput,
    ({ field, wanted, today }) => {
      const kept = normaliseWanted(field, wanted);
      return { kept, refusal: wantedRefusal(field, kept, today), applied: isApplied(field) };
    },
  ),
  "people.erasure": ruleSet(
    erasureVersion,
    "whether the identity of somebody who left may be erased",
    erasureInput,
    ({ today, ...leaver }) => ({
      refusal: erasureRefusal(leaver, today),
      keptUntil: leaver.leftOn && keptUntil(leaver.leftOn),
    }),
  ),
  "people.employment": ruleSet(
    employmentVersion,
    "whether somebody can be transferred, leave or come back",
    employmentInput,
    ({ today, act, ...employed }) => {
      const asked = { ...act, today };
      switch (asked.act) {
        case "transfer":
          return { refusal: transferRefusal(employed, asked) };
        case "leave":
          return { refusal: leaveRefusal(employed, { ...asked, reason: "", was: "other" }) };
        case "return":
          return { refusal: returnRefusal(employed, asked) };
      }
    },
  ),
  "people.master": ruleSet(
    masterVersion,
    "what is wrong with somebody's master data",
    masterInput,
    ({ today, ...master }) => ({ findings: checkMaster(master, today) }),
  ),
  "people.lock-out": ruleSet(
    lockOutVersion,
    "whether wrong passwords lock an account",
    lockOutInput,
    (input) => {
      const state = [...input.failures]
        .sort((a, b) => a - b)
        .reduce<LockState>(countFailure, { failedCount: 0, lockedUntil: null });
      return { ...state, locked: isLocked(state, input.now) };
    },
  ),
  "people.password": ruleSet(
    passwordVersion,
    "whether somebody may have a password; the answer does not repeat it",
    passwordInput,
    ({ password, ...owner }) => ({ refusal: passwordRefusal(password, owner) }),
  ),
  "people.roles": ruleSet(
    rolesVersion,
    "whether one account can hold another role",
    rolesInput,
    ({ held, wanted }) => ({ refusal: grantRefusal(held, wanted) }),
  ),
  "exchange.read-cell": ruleSet(
    readCellVersion,
    "what a cell of an imported table says, and how it was cleaned",
    cellInput,
    ({ kind, column, text }) => {
      const found = columnsOf(kind).find(({ key }) => key === column);
      return found ? readCell(found.field, text) : { refusal: "no-column" };
    },
  ),
  "people.id-number": ruleSet(
    idNumberVersion,
    "birth date and gender of an identity number, or why it is none",
    idNumberInput,
    ({ idNumber }) => {
      const checked = checkIdNumber(idNumber);
      return typeof checked === "string" ? { refusal: checked } : checked;
    },
  ),
  "people.unit-history": ruleSet(
    unitHistoryVersion,
    "whether a unit can be opened, renamed, moved or closed, and its periods afterwards",
    unitHistoryInput,
    ({ act, ...world }) => afterAct(world, act),
  ),
  "training.attendance": ruleSet(
    attendanceVersion,
    "whether somebody can be marked as present",
    markingInput,
    (input) => ({ refusal: attendanceRefusal(input) }),
  ),
  "training.seats": ruleSet(
    seatsVersion,
    "seats and waiting list after a series of acts",
    seatsInput,
    ({ capacity, acts }) => replaySeats(capacity, acts),
  ),
  "training.targets": ruleSet(
    targetsVersion,
    "where the year stands against its target",
    targetsInput,
    standing,
  ),
};
