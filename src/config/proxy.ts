import { ConfigError } from "../core/errors/errors.js";
import type { ProxySettings } from "../core/transport/proxy-choice.js";
import type { Sources } from "./sources.js";

/** Names of one variable; the first that has a value counts. */
const PROXY = ["https_proxy", "HTTPS_PROXY"];
const EXCEPT = ["no_proxy", "NO_PROXY"];

/**
 * The proxy that is given, else that of the environment. Tokens travel over `https:` only, so `HTTP_PROXY` is none.
 * @throws ConfigError `INVALID_CONFIGURATION` where its address cannot be used.
 */
export function resolveProxy(option: string | undefined, env: Sources["env"]): ProxySettings | undefined {
  if (option !== undefined) return readProxy(option, 'option "proxy"', undefined);
  const name = PROXY.find((one) => env[one]);
  if (name === undefined) return undefined;
  const except = EXCEPT.map((one) => env[one]).find(Boolean) ?? "";
  return readProxy(
    env[name] ?? "",
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
    // The value may hold a password, so it is not shown.
    throw new ConfigError(`${place} is no address of a proxy: give it as http://host:port or https://host:port`, {
      code: "INVALID_CONFIGURATION",
      details: { setting: "proxy" },
    });
  }
  const user = `${decoded(url.username)}:${decoded(url.password)}`;
  return { url: url.origin, authorization: user === ":" ? undefined : `Basic ${base64(user)}`, except };
}

/** As percent-encoded; where it is not, as it stands. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const base64 = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
