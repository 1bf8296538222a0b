import type { MetaFunction } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import en from "~/locales/en/gallery.json";
import zh from "~/locales/zh/gallery.json";
import { open } from "~/platform/guard.server";
import { Gallery } from "~/ui/gallery";

/** Every ui component in every state; it exists in the demonstration alone. */
export const loader = open("demo", async () => null);

export const meta: MetaFunction = () => [{ title: "Gallery" }];

export default function GalleryPage() {
  // Its texts are needed nowhere else, so they travel with this page alone.
  const { i18n } = useTranslation();
  if (!i18n.hasResourceBundle("zh", "gallery")) {
    i18n.addResourceBundle("zh", "gallery", zh);
    i18n.addResourceBundle("en", "gallery", en);
  }
  return <Gallery />;
}
