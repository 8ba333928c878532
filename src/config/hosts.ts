import { ConfigError } from "../core/errors/errors.js";
import { isLoopback } from "../core/transport/loopback.js";
import { DATA_CENTERS, type DataCenter } from "./data-centers.js";
import type { Found } from "./setting-reader.js";

/** The settings that decide which servers to use. */
export interface HostChoice {
  readonly dataCenter: DataCenter | undefined;
  readonly api: NamedFound | undefined;
  readonly accounts: NamedFound | undefined;
  readonly allowHosts: readonly string[];
}

/** An address with the name of its setting. */
export interface NamedFound extends Found {
  readonly name: string;
  /** Every place where it can be set, if it is a setting. */
  readonly places?: string;
}

/** The origins of the servers. */
export interface Hosts {
  readonly apiUrl: string;
  readonly accountsUrl: string;
  readonly contentUrl: string;
  readonly downloadUrl: string;
  /** Whether no setting has chosen a server, so that Zoho's responses may name others. */
  readonly followsAnswers: boolean;
}

type Role = "api" | "accounts";

/** The data center of each of Zoho's hosts. */
const ZOHO_HOSTS: Readonly<Record<Role, ReadonlyMap<string, DataCenter>>> = {
  api: hostsOf((center) =>
    ["www", "sandbox", "developer"].map((name) => DATA_CENTERS[center].api.replace("www", name)),
  ),
  accounts: hostsOf((center) => [DATA_CENTERS[center].accounts]),
};

/**
 * Chooses the servers. An address that is set is used as it is. An address that is not set follows the data center that
 * is set, then that of the other address, then the United States. An API host outside Zoho serves the files as well.
 * @throws ConfigError `INVALID_CONFIGURATION` if an address is malformed, or tokens may not be sent to its host.
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

/** The servers that Zoho named with a token. */
export interface NamedServers {
  readonly apiDomain?: string;
  readonly accountsServer?: string;
}

/**
 * Chooses the servers for one user's token: the client's own, unless no setting has chosen them and Zoho named others.
 * The accounts server is always the one that issued the token, since no other knows it.
 * @throws ConfigError `INVALID_CONFIGURATION` if tokens may not be sent to a host that Zoho named.
 */
export function hostsOfToken(
  { apiDomain, accountsServer }: NamedServers,
  own: Hosts,
  allowHosts: readonly string[],
): Hosts {
  if (accountsServer === undefined && (apiDomain === undefined || !own.followsAnswers)) return own;
  const named = (name: string, value: string | undefined) =>
    value === undefined ? undefined : { name, value, place: "named by Zoho, or by the token store" };
  const api = own.followsAnswers ? named("api_domain", apiDomain) : undefined;
  const accounts = named("accounts-server", accountsServer);
  const hosts = resolveHosts({ dataCenter: undefined, api, accounts, allowHosts });
  return { ...(own.followsAnswers ? hosts : own), accountsUrl: accounts ? hosts.accountsUrl : own.accountsUrl };
}

function readAddress(found: NamedFound, role: Role, allowHosts: readonly string[]): URL {
  const { value } = found;
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `https://${value}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // The part before the host may be a password, so the error does not show the value.
  if (!url || url.href !== `${url.origin}/`) {
    throw malformed(
      found,
      "is not the address of a server; set only its host, e.g. www.zohoapis.eu, without a path or user name",
    );
  }
  const isOwnMachine = isLoopback(url.hostname);
  if (url.protocol !== "https:" && !(isOwnMachine && url.protocol === "http:")) {
    throw malformed(found, `may not use ${url.protocol}// for ${url.host}: tokens are only sent over https://`);
  }
  const hosts = ZOHO_HOSTS[role];
  const isAllowed = allowHosts.some((host) => [url.hostname, url.host].includes(host.toLowerCase()));
  if (isOwnMachine || isAllowed || hosts.has(url.hostname)) return url;
  const known = [...hosts.keys()].filter((host) => !/^(sandbox|developer)\./.test(host)).join(", ");
  throw malformed(
    found,
    `names ${url.host}, which is not one of Zoho's hosts (${known}); add it to allowHosts if tokens may be sent there`,
  );
}

/** Whether a download's redirect target may receive the token. Loopback may not: any local program can listen there. */
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
  new ConfigError(`${name} (${place}) ${problem}${places ? `. It can be set as ${places}` : ""}`, {
    code: "INVALID_CONFIGURATION",
    details: { setting: name },
  });
