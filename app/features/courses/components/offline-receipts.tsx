import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Notice } from "~/ui/notice";
import { offlineLines, type Told } from "../rules/offline-lines";

/**
 * On every page of somebody signed in: sends what this person read and answered without a network, and says what came
 * of it. What another person downloaded on this device is removed.
 */
export function OfflineReceipts({ person }: { person: string }) {
  const { t } = useTranslation("offline");
  const [lines, setLines] = useState<readonly Told[]>([]);
  const [lost, setLost] = useState<readonly string[]>([]);
  const { revalidate } = useRevalidator();
  const again = useRef(revalidate);
  again.current = revalidate;
  useEffect(() => {
    let left = false;
    const send = async () => {
      const { sendReports, lostTexts } = await import("../offline/send-reports");
      const settled = await sendReports(person);
      if (left || settled.length === 0) return;
      setLines(offlineLines(settled.map(({ receipt }) => receipt)));
      setLost(lostTexts(settled));
      again.current();
    };
    const sendQuietly = () => void send().catch(() => {});
    void import("../offline/download")
      .then(({ dropDownloadsOfOthers }) => dropDownloadsOfOthers(person))
      .catch(() => {});
    sendQuietly();
    addEventListener("online", sendQuietly);
    return () => {
      left = true;
      removeEventListener("online", sendQuietly);
    };
  }, [person]);
  if (lines.length === 0) return null;
  return (
    <Notice kind="done" role="status" title={t("receipt")}>
      {lines.map(({ line, n, told, credited }) => (
        <p key={line}>{t(`line.${line}`, { n, told, credited })}</p>
      ))}
      {lost.map((text, index) => (
        <pre key={index} className="lost">
          {text}
        </pre>
      ))}
    </Notice>
  );
}
