import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useMatches,
  useRouteLoaderData,
} from "@remix-run/react";
import type { LinksFunction, MetaFunction } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { useEffect, type ReactNode } from "react";
import { can } from "~/platform/access";
import { unreadCount } from "~/platform/notifications.server";
import { now } from "~/platform/clock.server";
import { open } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { navigation } from "~/navigation";
import { civilDate, formatMoment } from "~/lib/dates";
import { OfflineReceipts } from "~/features/courses/components/offline-receipts";
import { NoticeBanner } from "~/features/people/components/notice-banner";
import { noticeDue } from "~/features/people/notice-files.server";
import { DemoBanner } from "~/demo-banner";
import { ProblemPage } from "~/problem-page";
import { BareFrame } from "~/ui/bare-frame";
import { Frame, type MainWidth } from "~/ui/frame";
import { usePageInfo } from "~/ui/page-info";
import styles from "~/ui/app.css?url";

/** How the root frames a page: `bare` pages bring their own frame. */
export interface PageHandle {
  frame?: "bare";
  width?: MainWidth;
  rail?: boolean;
}

export const links: LinksFunction = () => [
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
  { rel: "manifest", href: "/manifest.webmanifest" },
  { rel: "apple-touch-icon", href: "/apple-touch-icon.png" },
  // By its address, which the lesson's page names too: one file for both.
  { rel: "stylesheet", href: styles },
];

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.brand }];

export const loader = open("public", async ({ context }) => {
  const me = await context.me();
  return {
    brand: texts(context.language).t("brand.name"),
    theme: context.theme,
    demo: context.demo ? formatMoment(now(), context.language) : null,
    me: me && {
      id: me.personId,
      name: me.name,
      unit: me.unit && (context.language === "en" ? me.unit.nameEn : me.unit.name),
      navigation: navigation
        .filter((item) => item.permissions?.some((permission) => can(me.grants, permission)) ?? true)
        .map(({ key }) => key),
      unread: me.pending ? 0 : await unreadCount(me.personId),
      notice: me.pending ? null : await noticeDue(me.personId, civilDate(now())),
    },
  };
});

export function Layout({ children }: { children: ReactNode }) {
  const { nonce, requestId } = usePageInfo();
  const { i18n } = useTranslation();
  const data = useRouteLoaderData<typeof loader>("root");
  useEffect(() => {
    // Tells tests and styles that the page now answers without a round trip.
    document.documentElement.dataset.ready = "yes";
  }, []);
  return (
    <html
      lang={i18n.language === "en" ? "en" : "zh-CN"}
      data-theme={data?.theme ?? undefined}
      data-request={requestId}
      suppressHydrationWarning
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="format-detection" content="telephone=no" />
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#ffffff" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#10161a" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App() {
  return (
    <Framed>
      <Outlet />
    </Framed>
  );
}

export function ErrorBoundary() {
  return <ProblemPage />;
}

function Framed({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const data = useRouteLoaderData<typeof loader>("root");
  const handle = useMatches().slice(-1)[0]?.handle as PageHandle | undefined;
  const banner = (data?.demo || data?.me?.notice) && (
    <>
      {data.demo && <DemoBanner clock={data.demo} />}
      {data.me?.notice && <NoticeBanner version={data.me.notice} />}
    </>
  );
  if (handle?.frame === "bare") return <>{children}</>;
  if (!data?.me) {
    return (
      <BareFrame skip={t("frame.skip")} banner={banner} width={handle?.width ?? "narrow"}>
        {children}
      </BareFrame>
    );
  }
  return (
    <Frame
      brand={{ mark: t("brand.mark"), name: t("brand.name") }}
      label={t("frame.navigation")}
      skip={t("frame.skip")}
      items={navigation
        .filter((item) => data.me?.navigation.includes(item.key))
        .map(({ key, to, icon, only }) => ({
          to,
          icon,
          only,
          label: t(`nav.${key}`),
          count: unreadOf(key, data.me?.unread ?? 0, t("frame.unread", { count: data.me?.unread ?? 0 })),
        }))}
      foot={
        <>
          {data.me.name}
          <br />
          {data.me.unit}
        </>
      }
      banner={banner}
      rail={handle?.rail}
      width={handle?.width}
    >
      <OfflineReceipts key={data.me.id} person={data.me.id} />
      {children}
    </Frame>
  );
}

/** A phone's bar has no room for the notifications: there the own page says that some are unread. */
function unreadOf(key: string, value: number, says: string) {
  if (key === "notifications") return { value, says };
  return key === "me" ? { value, says, only: "phone" as const } : undefined;
}
