import type { Handlers } from "../calls/handler.js";
import { readingCalls } from "../conventions/setting-lists.js";

const roles = readingCalls({ key: "roles" });

export const roleHandlers: Handlers = { getRoles: roles.list, getRole: roles.get };
