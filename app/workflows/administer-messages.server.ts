import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import type { Channel } from "~/platform/notification-kinds";
import { notify } from "~/platform/notifications.server";
import { addRobot, endRobot } from "~/platform/robots.server";
import { transact } from "~/platform/transact.server";
import { sendAgain } from "~/platform/troubled-deliveries.server";

interface Asked {
  actorId: string;
  requestId: string;
}

/** Sends a message again that failed or is uncertain. Returns whether there was such a one. */
export async function resendMessage(
  asked: Asked & { notificationId: string; channel: Channel },
): Promise<boolean> {
  return transact(async (tx) => {
    if (!(await sendAgain(tx, asked))) return false;
    await audit(tx, {
      actorId: asked.actorId,
      action: "message.resend",
      subject: `notification:${asked.notificationId}`,
      detail: { channel: asked.channel },
      requestId: asked.requestId,
    });
    return true;
  });
}

/** Sends the administrator a mail, which shows that mail is set up right. */
export async function sendTestMail({ actorId, requestId }: Asked): Promise<void> {
  await transact(async (tx) => {
    const key = `system.test/${requestId}`;
    await notify(tx, { kind: "system.test", params: {}, personIds: [actorId], key, link: "/admin/messages" });
    await audit(tx, { actorId, action: "message.test", subject: `person:${actorId}`, requestId });
  });
}

/** A group robot begins to serve a unit. */
export async function installRobot(
  asked: Asked & { unitId: string; name: string; key: string },
): Promise<void> {
  const { actorId, requestId, unitId, name, key } = asked;
  await transact(async (tx) => {
    const id = await addRobot(tx, { unitId, name, key, at: now() });
    const detail = { unit: unitId, name };
    await audit(tx, { actorId, action: "robot.add", subject: `robot:${id}`, detail, requestId });
  });
}

/** A robot serves no longer. Returns whether it did until now. */
export async function stopRobot({ actorId, requestId, id }: Asked & { id: string }): Promise<boolean> {
  return transact(async (tx) => {
    if (!(await endRobot(tx, id, now()))) return false;
    await audit(tx, { actorId, action: "robot.stop", subject: `robot:${id}`, requestId });
    return true;
  });
}
