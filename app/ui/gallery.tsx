import { useTranslation } from "react-i18next";
import { Answers } from "./gallery/answers";
import { Buttons } from "./gallery/buttons";
import { Charts } from "./gallery/charts";
import { Forms } from "./gallery/forms";
import { Frames } from "./gallery/frames";
import { Lists } from "./gallery/lists";
import { Notices } from "./gallery/notices";
import { Reading } from "./gallery/reading";
import { Rulers } from "./gallery/rulers";
import { Signatures } from "./gallery/signatures";
import { Swatches } from "./gallery/swatches";
import { Tables } from "./gallery/tables";
import { Meta } from "./meta";
import { PageHead } from "./page-head";

/** Every component in every state. Stands inside a page's `<main>`; states that only a pointer makes are drawn by class. */
export function Gallery() {
  const { t } = useTranslation("gallery");
  return (
    <>
      <PageHead title={t("title")} sub={<Meta>{[t("sub"), t("note")]}</Meta>} />
      <div className="gal">
        <Buttons />
        <Forms />
        <Rulers />
        <Notices />
        <Answers />
        <Lists />
        <Signatures />
        <Frames />
        <Tables />
        <Charts />
        <Reading />
        <Swatches />
      </div>
    </>
  );
}
