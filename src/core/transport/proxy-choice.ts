import { isLoopback } from "./loopback.js";

/** A proxy, and the hosts that bypass it. */
export interface ProxySettings {
  /** The address, without user name and password. */
  readonly url: string;
  /** The value of `Proxy-Authorization`, if the address contained a user name. */
  readonly authorization: string | undefined;
  /** Entries of `NO_PROXY`, in lower case. A proxy that the program sets itself has none, and serves loopback as well. */
  readonly except: readonly string[] | undefined;
}

/** Whether connections to this server use the proxy. */
export function usesProxy({ except }: ProxySettings, hostname: string, port: number): boolean {
  if (except === undefined) return true;
  const host = hostname.toLowerCase().replace(/^\[|\]$/g, "");
  if (isLoopback(host) || host.endsWith(".localhost")) return false;
  return !except.some((entry) => matches(entry, host, port));
}

/** An entry is `*`, `zoho.com`, `.zoho.com` or `*.zoho.com`, each optionally with `:443`: the host itself, and all its subdomains. */
function matches(entry: string, host: string, port: number): boolean {
  if (entry === "*") return true;
  const [, name = "", onlyPort] = /^(.*?)(?::(\d+))?$/.exec(entry.replace(/^\[(.*)\]/, "$1")) ?? [];
  // An IPv6 address is full of colons, so it is compared as a whole.
  if (entry.replace(/[[\]]/g, "") === host) return true;
  if (onlyPort !== undefined && Number(onlyPort) !== port) return false;
  const suffix = name.replace(/^\*?\./, "");
  return suffix !== "" && (host === suffix || host.endsWith(`.${suffix}`));
}
