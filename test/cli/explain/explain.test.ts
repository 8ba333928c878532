/** Every code that a user can meet is explained, by the texts that errors end with. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { remedies } from "../../../generated/errors.js";
import { readTokenResponse } from "../../../src/auth/token-response.js";
import { CommandError, UsageError } from "../../../src/cli/command.js";
import { description } from "../../../src/cli/description/description.js";
import { operations } from "../../../src/cli/description/operations.js";
import { CLIENT_CODES } from "../../../src/cli/explain/client-codes.js";
import { DATA_CODES } from "../../../src/cli/explain/data-codes.js";
import { explain } from "../../../src/cli/explain/explain.js";
import { type Explanation, explained, explanations } from "../../../src/cli/explain/explanations.js";
import { createEmulator } from "../../../src/emulator/index.js";
import { createClient } from "../../../src/index.js";
import { failureOf } from "../../support/requests.js";

/** The codes of the facts about Zoho CRM v2. */
const FACTS = `
  INVALID_TOKEN AUTHENTICATION_FAILURE INVALID_OAUTHTOKEN OAUTH_SCOPE_MISMATCH AUTHORIZATION_FAILED NO_PERMISSION
  FEATURE_PERMISSION INVALID_URL_PATTERN INVALID_REQUEST_METHOD INVALID_MODULE NOT_SUPPORTED INVALID_DATA
  MANDATORY_NOT_FOUND REQUIRED_PARAM_MISSING DUPLICATE_DATA LIMIT_EXCEEDED PATTERN_NOT_MATCHED INVALID_QUERY SYNTAX_ERROR
  MAPPING_MISMATCH DATA_MISMATCH ID_ALREADY_CONVERTED CONVERTED_RECORD NOT_APPROVED RECORD_IN_BLUEPRINT
  RECORD_NOT_IN_PROCESS RECORD_LOCKED CANNOT_DELETE CANNOT_BE_UPDATED CANNOT_PERFORM_ACTION CANNOT_PROCESS
  ALREADY_SCHEDULED NOT_FOUND NO_RECORDS_FOUND FEATURE_NOT_SUPPORTED FILE_SIZE_MORE_THAN_ALLOWED_SIZE VIRUS_DETECTED
  failure_in_attachment_handling UNABLE_TO_PARSE_DATA_TYPE INTERNAL_ERROR INTERNAL_SERVER_ERROR TOO_MANY_REQUESTS
  BAD_GATEWAY SERVICE_UNAVAILABLE INVALID_HOST ALREADY_ENABLED FEATURE_NOT_ENABLED CURRENCIES_NOT_ENABLED
  ACTIVE_STATE_LIMIT_EXCEEDED NOT_ALLOWED INVALID_REQUEST LICENSE_LIMIT_EXCEEDED ID_ALREADY_DELETED
  ID_ALREADY_DEACTIVATED ID_ALREADY_ACTIVE CANNOT_UPDATE_DELETED_USER EMAIL_UPDATE_NOT_ALLOWED UNAPPROVABLE
  NOT_SUBSCRIBED SHARE_LIMIT_EXCEEDED ENTITY_ID_INVALID BAD_REQUEST TAG_ID_NOT_FOUND FAILURE SERVICE_NOT_FOUND
  CONNECTION_TIMEOUT FEATURE_NOT_AVAILABLE UNCONFIRMED_EMAIL FUNCTION_NOT_CREATED FUNCTION_NOT_UPDATED
  FUNCTION_NOT_DELETED INVALID_SERVICE_NAME INVALID_BULK_OPERATION RESOURCE_NOT_FOUND MEDIA_TYPE_NOT_SUPPORTED
  REQUEST_BODY_NOT_READABLE REQUEST_BODY_IS_EMPTY MODULE_NOT_AVAILABLE MODULE_NOT_SUPPORTED NOT_SUPPORTED_FEATURE
  JOB_NOT_SUPPORTED QUERY_NOT_SUPPORTED INVALID_CALLBACK_URL INVALID_CALLBACK_METHOD JOIN_LIMIT_EXCEEDED
  CRITERIA_NOT_SUPPORTED INVALID_CRITERIA AMBIGUOUS_CRITERIA AMBIGUOUS_GROUP_IN_CRITERIA CRITERIA_LIMIT_EXCEEDED
  FIELD_IN_CRITERIA_NOT_SUPPORTED FIELD_AND_COMPARATOR_IN_CRITERIA_NOT_COMPATIBLE FIELD_IN_CRITERIA_NOT_AVAILABLE
  FIELD_COMPARATOR_IN_CRITERIA_NOT_SUPPORTED VALUE_IN_CRITERIA_NOT_SUPPORTED
  FIELD_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE COMPARATOR_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE
  COMPARATOR_AND_ENCRYPTED_VALUE_IN_CRITERIA_NOT_COMPATIBLE GROUP_OPERATOR_NOT_SUPPORTED FIELD_NOT_AVAILABLE
  FIELD_NOT_SUPPORTED VALUE_LIMIT_EXCEEDED_IN_CRITERIA PAGE_NOT_SUPPORTED PAGE_RANGE_EXCEEDED CALLBACK_FAILURE
  FILE_TOO_LARGE INVALID_FILE_FORMAT FILE_NOT_SUPPORTED INVALID_FILE_ID MANDATORY_FIELDS_NOT_MAPPED
  MISSING_REQUIRED_KEY COLUMN_INDEX_NOT_FOUND HEADER_LIMIT_EXCEEDED INVALID_FIELD INVALID_FIELD_NAME INVALID_FORMAT
  BLOCKED_RECORD NOT_ACTIVE
  invalid_code invalid_client invalid_client_secret invalid_redirect_uri invalid_grant unsupported_grant_type
  invalid_grant_type invalid_scope INVALID_SCOPE invalid_request access_denied general_error invalid_token
  authorization_pending slow_down expired other_dc`
  .trim()
  .split(/\s+/);

