import { environmentLines } from "../environment.js";
import type { Endpoint, Endpoints } from "./endpoint.js";

/** They hold the secrets, so the page asks for them only when its user does. */
const getEnvironment: Endpoint = ({ accounts, apiUrl }) => ({
  lines: environmentLines({ ...accounts.credentials, apiUrl, accountsUrl: apiUrl }),
});

export const environmentEndpoints: Endpoints = { "GET /_emulator/environment": getEnvironment };
