import { needFiles } from "../../core/platform.js";
import type { NotificationStore } from "./store.js";

/**
 * A store in a folder, for the processes of one machine.
 * @param folder It is created if it does not exist, for its owner only
 * @throws ConfigError `NO_FILES` if the runtime has no files
 */
export function fileNotificationStore(folder: string): NotificationStore {
  needFiles("fileNotificationStore", "pass a NotificationStore that keeps its entries elsewhere");
  // Loaded on first use, so that a program for a runtime without files can import this module.
  let loading: Promise<NotificationStore> | undefined;
  const opened = () => {
    loading ??= import("./folder.js").then(({ storeIn }) => storeIn(folder));
    return loading;
  };
  return {
    get: async (key) => (await opened()).get(key),
    set: async (key, text, life) => (await opened()).set(key, text, life),
  };
}
