/** The codes of this package's own errors: their messages say what was wrong in the case at hand, and this says it in general. */
import type { ClientError } from "./client-code.js";

const CALLS = "any call";
const CHECKS = "checks before a call is sent";
const TOKENS = "getting an access token";
const SCHEMA = "zcrm pull, and the schema files that it writes";
const READING = "reading a response";
const CONNECTING = "making a connection";
const LOGIN = "zcrm login";
const CHANNELS = "keepChannels";
const MESSAGES = "receive";
const NOTIFICATIONS = "keepChannels and receive";

export const CLIENT_CODES: Readonly<Record<string, ClientError>> = {
  TIMEOUT: {
    cause: "The call took longer than its time limit; `details.phase` says what it was waiting for.",
    remedy: "check what was waited for, and pass a longer timeout if the call needs it",
    retry: "by-client-if-safe",
    where: CALLS,
  },
  CONNECT_TIMEOUT: {
    cause: "No connection was made in time. Nothing was sent.",
    remedy: "check the network, any proxy and the data center, or pass a longer connectTimeout",
    retry: "by-client",
    where: CONNECTING,
  },
  IDLE_TIMEOUT: {
    cause: "No byte, or very few bytes of a file, arrived for too long.",
    remedy: "try again, or pass a longer idleTimeout",
    retry: "by-client-if-safe",
    where: CALLS,
  },
  NETWORK_FAILURE: {
    cause: "The connection failed for a reason that has no code.",
    remedy: "read the cause of the error, and check the network and any proxy",
    retry: "by-client-if-safe",
    where: CALLS,
  },
  OUTCOME_UNKNOWN: {
    cause:
      "The first response to a write was lost, and its retry was rejected, perhaps because the first attempt was carried out.",
    remedy: "look at what the call changes before you send it again; the message says where",
    where: "writes that are retried",
  },
  CLIENT_CLOSED: {
    cause: "The client was closed during the call or before it.",
    remedy: "create another client, or close this one later",
    where: CALLS,
  },
  NOT_MODIFIED: {
    cause: "Nothing has changed since the time in `ifModifiedSince`.",
    remedy: "continue to use what you have",
    where: "reads of one record with `ifModifiedSince`",
  },
  LIMIT_REACHED: {
    cause: "The list is longer than the number of rows that Zoho returns of it.",
    remedy: "read it by a query or by bulk read, which have no such limit; the message names the way",
    where: "paginate, after the last row",
  },
  TOKEN_BUDGET: {
    cause: "As many access tokens were issued for the user within 10 minutes as Zoho allows.",
    remedy: "wait until details.retryAt, and let all processes share one token store",
    retry: "later",
    where: TOKENS,
  },
  NO_REFRESH_TOKEN: {
    cause: "The access token has expired, and the client has no refresh token to get another one.",
    remedy: "run zcrm login, or pass a refresh token to the client",
    where: TOKENS,
  },
  TOKEN_STORE_FAILED: {
    cause: "The token store could not be read or written.",
    remedy: "fix the store, or pass another one to the client",
    retry: "later",
    where: TOKENS,
  },
  NO_ANSWER: {
    cause: "The accounts server did not respond.",
    remedy: "check accountsUrl (iamurl), the network and any proxy, then try again",
    retry: "by-client",
    where: TOKENS,
  },
  INVALID_ACCESS_TOKEN: {
    cause: "The accounts server sent an access token with characters that no header may contain.",
    remedy: "check accountsUrl (iamurl), and whether a proxy responds in its place",
    where: TOKENS,
  },
  MISSING_CONFIGURATION: {
    cause: "A required setting is missing.",
    remedy: "set it in one of the places that the message lists; zcrm config shows all settings",
    where: "creating a client",
  },
  INVALID_CONFIGURATION: {
    cause: "A setting or an option of the client is malformed or not allowed.",
    remedy: "correct the setting in the place that the message names; zcrm config shows all settings",
    where: "creating a client",
  },
  MISSING_PACKAGES: {
    cause: "A package that only some programs need is not installed, such as mysql2 for the MySQL store.",
    remedy: "run the command that the message names",
    where: "the MySQL store and zcrm generate",
  },
  NOT_INITIALIZED: {
    cause: "The old client was used before it was initialized.",
    remedy: "call initialize() and wait for it first",
    where: "the client of the old package",
  },
  INVALID_PARAMETERS: {
    cause: "A parameter is missing, unknown, or of the wrong kind. Nothing was sent.",
    remedy: "correct the parameter that the message names; zcrm call OPERATION --help lists them",
    where: CHECKS,
  },
  MISSING_PARAMETER: {
    cause: "The input of an old call lacks a member. Nothing was sent.",
    remedy: "set the member that the message names",
    where: "the client of the old package",
  },
  INVALID_QUERY_VALUE: {
    cause: "A query parameter has a value that a query cannot express. Nothing was sent.",
    remedy: "pass a string, a number, a boolean, a date, or an array of them",
    where: CHECKS,
  },
  INVALID_QUERY: {
    cause: "A query cannot be written as COQL. Nothing was sent.",
    remedy: "correct the part that the message names",
    where: "the query builder",
  },
  INVALID_BODY: {
    cause: "The body contains a value that JSON cannot express, or is not of the expected kind. Nothing was sent.",
    remedy: "correct the member that the message names",
    where: CHECKS,
  },
  INVALID_HEADER: {
    cause: "A header has an invalid name or value, or is one that the client sets itself. Nothing was sent.",
    remedy: "leave the header out, or correct it",
    where: CHECKS,
  },
  INVALID_HEADER_VALUE: {
    cause: "A parameter has a value that a header cannot express. Nothing was sent.",
    remedy: "pass a single line of text, or a number, a boolean or a date",
    where: CHECKS,
  },
  NO_FILES: {
    cause: "Something that needs files is used in a runtime without them.",
    remedy: "pass the content itself, or a store of your own",
    where: "saveTo, uploads by path, file stores, checkpoints",
  },
  INVALID_FILE: {
    cause: "A file to send has none of the forms that a file can have.",
    remedy: "pass a File, { path }, or { name, data }",
    where: CHECKS,
  },
  UNREADABLE_FILE: {
    cause: "A file to send does not exist or cannot be read.",
    remedy: "check the path and the permissions of the file",
    where: CHECKS,
  },
  UNKNOWN_FIELD: {
    cause: "The module has no such field. Zoho drops the value silently.",
    remedy: "use the API name of a field, or run zcrm pull if the field is new",
    where: "checkRecord",
  },
  READ_ONLY_FIELD: {
    cause: "The field is read-only. Zoho ignores the value silently.",
    remedy: "leave the field out",
    where: "checkRecord",
  },
  ANSWER_TOO_LARGE: {
    cause: "The response is larger than the client may hold in memory.",
    remedy: "ask for less at once, or set maxAnswerSize",
    where: READING,
  },
  UNREADABLE_ANSWER: {
    cause: "The response is not what the API sends: an HTML page, another format, or empty.",
    remedy: "check the address of the API, and whether a proxy responds in its place",
    retry: "later",
    where: READING,
  },
  TRUNCATED_ANSWER: {
    cause: "The response breaks off.",
    remedy: "try again",
    retry: "by-client-if-safe",
    where: READING,
  },
  UNEXPECTED_REDIRECT: {
    cause: "The server redirects a call that only a proxy, or a wrong server, would redirect.",
    remedy: "check the address of the API, and whether a proxy asks for a login",
    where: READING,
  },
  TOO_MANY_REDIRECTS: {
    cause: "A download is redirected again and again.",
    remedy: "try again later, and check any proxy",
    retry: "later",
    where: "downloads",
  },
  NO_FILE_NAME: {
    cause: "The response names no file, so that a folder is not enough to save it in.",
    remedy: "pass a path that ends with a file name",
    where: "downloads",
  },
  PROXY_AUTHENTICATION: {
    cause: "The proxy asks for a user and password, or rejects them.",
    remedy: "set them in the address of the proxy",
    where: CONNECTING,
  },
  PROXY_FAILURE: {
    cause: "The proxy closed the connection, or sent something that is not a response.",
    remedy: "check the address of the proxy, then try again",
    retry: "by-client",
    where: CONNECTING,
  },
  PROXY_REFUSED: {
    cause: "The proxy does not connect to this host.",
    remedy: "have the host allowed, or add it to NO_PROXY",
    retry: "by-client",
    where: CONNECTING,
  },
  FILE_TOO_LARGE: {
    cause: "A download is too large to be held in memory.",
    remedy: "use its body, or saveTo()",
    where: "downloads",
  },
  SCHEMA_NOT_READ: {
    cause: "The schema file does not exist or cannot be read.",
    remedy: "run zcrm pull, or pass the path of its schema.json",
    where: SCHEMA,
  },
  SCHEMA_FORMAT: {
    cause: "The schema file was written by another version of zcrm.",
    remedy: "run zcrm pull again",
    where: SCHEMA,
  },
  INVALID_SCHEMA: {
    cause: "The file is not a schema, or was changed by hand.",
    remedy: "run zcrm pull again",
    where: SCHEMA,
  },
  FILE_IN_THE_WAY: {
    cause: "A file that zcrm did not write has the name of one to be written.",
    remedy: "move it, or choose another folder",
    where: SCHEMA,
  },
  FILE_NOT_READ: {
    cause: "A file of the folder cannot be read.",
    remedy: "check the permissions of the file",
    where: SCHEMA,
  },
  FILE_NOT_WRITTEN: {
    cause: "A file of the folder cannot be written.",
    remedy: "check the permissions of the folder, and the space on the disk",
    where: SCHEMA,
  },
  WRONG_STATE: {
    cause: "The redirect belongs to another login.",
    remedy: "log in again",
    where: LOGIN,
  },
  UNREADABLE_REDIRECT: {
    cause: "The redirect contains neither a code nor an error of Zoho.",
    remedy: "log in again, and paste the whole address of the page",
    where: LOGIN,
  },
  WEAK_SECRET: {
    cause: "The secret of notifications is missing or too short, so that tokens could be guessed.",
    remedy: "pass a random string of at least 32 characters, such as the output of openssl rand -base64 48",
    where: NOTIFICATIONS,
  },
  CHANNEL_REFUSED: {
    cause: "Zoho rejected a channel; `details.code` is Zoho's own code.",
    remedy: "look up that code; check the module, and the scope ZohoCRM.notifications.ALL",
    where: CHANNELS,
  },
  CHANGES_MISSED: {
    cause: "The checkpoint of a module is too old or damaged, so what happened since then may be missing.",
    remedy: "compare your copy with the module, for example by readRecords",
    where: "onProblem of keepChannels",
  },
  HANDLER_FAILED: {
    cause: "The program's own onEvent threw or rejected; `cause` is its error.",
    remedy: "correct the handler; the next check delivers the event again",
    where: "checks of keepChannels",
  },
  KEEPER_FAILED: {
    cause: "A renewal or check failed for a reason that is not one of the client's; `cause` is the error.",
    remedy: "report it, with the cause; the keeper tries again",
    retry: "by-client",
    where: "onProblem of keepChannels",
  },
  NOTIFICATION_STORE_FAILED: {
    cause: "The store of notifications could not be read or written.",
    remedy: "fix the store, or pass another one",
    retry: "later",
    where: NOTIFICATIONS,
  },
  INVALID_NOTIFICATION: {
    cause: "What was posted is not a notification of Zoho's, or its body was read before.",
    remedy: "respond with the status of the error; pass the request before anything else reads it, or pass the body",
    where: MESSAGES,
  },
  FORGED_NOTIFICATION: {
    cause: "The token of the message does not belong to its channel and this secret.",
    remedy: "respond with 401; if all messages are refused, check that keeper and receiver have the same secret",
    where: MESSAGES,
  },
  OLD_NOTIFICATION: {
    cause: "The message, or its token, is too old, or the clock of this machine is wrong.",
    remedy: "respond with 401; check the clock. The next check of the keeper finds what the message told",
    where: MESSAGES,
  },
};