let printed = "";
beforeEach(() => {
  printed = "";
  vi.spyOn(console, "log").mockImplementation((line) => {
    printed += `${line}\n`;
  });
});
afterEach(() => vi.restoreAllMocks());

async function json(...args: readonly string[]): Promise<readonly Explanation[]> {
  printed = "";
  expect(await explain.run([...args, "--json"])).toBe(0);
  return JSON.parse(printed).errors;
}

test("every code of the facts is explained, whatever its case", () => {
  for (const code of [...FACTS, "Not Modified", "No Content", "Access Denied"]) {
    expect(explained(code).length, code).toBeGreaterThan(0);
    expect(explained(code)[0]?.code).toBe(code);
    expect(
      explained(code.toLowerCase()).map((one) => one.code.toLowerCase()),
      code,
    ).toContain(code.toLowerCase());
  }
});

test("every code that an operation lists is explained, and names the operation", () => {
  for (const { name, errorCodes } of operations()) {
    for (const code of errorCodes) {
      const found = explained(code);
      expect(
        found.some((one) => one.where === "any call" || one.operations.includes(name)),
        `${name} ${code}`,
      ).toBe(true);
    }
  }
});

test("every code that this package throws is explained, and no other is called its own", async () => {
  const files = (await readdir("src", { recursive: true })).filter(
    (file) => file.endsWith(".ts") && !/^(emulator|cli)\//.test(file),
  );
  const texts = await Promise.all(files.map((file) => readFile(join("src", file), "utf8")));
  const thrown = new Set(
    texts.flatMap((text) => [
      ...[...text.matchAll(/\bcode: (?:[^,\n]{0,80}\? )?"([A-Z][A-Z_]{3,})"(?: : "([A-Z][A-Z_]{3,})")?/g)].flatMap(
        ([, one = "", other]) => [one, ...(other === undefined ? [] : [other])],
      ),
      ...[...text.matchAll(/\bcode = "([A-Z][A-Z_]{3,})"/g)].map(([, one = ""]) => one),
    ]),
  );
  expect(thrown.size).toBeGreaterThan(30);
  // A code without an entry here: add it to src/cli/explain/client-codes.ts or data-codes.ts.
  expect([...thrown].filter((code) => explained(code).length === 0)).toEqual([]);
  const all = texts.join("\n");
  expect(Object.keys({ ...CLIENT_CODES, ...DATA_CODES }).filter((code) => !all.includes(`"${code}"`))).toEqual([]);
});

