import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import type { Download, Downloaded } from "../offline/download";

type State = "unknown" | "none" | "here" | "busy" | "failed" | "removed" | "impossible";

/** Downloads a course, says how large it is here, updates and deletes it. Shown once the script runs. */
export function CourseDownload({ course, bytes }: { course: Download; bytes: number }) {
  const { t } = useTranslation("offline");
  const [state, setState] = useState<State>("unknown");
  const [here, setHere] = useState<Downloaded | null>(null);
  const [progress, setProgress] = useState({ done: 0, of: course.lessons.length + 1 });
  const { person, slug } = course;
  useEffect(() => {
    void import("../offline/download")
      .then(async ({ canDownload, downloaded, registerWorker }) => {
        if (!canDownload()) return setState("impossible");
        // Without it a first visit could not be installed, and a lost network would show the browser's own page.
        await registerWorker();
        const kept = await downloaded({ person, slug });
        setHere(kept);
        setState(kept ? "here" : "none");
      })
      .catch(() => setState("impossible"));
  }, [person, slug]);

  async function start() {
    setState("busy");
    const { download } = await import("../offline/download");
    try {
      setHere(await download(course, (done, of) => setProgress({ done, of })));
      setState("here");
    } catch {
      setState("failed");
    }
  }
  async function remove() {
    const { removeDownload } = await import("../offline/download");
    await removeDownload(person, slug);
    setHere(null);
    setState("removed");
  }

  if (state === "unknown") return null;
  if (state === "impossible") return <p className="note">{t("download.none")}</p>;
  const outdated = here !== null && here.edition !== course.edition;
  const says = {
    none: t("download.note"),
    here: here && t("download.done", { size: megabytes(here.bytes) }),
    busy: t("download.busy", progress),
    failed: t("download.failed"),
    removed: t("download.removed"),
  }[state];
  return (
    <>
      {(!here || outdated || state === "busy") && (
        <Button icon="download" busy={state === "busy"} onClick={() => void start()}>
          {outdated ? t("download.update") : t("download.start", { size: megabytes(bytes) })}
        </Button>
      )}
      {here && state !== "busy" && (
        <Button kind="quiet" onClick={() => void remove()}>
          {t("download.remove")}
        </Button>
      )}
      <span className="note" role="status">
        {says}
      </span>
    </>
  );
}

const megabytes = (bytes: number) => Math.max(0.1, bytes / 1024 ** 2).toFixed(1);
