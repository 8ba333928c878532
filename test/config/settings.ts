import type { LegacyConfig } from "../../src/config/legacy-options.js";
import type { ClientOptions } from "../../src/config/options.js";
import { resolveLegacySettings, resolveSettings } from "../../src/config/resolve.js";
import type { Sources } from "../../src/config/sources.js";
import { isCrmError } from "../../src/core/errors/errors.js";

export const OAUTH_FILE = "resources/oauth_configuration.properties";
export const PLAIN_FILE = "resources/configuration.properties";

/** The contents of the property files, and the environment. */
export interface Given {
  readonly oauth?: string;
  readonly plain?: string;
  readonly env?: Record<string, string>;
}

export const sources = ({ oauth, plain, env = {} }: Given = {}): Sources => ({
  readFile: (path) => ({ [OAUTH_FILE]: oauth, [PLAIN_FILE]: plain })[path],
  variable: (name) => env[name],
  can: { "read files": true, "read the environment": true },
});

const REQUIRED: ClientOptions = { clientId: "id", clientSecret: "secret" };
const LEGACY_REQUIRED: LegacyConfig = {
  client_id: "id",
  client_secret: "secret",
  redirect_url: "https://example.com",
};

/** The typed client's settings, from these options and the required ones. */
export const typed = (options: object = {}, given?: Given) =>
  resolveSettings({ ...REQUIRED, ...options }, sources(given));

/** The old client's settings, from these members and the required ones. */
export const legacy = (config: object = {}, given?: Given) =>
  resolveLegacySettings({ ...LEGACY_REQUIRED, ...config }, sources(given));

/** The `ConfigError` that `work` throws. */
export function failure(work: () => unknown): { code: string; message: string } {
  try {
    work();
  } catch (error) {
    if (isCrmError(error, "Config")) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error("nothing was thrown");
}