test("an explanation says all there is to say: a sentence, what to do, and where", () => {
  for (const { code, cause, remedy, where, operations: calls, statuses } of explanations()) {
    expect(cause, code).toMatch(/^[A-Z].*\.$/);
    // The end of a message, in parentheses.
    expect(remedy, code).toMatch(/^[a-z].*[^.]$/);
    expect(calls.length + (where ?? "").length, code).toBeGreaterThan(0);
    expect(statuses.every((status) => status >= 200 && status < 600)).toBe(true);
  }
});

test("the description's texts are those that errors end with", () => {
  const errors = description()["x-errors"];
  expect(Object.keys(remedies).length).toBeGreaterThan(10);
  for (const [code, remedy] of Object.entries(remedies)) expect(errors[code]?.remedy).toBe(remedy);
});

test("an error of a call ends with the remedy that the command prints", async () => {
  await using emulator = createEmulator();
  await using crm = createClient(emulator.clientOptions());
  const error = await failureOf(crm.records.list({ module: "Nonsense" }));
  const [{ remedy = "" } = {}] = await json(String(Reflect.get(Object(error), "code")));
  expect(remedy).not.toBe("");
  expect(String(error)).toContain(`(${remedy})`);
});

test("so does an error of the accounts server", async () => {
  const error = await failureOf(readTokenResponse(Response.json({ error: "invalid_client" }) as never, 0));
  const [{ remedy = "" } = {}] = await json("invalid_client");
  expect(remedy).not.toBe("");
  expect(String(error).endsWith(`; ${remedy}`)).toBe(true);
});

test("the guide of errors names only codes that are explained", async () => {
  const guide = await readFile("docs/errors.md", "utf8");
  const codes = [...guide.matchAll(/^\| `([A-Z_]+)`/gm)].map(([, code = ""]) => code);
  expect(codes).not.toEqual([]);
  expect(codes.filter((code) => explained(code).length === 0)).toEqual([]);
});

describe("zcrm explain", () => {
  test("prints cause, remedy, retry, statuses, details and the operations", async () => {
    expect(await explain.run(["duplicate_data"])).toBe(0);
    for (const text of [
      /^DUPLICATE_DATA\nAnother record has the same value in a unique field\.\n/,
      /What to do {5}update the record whose id is in the details, or upsert\n/,
      /Retry {10}no, the same call fails again\n/,
      /Status {9}400, 202, 207\n/,
      /Occurs in {6}records\.create, records\.updateMany, /,
      /Details, e\.g\. {2}\{"api_name":"Email"/,
    ])
      expect(printed).toMatch(text);
  });

  test("a code of several origins has several explanations, and case decides if it can", async () => {
    expect((await json("Invalid_Token")).map(({ code }) => code)).toEqual(["INVALID_TOKEN", "invalid_token"]);
    expect((await json("invalid_token")).map(({ code }) => code)).toEqual(["invalid_token"]);
    expect((await json("access_denied")).map(({ operations: calls, where }) => [calls, where])).toEqual([
      [["oauth.authorize", "oauth.requestDeviceToken"], undefined],
      [[], "getting an access token"],
    ]);
  });

  test("codes of two words, and those made of a status", async () => {
    expect((await json("not", "modified"))[0]?.statuses).toEqual([304]);
    expect(await json("econnrefused")).toMatchObject([{ code: "ECONNREFUSED", origin: "the network" }]);
    expect(await json("http_502")).toMatchObject([{ code: "HTTP_502", retry: "by-client-if-safe" }]);
  });

  test("without a code, lists all of them", async () => {
    const all = await json();
    expect(all.length).toBe(explanations().length);
    printed = "";
    expect(await explain.run([])).toBe(0);
    for (const { code } of all) expect(printed).toContain(`  ${code}`);
  });

  test.each([
    ["DUPLICAT_DATA", "did you mean DUPLICATE_DATA?"],
    ["duplicate", "did you mean DUPLICATE_DATA?"],
    ["criteria", "did you mean CRITERIA_NOT_SUPPORTED, INVALID_CRITERIA, "],
    ["xyzzy", "zcrm explain lists all codes"],
  ])("%s is not known, and may mean another", async (code, hint) => {
    const error = await failureOf(explain.run([code]));
    expect(error).toBeInstanceOf(CommandError);
    expect(String(error)).toContain(hint);
  });

  test("takes one code", async () => {
    expect(await failureOf(explain.run(["INVALID_DATA", "DUPLICATE_DATA"]))).toBeInstanceOf(UsageError);
  });
});
