import type { QrCode } from "~/platform/qr.server";

/** A QR code, dark on light in both themes: cameras want it so. */
export function QrPicture({ code, label, size = 232 }: { code: QrCode; label: string; size?: number }) {
  return (
    <svg
      viewBox={`0 0 ${code.size} ${code.size}`}
      width={size}
      height={size}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={code.size} height={code.size} fill="#fff" />
      <path d={code.path} fill="#000" />
    </svg>
  );
}
