import { ConfigError } from "../core/errors/errors.js";
import { rememberSecrets } from "../core/errors/secrets.js";
import type { ProxySettings } from "../core/transport/proxy-choice.js";
import type { Sources } from "./sources.js";

/** The names of each environment variable; the first that has a value counts. */
const PROXY = ["https_proxy", "HTTPS_PROXY"];
const EXCEPT = ["no_proxy", "NO_PROXY"];

/**
 * The proxy of the option, or of the environment. `HTTP_PROXY` is not used: tokens only travel over `https:`.
 * @throws ConfigError `INVALID_CONFIGURATION` if its address cannot be used.
 */
export function resolveProxy(option: string | undefined, variable: Sources["variable"]): ProxySettings | undefined {
  if (option !== undefined) return readProxy(option, 'option "proxy"', undefined);
  const name = PROXY.find((one) => variable(one));
  if (name === undefined) return undefined;
  const except = EXCEPT.map(variable).find(Boolean) ?? "";
  return readProxy(
    variable(name) ?? "",
    `environment variable ${name}`,
    except
      .toLowerCase()
      .split(/[\s,]+/)
      .filter(Boolean),
  );
}

function readProxy(value: string, place: string, except: ProxySettings["except"]): ProxySettings {
  const text = value.includes("://") ? value : `http://${value}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !["http:", "https:"].includes(url.protocol) || url.hostname === "" || url.pathname.length > 1) {
    // The value may contain a password, so the error does not show it.
    throw new ConfigError(`${place} is not the address of a proxy: write it as http://host:port or https://host:port`, {
      code: "INVALID_CONFIGURATION",
      details: { setting: "proxy" },
    });
  }
  rememberSecrets(decoded(url.password));
  const user = `${decoded(url.username)}:${decoded(url.password)}`;
  return { url: url.origin, authorization: user === ":" ? undefined : `Basic ${base64(user)}`, except };
}

/** Decodes percent-encoding; a string that is not percent-encoded stays as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const base64 = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
