import { Form, useNavigation, useRevalidator, useSubmit } from "@remix-run/react";
import { useCallback, useEffect, useId, useMemo, useRef, useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import type { ComponentHelp } from "~/platform/mdx/component-help";
import { Button } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { Seg } from "~/ui/seg";
import type { Preview } from "../../preview.server";
import { fixText, type Fix } from "../../rules/problem-fix";
import type { Desk } from "../../workshop.server";
import { ConflictView } from "./conflict-view";
import { DraftStatus } from "./draft-status";
import { InsertBar } from "./insert-bar";
import { LeftDrafts } from "./left-drafts";
import { PreviewPane } from "./preview-pane";
import { ProblemList } from "./problem-list";
import { areaSurface, type Surface } from "./surface";
import { useDraft } from "./use-draft";
import { usePreview } from "./use-preview";
import { useScrollInStep } from "./use-scroll-in-step";

interface Props {
  desk: Desk;
  preview: Preview;
  person: string;
  /** The server's clock, ISO 8601. */
  now: string;
  help: readonly ComponentHelp[];
  /** What was typed, when the server has answered a form and not saved it. */
  typed?: string;
}

/**
 * The text beside its preview. Without JavaScript it is a form with a text area; with it the text area becomes
 * CodeMirror (a chunk of its own), the text saves itself and the preview follows.
 */
export function WritingDesk({ desk, preview: start, person, now, help, typed }: Props) {
  const { t } = useTranslation("editor");
  const { version } = desk;
  const address = `/workshop/${desk.course.slug}/${desk.slug}`;
  const formId = useId();
  const hintId = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const pane = useRef<HTMLDivElement>(null);
  const surface = useRef<Surface | null>(null);
  const [mirrored, setMirrored] = useState(false);
  const [shown, setShown] = useState<"text" | "preview">("text");
  const revalidator = useRevalidator();
  const navigation = useNavigation();
  const submit = useSubmit();
  const first = typed ?? version.source;

  const { id: versionId, number, revision, source } = version;
  const savedAt = version.savedAt.toISOString();
  const server = useMemo(
    () => ({ versionId, number, revision, source, savedAt }),
    [versionId, number, revision, source, savedAt],
  );
  const keeper = useDraft({ person, lessonId: desk.lessonId, address, server, serverNow: now });
  const { preview, fresh, old, ask } = usePreview(address, start, t("refusal.source-long.text"));
  const scrolled = useScrollInStep(surface, pane);
  const conflict = keeper?.state.at === "conflict" ? keeper.state : null;

  const written = useCallback(
    (text: string) => {
      if (area.current && area.current.value !== text) area.current.value = text;
      keeper?.change(text);
      ask(text);
    },
    [keeper, ask],
  );
  const doWith = useRef({ written, save: () => {}, scrolled, help, t });
  doWith.current = { written, save: () => keeper?.save(), scrolled, help, t };

  // The text area works from the first moment; CodeMirror takes its text over when it has come. It is made once for a
  // keeper: made anew when the page's data are read again, it would drop the cursor under somebody who types.
  useEffect(() => {
    if (!keeper || !area.current || !host.current) return;
    const field = area.current;
    const into = host.current;
    if (field.value !== keeper.text) keeper.change(field.value);
    surface.current = areaSurface(field, (text) => doWith.current.written(text));
    let gone = false;
    void import("./code-mirror")
      .then(({ mountCodeMirror }) => {
        if (gone) return;
        // What is hidden has no size to measure.
        into.hidden = false;
        const { help, t } = doWith.current;
        surface.current = mountCodeMirror({
          parent: into,
          text: field.value,
          describedBy: hintId,
          help,
          nonce: document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? "",
          words: {
            label: t("text.label"),
            close: t("text.close"),
            completions: t("text.completions"),
            problems: t("problems.title"),
            noProblem: t("problems.none"),
            fix: (text) => t("problems.fix", { text }),
          },
          onChange: (text) => doWith.current.written(text),
          onSave: () => doWith.current.save(),
          onScroll: () => doWith.current.scrolled(),
        });
        setMirrored(true);
      })
      .catch(() => {
        // Without the chunk, as on a lost network, the text area stays.
      });
    return () => {
      gone = true;
      surface.current?.destroy();
      surface.current = null;
      setMirrored(false);
    };
  }, [keeper, hintId]);

  // What the keeper has from elsewhere: a draft taken back, a choice between two texts, a newer text of the server.
  useEffect(() => {
    if (keeper && surface.current && surface.current.text() !== keeper.text)
      surface.current.setText(keeper.text);
  });
  useEffect(() => {
    if (fresh) surface.current?.underline(preview.findings);
  }, [fresh, preview, mirrored]);
  // The head of the page tells the number and the state of the version: the first save after a publication opens one.
  const opened = keeper && keeper.isSaved && keeper.basis.versionId !== versionId;
  useEffect(() => {
    if (opened) revalidator.revalidate();
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [opened]);

  const post = async (event: FormEvent<HTMLFormElement>) => {
    const { submitter } = event.nativeEvent as SubmitEvent;
    if (!keeper || !(submitter instanceof HTMLButtonElement) || submitter.value !== "submit") return;
    event.preventDefault();
    // What is sent for review is what the server has by then, so that no autosave under way is met as a conflict.
    if (!(await keeper.flush())) return;
    const { basis, text } = keeper;
    submit(
      { intent: "submit", versionId: basis.versionId, revision: basis.revision, source: text },
      { method: "post", preventScrollReset: true },
    );
  };
  const fix = (asked: Fix) => {
    const text = surface.current && fixText(surface.current.text(), asked);
    if (text !== null) surface.current?.setText(text);
  };
  const errors = preview.findings.filter(({ severity }) => severity === "error").length;
  const busy = navigation.state === "submitting" ? navigation.formData?.get("intent") : null;

  return (
    <>
      {keeper && !conflict && <LeftDrafts keeper={keeper} />}
      {conflict && keeper && (
        <ConflictView
          mine={keeper.text}
          theirs={conflict.theirs}
          trouble={conflict.trouble}
          onSettle={(text) => keeper.settle(text, keeper.text)}
        />
      )}
      <div className="ed-panes">
        {keeper && !conflict && (
          <Seg
            label={t("panes")}
            items={(["text", "preview"] as const).map((name) => ({
              label: t(name === "text" ? "text.label" : "preview.title"),
              on: shown === name,
              name: "pane",
              value: name,
              onClick: () => setShown(name),
            }))}
          />
        )}
      </div>
      <div className={keeper ? `shop shop--${shown}` : "shop"} hidden={conflict !== null}>
        <div className="shop__text">
          {version.state === "published" && (
            <Notice>{t("text.published", { number: version.number, next: version.number + 1 })}</Notice>
          )}
          <InsertBar
            course={desk.course.slug}
            help={help}
            files={desk.files}
            onInsert={keeper ? (snippet) => surface.current?.insert(snippet) : undefined}
          />
          <Form method="post" id={formId} preventScrollReset onSubmit={(event) => void post(event)}>
            <input type="hidden" name="versionId" value={keeper?.basis.versionId ?? versionId} />
            <input type="hidden" name="revision" value={keeper?.basis.revision ?? revision} />
            <label className="field__label" htmlFor={`${formId}-text`} hidden={mirrored}>
              {t("text.label")}
            </label>
            <textarea
              ref={area}
              id={`${formId}-text`}
              className="area area--code"
              name="source"
              rows={28}
              spellCheck={false}
              lang="zh-CN"
              aria-describedby={hintId}
              hidden={mirrored}
              defaultValue={first}
              onInput={(event) => written(event.currentTarget.value)}
              onScroll={scrolled}
            />
            <div ref={host} className="ed-host" hidden={!mirrored} />
            <p id={hintId} className="note">
              {t(mirrored ? "text.keys" : "text.hint")}
            </p>
            <div className="ed-acts">
              <DraftStatus keeper={keeper} savedAt={version.savedAt} errors={fresh ? errors : 0} />
              <div className="btns">
                <noscript>
                  <Button type="submit" name="intent" value="preview">
                    {t("act.preview")}
                  </Button>
                </noscript>
                <Button
                  type="submit"
                  name="intent"
                  value="save"
                  busy={busy === "save"}
                  onClick={(event) => {
                    if (!keeper) return;
                    event.preventDefault();
                    keeper.save();
                  }}
                >
                  {t("act.save")}
                </Button>
                <Button kind="primary" type="submit" name="intent" value="submit" busy={busy === "submit"}>
                  {t("act.submit")}
                </Button>
              </div>
            </div>
          </Form>
          <ProblemList
            findings={preview.findings}
            fresh={fresh}
            form={formId}
            onFix={keeper ? fix : undefined}
            onGo={keeper ? (line, column) => surface.current?.goTo(line, column) : undefined}
          />
        </div>
        <PreviewPane preview={preview} pane={pane} fresh={fresh} old={old} />
      </div>
    </>
  );
}
