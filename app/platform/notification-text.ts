import type { TFunction } from "i18next";
import { formatDay, formatMoment, type Language } from "~/lib/dates";
import { isKind, type News, type NotificationKind } from "./notification-kinds";

export interface NotificationText {
  title: string;
  body: string;
  /** What one does on the page that it leads to. */
  action: string;
}

/** What a kept notification says; null for a kind that this release does not know. */
export function notificationText(
  { kind, params }: { kind: string; params: unknown },
  language: Language,
  say: TFunction<"notifications">,
): NotificationText | null {
  // `notify` has written both together, by type.
  return isKind(kind) ? textOf({ kind, params } as News, language, say) : null;
}

function textOf(news: News, language: Language, say: TFunction<"notifications">): NotificationText {
  const moment = (iso: string) => formatMoment(new Date(iso), language);
  switch (news.kind) {
    case "training.promoted": {
      const { session, sessionEn, startsAt, venue } = news.params;
      return {
        title: say("text.promoted", { session: language === "en" ? sessionEn : session }),
        body: say("text.promotedBody", { at: moment(startsAt), venue }),
        action: say("text.toSession"),
      };
    }
    case "lesson.submitted":
      return {
        title: say("text.submitted", news.params),
        body: say("text.submittedBody"),
        action: say("text.toReview"),
      };
    case "lesson.approved":
      return {
        title: say("text.approved", news.params),
        body: say("text.approvedBody"),
        action: say("text.toLesson"),
      };
    case "lesson.changes-asked":
      return {
        title: say("text.changesAsked", news.params),
        body: say("text.changesAskedBody"),
        action: say("text.toLesson"),
      };
    case "certificate.revoked":
      return {
        title: say("text.certificateRevoked", news.params),
        body: say("text.certificateRevokedBody", news.params),
        action: say("text.toCertificate"),
      };
    case "lesson.commented":
      return {
        title: say("text.commented", news.params),
        body: say("text.commentedBody"),
        action: say("text.toComments"),
      };
    case "lesson.law-expired": {
      const { lesson, law, until } = news.params;
      return {
        title: say("text.lawExpired", { lesson }),
        body: say("text.lawExpiredBody", { law, day: formatDay(until, language) }),
        action: say("text.toLesson"),
      };
    }
    case "correction.filed":
      return {
        title: say("text.filed", news.params),
        body: say("text.filedBody"),
        action: say("text.toCorrection"),
      };
    case "correction.decided":
      return {
        title: say(news.params.accepted ? "text.accepted" : "text.refused"),
        body: say("text.decidedBody"),
        action: say("text.toOwnData"),
      };
    case "person.transferred": {
      const { unit, unitEn, from } = news.params;
      return {
        title: say("text.transferred", { unit: language === "en" ? unitEn : unit }),
        body: say("text.transferredBody", { day: formatDay(from, language) }),
        action: say("text.toOwnData"),
      };
    }
    case "account.link":
      return {
        title: say(news.params.purpose === "invite" ? "text.invited" : "text.reset"),
        body: say("text.linkBody", { at: moment(news.params.until) }),
        action: say("text.toAccount"),
      };
    case "account.new-device":
      return {
        title: say("text.newDevice"),
        body: say("text.newDeviceBody", {
          device: news.params.device,
          at: moment(news.params.at),
        }),
        action: say("text.toAccount"),
      };
    case "account.password-changed":
      return {
        title: say("text.passwordChanged"),
        body: say("text.passwordChangedBody", { at: moment(news.params.at) }),
        action: say("text.toAccount"),
      };
    case "account.locked":
      return {
        title: say("text.locked"),
        body: say("text.lockedBody", { at: moment(news.params.until) }),
        action: say("text.toAccount"),
      };
    case "system.test":
      return {
        title: say("text.test"),
        body: say("text.testBody"),
        action: say("text.toMessages"),
      };
  }
}

const labels = {
  "training.promoted": "kind.promoted",
  "lesson.submitted": "kind.submitted",
  "lesson.approved": "kind.approved",
  "lesson.changes-asked": "kind.changesAsked",
  "lesson.commented": "kind.commented",
  "lesson.law-expired": "kind.lawExpired",
  "certificate.revoked": "kind.certificateRevoked",
  "correction.filed": "kind.filed",
  "correction.decided": "kind.decided",
  "person.transferred": "kind.transferred",
  "account.link": "kind.link",
  "account.new-device": "kind.newDevice",
  "account.password-changed": "kind.passwordChanged",
  "account.locked": "kind.locked",
  "system.test": "kind.test",
} as const satisfies Record<NotificationKind, string>;

/** What a kind is called; one that this release does not know goes by its own name. */
export function kindLabel(kind: string, say: TFunction<"notifications">): string {
  return isKind(kind) ? say(labels[kind]) : kind;
}
