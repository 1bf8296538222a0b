import type { Config } from "~/platform/config.server";
import { useDelivery } from "~/platform/deliver.server";
import { keepHeadsIn } from "~/platform/kept-heads.server";
import { useUploadDir } from "~/platform/uploads.server";

/** Tells the platform what the environment says, for the server and the commands alike. */
export function equip(config: Config | undefined): void {
  useUploadDir(config?.dataDir);
  keepHeadsIn(config?.dataDir);
  if (config) useDelivery(config);
}
