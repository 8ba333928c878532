import { ConfigError } from "../core/errors/errors.js";
import { isLoopback } from "../core/transport/loopback.js";
import { DATA_CENTERS, type DataCenter } from "./data-centers.js";
import type { Found } from "./setting-reader.js";
import { environmentNames, settingOf } from "./settings-table.js";

/** The settings that decide which servers to use. */
export interface HostChoice {
  readonly dataCenter: DataCenter | undefined;
  readonly api: NamedFound | undefined;
  readonly accounts: NamedFound | undefined;
}

/** An address with the name of its setting. */
export interface NamedFound extends Omit<Found, "inFile"> {
  readonly name: string;
  /** Every place where it can be set, if it is a setting. */
  readonly places?: string;
  /** Whether the program, or who started it, has chosen the address. Only then it may be this machine. */
  readonly isOwnChoice: boolean;
  /** The hosts outside Zoho that it may name. */
  readonly allowHosts: readonly string[];
}

/** The origins of the servers. */
export interface Hosts {
  readonly apiUrl: string;
  readonly accountsUrl: string;
  readonly contentUrl: string;
  readonly downloadUrl: string;
  /** Whether no setting has chosen a server, so that Zoho's responses may name others. */
  readonly followsAnswers: boolean;
  /** Servers that nothing may be sent to, by origin. */
  readonly refused: Readonly<Record<string, Refusal>>;
  /** Where the API host was found, unless the program, or who started it, has chosen it. */
  readonly foreignPlace: string | undefined;
}

/** Why nothing may be sent to a server. */
interface Refusal {
  readonly setting: string;
  readonly message: string;
}

type Role = "api" | "accounts";

/**
 * The data center of each of Zoho's hosts. The CRM's own hosts serve the API as well, and sandboxes of some programs have
 * no other; those outside `us` and `eu` follow the pattern (unverified).
 */
const ZOHO_HOSTS: Readonly<Record<Role, ReadonlyMap<string, DataCenter>>> = {
  api: hostsOf((center) => [
    ...["www", "sandbox", "developer"].map((name) => DATA_CENTERS[center].api.replace("www", name)),
    ...["crm", "crmsandbox"].map((name) => DATA_CENTERS[center].accounts.replace("accounts", name)),
  ]),
  accounts: hostsOf((center) => [DATA_CENTERS[center].accounts]),
};

/** How a program allows a host, as errors name it. */
const ALLOW = `allowHosts (property ${settingOf("allow_hosts").property}, environment variable ${environmentNames("allow_hosts")[0]})`;

/**
 * Chooses the servers. An address that is set is used as it is. An address that is not set follows the data center that
 * is set, then that of the other address, then the United States. An API host outside Zoho serves the files as well.
 * @throws ConfigError `INVALID_CONFIGURATION` if an address is malformed.
 */
export function resolveHosts({ dataCenter, api, accounts }: HostChoice): Hosts {
  const apiUrl = api && readAddress(api);
  const accountsUrl = accounts && readAddress(accounts);
  const apiCenter = centerOf("api", apiUrl);
  const center = dataCenter ?? apiCenter ?? centerOf("accounts", accountsUrl) ?? "us";
  const files = DATA_CENTERS[apiCenter ?? center];
  const own = apiUrl && !apiCenter ? apiUrl.origin : undefined;
  const refusals = [
    apiUrl && refusalOf(apiUrl, api, "api"),
    accountsUrl && refusalOf(accountsUrl, accounts, "accounts"),
  ];
  return {
    apiUrl: apiUrl?.origin ?? DATA_CENTERS[center].api,
    accountsUrl: accountsUrl?.origin ?? DATA_CENTERS[center].accounts,
    contentUrl: own ?? files.content,
    downloadUrl: own ?? files.download,
    followsAnswers: !dataCenter && !api && !accounts,
    refused: Object.fromEntries(refusals.filter((refusal) => refusal !== undefined)),
    foreignPlace: api && !api.isOwnChoice ? api.place : undefined,
  };
}

/** @throws ConfigError `INVALID_CONFIGURATION` if nothing may be sent to the API or the accounts server. */
export function checkHosts<H extends Hosts>(hosts: H): H {
  const [refusal] = Object.values(hosts.refused);
  if (refusal) throw hostError(refusal);
  return hosts;
}

export const hostError = ({ setting, message }: Refusal): ConfigError =>
  new ConfigError(message, { code: "INVALID_CONFIGURATION", details: { setting } });

/** The servers that Zoho named with a token. */
export interface NamedServers {
  readonly apiDomain?: string;
  readonly accountsServer?: string;
}

/**
 * Chooses the servers for one user's token: the client's own, unless no setting has chosen them and Zoho named others.
 * The accounts server is always the one that issued the token, since no other knows it.
 * @throws ConfigError `INVALID_CONFIGURATION` if tokens may not be sent to a host that Zoho named, or if a property file
 *   names a host of another data center than the token's.
 */
