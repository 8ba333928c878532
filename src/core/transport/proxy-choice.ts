/** A proxy, and what goes past it. */
export interface ProxySettings {
  /** Address without user and password. */
  readonly url: string;
  /** Value of `Proxy-Authorization`, where the address had a user. */
  readonly authorization: string | undefined;
  /** Entries of `NO_PROXY`, in lower case; a proxy that the program gives has none, and serves loopback, too. */
  readonly except: readonly string[] | undefined;
}

/** Whether a connection to this server goes through the proxy. */
export function goesThrough({ except }: ProxySettings, hostname: string, port: number): boolean {
  if (except === undefined) return true;
  const host = hostname.toLowerCase().replace(/^\[|\]$/g, "");
  if (host === "localhost" || host.endsWith(".localhost") || host === "::1" || /^127(\.\d+){3}$/.test(host))
    return false;
  return !except.some((entry) => matches(entry, host, port));
}

/** `*`, `zoho.com`, `.zoho.com`, `*.zoho.com`, each perhaps with `:443`: the host itself, and all below it. */
function matches(entry: string, host: string, port: number): boolean {
  if (entry === "*") return true;
  const [, name = "", only] = /^(.*?)(?::(\d+))?$/.exec(entry.replace(/^\[(.*)\]/, "$1")) ?? [];
  // An address of IPv6 is full of colons: it is compared as a whole.
  if (entry.replace(/[[\]]/g, "") === host) return true;
  if (only !== undefined && Number(only) !== port) return false;
  const suffix = name.replace(/^\*?\./, "");
  return suffix !== "" && (host === suffix || host.endsWith(`.${suffix}`));
}
