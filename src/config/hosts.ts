import { ConfigError } from "../core/errors/errors.js";
import { isLoopback } from "../core/transport/loopback.js";
import { DATA_CENTERS, type DataCenter } from "./data-centers.js";
import type { Found } from "./setting-reader.js";

/** What decides the servers. */
export interface HostChoice {
  readonly dataCenter: DataCenter | undefined;
  readonly api: NamedFound | undefined;
  readonly accounts: NamedFound | undefined;
  readonly allowHosts: readonly string[];
}

/** An address that was found, and the name it goes by. */
export interface NamedFound extends Found {
  readonly name: string;
  /** Every place where it may be set, where it is a setting. */
  readonly places?: string;
}

/** The servers, as origins. */
export interface Hosts {
  readonly apiUrl: string;
  readonly accountsUrl: string;
  readonly contentUrl: string;
  readonly downloadUrl: string;
  /** Whether nobody has chosen any of them. */
  readonly followsAnswers: boolean;
}

type Role = "api" | "accounts";

/** The data centre of each of Zoho's hosts. */
const ZOHO_HOSTS: Readonly<Record<Role, ReadonlyMap<string, DataCenter>>> = {
  api: hostsOf((center) =>
    ["www", "sandbox", "developer"].map((word) => DATA_CENTERS[center].api.replace("www", word)),
  ),
  accounts: hostsOf((center) => [DATA_CENTERS[center].accounts]),
};

/**
 * Decides the servers: an address that is given, else that of the data centre that is given or that the other address
 * belongs to, else the United States'. An API host that is none of Zoho's serves the files as well.
 * @throws ConfigError `INVALID_CONFIGURATION` where an address is malformed, or tokens may not be sent to its host.
 */
export function resolveHosts({ dataCenter, api, accounts, allowHosts }: HostChoice): Hosts {
  const apiUrl = api && readAddress(api, "api", allowHosts);
  const accountsUrl = accounts && readAddress(accounts, "accounts", allowHosts);
  const apiCenter = centerOf("api", apiUrl);
  const center = dataCenter ?? apiCenter ?? centerOf("accounts", accountsUrl) ?? "us";
  const files = DATA_CENTERS[apiCenter ?? center];
  const own = apiUrl && !apiCenter ? apiUrl.origin : undefined;
  return {
    apiUrl: apiUrl?.origin ?? DATA_CENTERS[center].api,
    accountsUrl: accountsUrl?.origin ?? DATA_CENTERS[center].accounts,
    contentUrl: own ?? files.content,
    downloadUrl: own ?? files.download,
    followsAnswers: !dataCenter && !api && !accounts,
  };
}

/** What Zoho said of the servers when it gave a token. */
export interface Named {
  readonly apiDomain?: string;
  readonly accountsServer?: string;
}

/**
 * The servers for one user's token: the client's own, unless nobody has chosen any and Zoho named others. Only the
 * accounts server is always the one that gave the token, since no other knows it.
 * @throws ConfigError `INVALID_CONFIGURATION` where tokens may not be sent to a host that was named.
 */
export function hostsOfToken({ apiDomain, accountsServer }: Named, own: Hosts, allowHosts: readonly string[]): Hosts {
  if (accountsServer === undefined && (apiDomain === undefined || !own.followsAnswers)) return own;
  const told = (name: string, value: string | undefined) =>
    value === undefined ? undefined : { name, value, place: "named by Zoho, or by the token store" };
  const api = own.followsAnswers ? told("api_domain", apiDomain) : undefined;
  const accounts = told("accounts-server", accountsServer);
  const hosts = resolveHosts({ dataCenter: undefined, api, accounts, allowHosts });
  return { ...(own.followsAnswers ? hosts : own), accountsUrl: accounts ? hosts.accountsUrl : own.accountsUrl };
}

function readAddress(found: NamedFound, role: Role, allowHosts: readonly string[]): URL {
  const { value } = found;
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `https://${value}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // What precedes the host may be a password, so the value itself is not shown.
  if (!url || url.href !== `${url.origin}/`) {
    throw malformed(found, "is no address of a server; give its host, e.g. www.zohoapis.eu, without path or user name");
  }
  const isOwnMachine = isLoopback(url.hostname);
  if (url.protocol !== "https:" && !(isOwnMachine && url.protocol === "http:")) {
    throw malformed(found, `may not use ${url.protocol}// for ${url.host}: tokens are sent over https:// only`);
  }
  const hosts = ZOHO_HOSTS[role];
  const isAllowed = allowHosts.some((host) => [url.hostname, url.host].includes(host.toLowerCase()));
  if (isOwnMachine || isAllowed || hosts.has(url.hostname)) return url;
  const known = [...hosts.keys()].filter((host) => !/^(sandbox|developer)\./.test(host)).join(", ");
  throw malformed(
    found,
    `names ${url.host}, which is none of Zoho's hosts for it (${known}); list it in allowHosts if tokens may be sent there`,
  );
}

/** Whether a server that a download is redirected to may see the token. Loopback may not: anybody listens there. */
export const mayHaveToken = ({ protocol, hostname, host }: URL, allowHosts: readonly string[]): boolean =>
  protocol === "https:" &&
  !isLoopback(hostname) &&
  (allowHosts.some((allowed) => [hostname, host].includes(allowed.toLowerCase())) ||
    [ZOHO_HOSTS.api, ZOHO_HOSTS.accounts].some((hosts) => hosts.has(hostname)) ||
    Object.values(DATA_CENTERS).some(({ content, download }) =>
      [content, download].some((address) => new URL(address).hostname === hostname),
    ));

const centerOf = (role: Role, url: URL | undefined): DataCenter | undefined =>
  url && ZOHO_HOSTS[role].get(url.hostname);

function hostsOf(addresses: (center: DataCenter) => readonly string[]): Map<string, DataCenter> {
  const centers = Object.keys(DATA_CENTERS) as DataCenter[];
  return new Map(
    centers.flatMap((center) => addresses(center).map((address) => [new URL(address).hostname, center] as const)),
  );
}

const malformed = ({ name, place, places }: NamedFound, problem: string): ConfigError =>
  new ConfigError(`${name} (${place}) ${problem}${places ? `. It may be set as ${places}` : ""}`, {
    code: "INVALID_CONFIGURATION",
    details: { setting: name },
  });
