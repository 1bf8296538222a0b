import type { ReactNode } from "react";
import { PageHead } from "~/ui/page-head";
import { useLanguage } from "~/ui/use-language";

/** A page for one act on a partner. */
export function PartnerActPage(props: {
  title: string;
  partner: { id: string; name: string; nameEn: string };
  sub?: string;
  children: ReactNode;
}) {
  const { title, partner, sub, children } = props;
  const { named } = useLanguage();
  return (
    <>
      <PageHead
        title={title}
        sub={sub}
        crumb={{ to: `/desk/partners/${partner.id}`, label: named(partner) }}
      />
      {children}
    </>
  );
}
