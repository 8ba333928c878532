import { environmentLines } from "../environment.js";
import type { Endpoint, Endpoints } from "./endpoint.js";

/** They hold the secrets, so the page asks for them only when its user does. */
const getEnvironment: Endpoint = ({ clientOptions }) => ({ lines: environmentLines(clientOptions) });

export const environmentEndpoints: Endpoints = { "GET /_emulator/environment": getEnvironment };
