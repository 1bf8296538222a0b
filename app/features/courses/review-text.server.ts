import type { Language } from "~/lib/dates";
import { texts } from "~/platform/i18n/texts.server";
import { compiledText, findingsOf, type Finding } from "./preview.server";
import { reviewBlocks, type BlockWords, type ReviewBlock } from "./review-blocks";

export interface ReviewText {
  /** Null when the text does not compile, or was asked for twice at once. */
  blocks: ReviewBlock[] | null;
  findings: Finding[];
  minutes: number | null;
  characters: number;
  laws: { ref: string; checkedOn: string; validUntil: string | null }[];
}

/** A text as reviewers read it, compiled as learners will get it. `who` stands in the line of previews. */
export async function reviewText(
  source: string,
  course: string,
  language: Language,
  who: string,
): Promise<ReviewText> {
  const result = await compiledText(source, who);
  const findings = result ? findingsOf(result, language) : [];
  if (!result?.ok)
    return { blocks: null, findings, minutes: result?.meta?.minutes ?? null, characters: 0, laws: [] };
  const { body, keys, meta } = result;
  const blocks = reviewBlocks(body, keys, course, blockWords(language));
  return { blocks, findings, minutes: meta.minutes, characters: body.characters, laws: body.laws };
}

function blockWords(language: Language): BlockWords {
  const { t } = texts(language);
  return {
    kinds: {
      single: t("review:kind.single"),
      multiple: t("review:kind.multiple"),
      ordering: t("review:kind.ordering"),
      fill: t("review:kind.fill"),
      reflection: t("review:kind.reflection"),
      discussion: t("review:kind.discussion"),
    },
    right: t("review:key.right"),
    inOrder: (keys) => t("review:key.order", { keys }),
    answers: (answers) => t("review:key.answers", { answers }),
    ifRight: (text) => t("review:key.ifRight", { text }),
    ifWrong: (text) => t("review:key.ifWrong", { text }),
  };
}
