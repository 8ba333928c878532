import type { Handlers } from "../calls/handler.js";
import { readingCalls } from "../conventions/setting-lists.js";

const territories = readingCalls({ key: "territories" });

export const territoryHandlers: Handlers = { getTerritories: territories.list, getTerritory: territories.get };
