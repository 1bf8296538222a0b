import { useTranslation } from "react-i18next";
import { formatDay } from "~/lib/dates";
import { Go } from "~/ui/go";
import { useLanguage } from "~/ui/use-language";
import type { OwnFields } from "../own-data.server";
import type { HeldField } from "../rules/held-field";
import type { NoticeField } from "../schema/privacy";
import { HeldNotes } from "./held-notes";

interface HeldListProps {
  fields: readonly NoticeField[];
  own: OwnFields;
  unit: { name: string; nameEn: string } | null;
  pages: { study: boolean; points: boolean };
  counts: Partial<Record<HeldField, number>>;
}

/** Each field with what stands in it; unfolded, it says why it is held and where the rows are. */
export function HeldList({ fields, own, unit, pages, counts }: HeldListProps) {
  const { t } = useTranslation("privacy");
  const { language, named } = useLanguage();
  const nothing = t("held.nothing");
  const value = (id: HeldField): string => {
    switch (id) {
      case "gender":
        return own.gender === "" ? nothing : t(`gender.${own.gender}`);
      case "bornOn":
        return own.bornOn ? formatDay(own.bornOn, language) : nothing;
      case "name":
      case "phone":
      case "email":
      case "employeeNo":
      case "idNumber":
      case "payeeAccount":
        return own[id] || nothing;
      case "post":
        return unit ? named(unit) : nothing;
      default:
        return counts[id] ? t("held.rows", { count: counts[id] }) : nothing;
    }
  };
  const page: Partial<Record<HeldField, string>> = {
    payeeAccount: "/me/data/payee",
    ...(pages.study && { study: "/courses", training: "/training", exams: "/exams" }),
    ...(pages.points && { points: "/points" }),
  };
  return (
    <>
      {fields.map((field) => (
        <details key={field.id} className="review">
          <summary>
            <span>{field.label}</span>
            <span className="row__end">{value(field.id)}</span>
          </summary>
          <HeldNotes field={field} />
          {page[field.id] && (
            <p className="mt-3">
              <Go to={page[field.id] ?? ""}>
                {t(field.id === "payeeAccount" ? "held.change" : "held.look")}
              </Go>
            </p>
          )}
        </details>
      ))}
    </>
  );
}
