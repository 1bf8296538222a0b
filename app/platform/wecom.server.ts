import { request as requestPlain } from "node:http";
import { request as requestSecure } from "node:https";
import type { PointOfNoReturn, SendResult } from "./send-result";

/** WeCom's group robots (企业微信群机器人): one POST for each message, at most 20 a minute for each robot. */
const perMinute = 20;
/** A whole try takes no longer than this (ms). */
const deadlineMs = 20_000;

const key = Symbol.for("nuanxin.wecom");
interface Current {
  origin?: string;
  /** When each robot's last messages went out, by its id (ms). */
  sent: Map<string, number[]>;
}
const current = ((globalThis as unknown as Record<symbol, Current>)[key] ??= { sent: new Map() });

export function useWecom(origin: string | undefined): void {
  current.origin = origin;
}

/** How long (ms) a robot has to wait before its next message. */
export function robotPause(robotId: string, at: number): number {
  const recent = (current.sent.get(robotId) ?? []).filter((moment) => moment > at - 60_000);
  current.sent.set(robotId, recent);
  return recent.length < perMinute ? 0 : (recent[0] ?? at) + 60_000 - at;
}

export interface GroupMessage {
  text: string;
  /** Telephone numbers of members to point out. */
  mobiles: string[];
}

/** Posts to a robot's group. Its key is part of the address, which therefore never comes into an error or the log. */
export async function postToGroup(
  robot: { id: string; key: string },
  message: GroupMessage,
  pass: PointOfNoReturn,
): Promise<SendResult> {
  if (!current.origin) return { outcome: "permanent", reason: "WeCom is not set up" };
  const url = new URL("/cgi-bin/webhook/send", current.origin);
  url.searchParams.set("key", robot.key);
  const body = JSON.stringify({
    msgtype: "text",
    text: {
      content: message.text,
      ...(message.mobiles.length && { mentioned_mobile_list: message.mobiles }),
    },
  });
  let passed: "not yet" | "yes" | "refused" = "not yet";
  try {
    const answer = await new Promise<{ status: number; text: string }>((resolve, reject) => {
      const send = url.protocol === "https:" ? requestSecure : requestPlain;
      const request = send(url, {
        method: "POST",
        agent: false,
        signal: AbortSignal.timeout(deadlineMs),
        headers: { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) },
      });
      request.on("error", reject);
      request.on("response", (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (part: string) => (text = (text + part).slice(0, 10_000)));
        response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
        response.on("error", reject);
      });
      // Nothing of the body leaves before the connection stands and the message may no longer be held back.
      request.flushHeaders();
      request.on("socket", (socket) => {
        socket.once(url.protocol === "https:" ? "secureConnect" : "connect", () => {
          pass().then((allowed) => {
            passed = allowed ? "yes" : "refused";
            if (allowed) request.end(body);
            else request.destroy(new Error("held back"));
          }, reject);
        });
      });
    });
    current.sent.set(robot.id, [...(current.sent.get(robot.id) ?? []), Date.now()]);
    return verdict({ ...answer, text: answer.text.replaceAll(robot.key, "…") });
  } catch (error) {
    if ((passed as string) === "refused") return { outcome: "taken" };
    const { code, name } = error as { code?: string; name?: string };
    const reason = `no answer (${code ?? name ?? "unknown"})`;
    return { outcome: (passed as string) === "yes" ? "uncertain" : "temporary", reason };
  }
}

function verdict({ status, text }: { status: number; text: string }): SendResult {
  const answered = readAnswer(text);
  if (status === 429) return { outcome: "temporary", reason: "too many messages" };
  if (!answered) {
    const reason = `HTTP ${status}`;
    return { outcome: status >= 400 && status < 500 ? "permanent" : "uncertain", reason };
  }
  const { errcode, errmsg } = answered;
  if (errcode === 0) return { outcome: "sent" };
  // -1: busy; 45009 and 45033: too often. The rest says that this robot or message will never do.
  return {
    outcome: [-1, 45009, 45033].includes(errcode) ? "temporary" : "permanent",
    reason: `errcode ${errcode}: ${errmsg}`.slice(0, 300),
  };
}

function readAnswer(text: string): { errcode: number; errmsg: string } | null {
  try {
    const { errcode, errmsg } = JSON.parse(text) as { errcode?: unknown; errmsg?: unknown };
    return typeof errcode === "number" ? { errcode, errmsg: typeof errmsg === "string" ? errmsg : "" } : null;
  } catch {
    return null;
  }
}