export function hostsOfToken(
  { apiDomain, accountsServer }: NamedServers,
  own: Hosts,
  allowHosts: readonly string[],
): Hosts {
  if (own.foreignPlace !== undefined && apiDomain !== undefined && !isSameCenter(apiDomain, own.apiUrl)) {
    const message = `${own.foreignPlace} names ${own.apiUrl}, and the token was issued for ${apiDomain}: change the file, or set apiUrl as an option or in the environment`;
    throw hostError({ setting: "apiUrl", message });
  }
  if (accountsServer === undefined && (apiDomain === undefined || !own.followsAnswers)) return own;
  const named = (name: string, value: string | undefined, ownUrl: string) =>
    value === undefined
      ? undefined
      : {
          name,
          value,
          place: "named by Zoho, or by the token store",
          isOwnChoice: value === ownUrl && own.refused[ownUrl] === undefined,
          allowHosts,
        };
  const api = own.followsAnswers ? named("api_domain", apiDomain, own.apiUrl) : undefined;
  const accounts = named("accounts-server", accountsServer, own.accountsUrl);
  const hosts = checkHosts(resolveHosts({ dataCenter: undefined, api, accounts }));
  return { ...(own.followsAnswers ? hosts : own), accountsUrl: accounts ? hosts.accountsUrl : own.accountsUrl };
}

function readAddress(found: NamedFound): URL {
  const { value } = found;
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `https://${value}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // The part before the host may be a password, so the error does not show the value.
  if (!url || url.href !== `${url.origin}/`) {
    throw hostError(
      problemOf(
        found,
        "is not the address of a server; set only its host, e.g. www.zohoapis.eu, without a path or user name",
      ),
    );
  }
  return url;
}

/** Whether two API addresses are the same, or of the same data center. */
function isSameCenter(one: string, other: string): boolean {
  const [center, otherCenter] = [one, other].map((address) =>
    centerOf("api", URL.canParse(address) ? new URL(address) : undefined),
  );
  return one === other || (center !== undefined && center === otherCenter);
}

/** The origin of a server, and why nothing may be sent to it; `undefined` if tokens may be. */
function refusalOf(url: URL, found: NamedFound, role: Role): [origin: string, refusal: Refusal] | undefined {
  const refuse = (problem: string): [string, Refusal] => [url.origin, problemOf(found, problem)];
  const isOwnMachine = isLoopback(url.hostname);
  if (url.protocol !== "https:" && !(isOwnMachine && url.protocol === "http:"))
    return refuse(`may not use ${url.protocol}// for ${url.host}: tokens are only sent over https://`);
  if (isAllowed(url, found.allowHosts) || ZOHO_HOSTS[role].has(url.hostname)) return undefined;
  if (isOwnMachine && found.isOwnChoice) return undefined;
  const hosts = [...ZOHO_HOSTS[role].keys()].filter((host) => /^(www|accounts)\./.test(host)).join(", ");
  const what = isOwnMachine
    ? "which is this machine, where any program can listen"
    : `which is not one of Zoho's hosts (${hosts})`;
  // With only one of them in the files, a foreign file could direct the other one to its own server.
  const files =
    found.places && !found.isOwnChoice
      ? ". Files can allow it only for a client secret and a refresh token that are in files, too"
      : "";
  return refuse(`names ${url.host}, ${what}; add it to ${ALLOW} if tokens may be sent there${files}`);
}

const isAllowed = ({ hostname, host }: URL, allowHosts: readonly string[]): boolean =>
  allowHosts.some((allowed) => [hostname, host].includes(allowed.toLowerCase()));

/** Whether a download's redirect target may receive the token. Loopback may not: any local program can listen there. */
export const mayHaveToken = (url: URL, allowHosts: readonly string[]): boolean =>
  url.protocol === "https:" &&
  !isLoopback(url.hostname) &&
  (isAllowed(url, allowHosts) ||
    [ZOHO_HOSTS.api, ZOHO_HOSTS.accounts].some((hosts) => hosts.has(url.hostname)) ||
    Object.values(DATA_CENTERS).some(({ content, download }) =>
      [content, download].some((address) => new URL(address).hostname === url.hostname),
    ));

const centerOf = (role: Role, url: URL | undefined): DataCenter | undefined =>
  url && ZOHO_HOSTS[role].get(url.hostname);

function hostsOf(addresses: (center: DataCenter) => readonly string[]): Map<string, DataCenter> {
  const centers = Object.keys(DATA_CENTERS) as DataCenter[];
  return new Map(
    centers.flatMap((center) => addresses(center).map((address) => [new URL(address).hostname, center] as const)),
  );
}

const problemOf = ({ name, place, places }: NamedFound, problem: string): Refusal => ({
  setting: name,
  message: `${name} (${place}) ${problem}${places ? `. It can be set as ${places}` : ""}`,
});
