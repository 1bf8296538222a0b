import type { TFunction } from "i18next";
import { formatDay, formatMoment, type Language } from "~/lib/dates";
import { isKind, type News } from "./notification-kinds";

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
  t: TFunction<"notifications">,
): NotificationText | null {
  // `notify` has written both together, by type.
  return isKind(kind) ? say({ kind, params } as News, language, t) : null;
}

function say(news: News, language: Language, t: TFunction<"notifications">): NotificationText {
  const moment = (iso: string) => formatMoment(new Date(iso), language);
  switch (news.kind) {
    case "training.promoted": {
      const { session, sessionEn, startsAt, venue } = news.params;
      return {
        title: t("text.promoted", { session: language === "en" ? sessionEn : session }),
        body: t("text.promotedBody", { at: moment(startsAt), venue }),
        action: t("text.toSession"),
      };
    }
    case "lesson.submitted":
      return {
        title: t("text.submitted", news.params),
        body: t("text.submittedBody"),
        action: t("text.toReview"),
      };
    case "lesson.approved":
      return {
        title: t("text.approved", news.params),
        body: t("text.approvedBody"),
        action: t("text.toLesson"),
      };
    case "lesson.changes-asked":
      return {
        title: t("text.changesAsked", news.params),
        body: t("text.changesAskedBody"),
        action: t("text.toLesson"),
      };
    case "correction.filed":
      return {
        title: t("text.filed", news.params),
        body: t("text.filedBody"),
        action: t("text.toCorrection"),
      };
    case "correction.decided":
      return {
        title: t(news.params.accepted ? "text.accepted" : "text.refused"),
        body: t("text.decidedBody"),
        action: t("text.toOwnData"),
      };
    case "person.transferred": {
      const { unit, unitEn, from } = news.params;
      return {
        title: t("text.transferred", { unit: language === "en" ? unitEn : unit }),
        body: t("text.transferredBody", { day: formatDay(from, language) }),
        action: t("text.toOwnData"),
      };
    }
    case "account.link":
      return {
        title: t(news.params.purpose === "invite" ? "text.invited" : "text.reset"),
        body: t("text.linkBody", { at: moment(news.params.until) }),
        action: t("text.toAccount"),
      };
    case "account.new-device":
      return {
        title: t("text.newDevice"),
        body: t("text.newDeviceBody", {
          device: news.params.device,
          at: moment(news.params.at),
        }),
        action: t("text.toAccount"),
      };
    case "account.password-changed":
      return {
        title: t("text.passwordChanged"),
        body: t("text.passwordChangedBody", { at: moment(news.params.at) }),
        action: t("text.toAccount"),
      };
    case "account.locked":
      return {
        title: t("text.locked"),
        body: t("text.lockedBody", { at: moment(news.params.until) }),
        action: t("text.toAccount"),
      };
    case "system.test":
      return {
        title: t("text.test"),
        body: t("text.testBody"),
        action: t("text.toMessages"),
      };
  }
}
