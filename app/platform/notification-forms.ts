import { z } from "zod";
import { channels, isKind, topics } from "./notification-kinds";

/** What may come in from the pages about notifications and messages. */
const page = z.coerce.number().int().min(1).max(10_000).catch(1);
const kind = z.string().refine(isKind);

export const notificationQuery = z.object({
  topic: z.enum(topics).nullable().catch(null),
  show: z.enum(["all", "unread"]).catch("all"),
  page,
});

export const notificationAct = z.discriminatedUnion("act", [
  z.object({ act: z.literal("open"), id: z.uuid() }),
  z.object({ act: z.literal("read"), id: z.uuid() }),
  z.object({ act: z.literal("read-all") }),
]);

export const settingsForm = z.object({ mail: z.array(kind).default([]), wecom: z.array(kind).default([]) });

/** WeCom shows the webhook's whole address; its key alone will do. */
const robotKey = z
  .string({ error: "robot.error.key" })
  .trim()
  .transform((text) => (URL.canParse(text) ? (new URL(text).searchParams.get("key") ?? "") : text))
  .refine((key) => /^[A-Za-z0-9-]{8,100}$/.test(key), "robot.error.key");

export const messagesQuery = z.object({
  page,
  /** The delivery that is to be sent again, or the robot to be stopped, once that is confirmed. */
  again: z
    .string()
    .regex(/^[0-9a-f-]{36}\/(mail|wecom)$/)
    .nullable()
    .catch(null),
  stop: z.uuid().nullable().catch(null),
  /** What was just done. */
  done: z.enum(["again", "test-mail", "robot", "stopped"]).nullable().catch(null),
});

export const robotForm = z.object({
  act: z.literal("add-robot"),
  unitId: z.uuid({ error: "robot.error.unit" }),
  name: z.string({ error: "robot.error.name" }).trim().min(1, "robot.error.name").max(40, "robot.error.name"),
  webhook: robotKey,
});

export const messagesAct = z.discriminatedUnion("act", [
  z.object({ act: z.literal("send-again"), notificationId: z.uuid(), channel: z.enum(channels) }),
  z.object({ act: z.literal("test-mail") }),
  z.object({ act: z.literal("test-robot"), id: z.uuid() }),
  z.object({ act: z.literal("stop-robot"), id: z.uuid() }),
  robotForm,
]);
