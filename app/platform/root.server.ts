import path from "node:path";

/** A path inside the installation. The start script changes into its own folder first, wherever it was called from. */
export function installed(...parts: string[]): string {
  return path.join(process.cwd(), ...parts);
}
