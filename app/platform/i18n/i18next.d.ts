import "i18next";
import type gallery from "~/locales/zh/gallery.json";
import type mdx from "~/locales/zh/mdx.json";
import type zh from "./texts-zh";

// Every key that the code asks for has to exist: a missing one does not compile.
declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "common";
    resources: typeof zh & { gallery: typeof gallery; mdx: typeof mdx };
  }
}
