import type { Endpoint, Endpoints } from "./endpoint.js";
import { environmentLines } from "./environment-lines.js";

/** They hold the secrets, so the page asks for them only when its user does. */
const getEnvironment: Endpoint = ({ clientOptions, bearer }) => ({ lines: environmentLines(clientOptions(bearer)) });

export const environmentEndpoints: Endpoints = { "POST /_emulator/environment": getEnvironment };
