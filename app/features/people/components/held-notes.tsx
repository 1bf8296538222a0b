import { useTranslation } from "react-i18next";
import type { NoticeField } from "../schema/privacy";

/** Why a field is held, on what basis, how long, where it comes from and who sees it. */
export function HeldNotes({ field }: { field: NoticeField }) {
  const { t } = useTranslation("privacy");
  const notes = ["purpose", "basis", "retention", "source", "seenBy"] as const;
  return (
    <dl className="stack">
      {notes.map((note) => (
        <div key={note}>
          <dt className="note">{t(`held.${note}`)}</dt>
          <dd>{field[note]}</dd>
        </div>
      ))}
    </dl>
  );
}
