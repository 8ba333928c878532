/** The program's store, with errors that say that it was the store. */
import { CrmError } from "../../core/errors/errors.js";
import { messageOf } from "../../core/kind.js";
import type { NotificationStore } from "./store.js";

/** @throws CrmError `INVALID_PARAMETERS` if it is not a store. Its methods throw `NOTIFICATION_STORE_FAILED` */
export function guardedStore(store: NotificationStore): NotificationStore {
  if (typeof store?.get !== "function" || typeof store.set !== "function") {
    throw new CrmError('option "store" is not a store; pass fileNotificationStore(folder), or one of your own', {
      code: "INVALID_PARAMETERS",
      details: { name: "store" },
    });
  }
  return {
    async get(key) {
      const text: unknown = await store.get(key).catch(failed("read"));
      return typeof text === "string" ? text : undefined;
    },
    set: (key, text, life) => store.set(key, text, life).catch(failed("written")),
  };
}

const failed =
  (verb: string) =>
  (cause: unknown): never => {
    throw new CrmError(`the store of notifications could not be ${verb}: ${messageOf(cause)}`, {
      code: "NOTIFICATION_STORE_FAILED",
      retryable: true,
      cause,
    });
  };
