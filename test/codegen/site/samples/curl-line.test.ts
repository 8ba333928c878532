/** The line of curl for examples that the description does not have. `samples.test.ts` runs those that it has. */
import { expect, test } from "vitest";
import type { OperationModel } from "../../../../codegen/model.js";
import { curlLine } from "../../../../codegen/site/samples/curl-line.js";
import { operationWith } from "./operation-with.js";

const cases: readonly { name: string; given: OperationModel; want: string }[] = [
  {
    name: "the token is in a variable of the shell, and an address without a body needs no method",
    given: operationWith("getRecords", { module: "Leads", fields: ["Last_Name", "Email"] }),
    want: [
      "curl 'https://www.zohoapis.com/crm/v2/Leads?fields=Last_Name,Email'",
      '--header "Authorization: Zoho-oauthtoken $ACCESS_TOKEN"',
    ].join(" \\\n  "),
  },
  {
    name: "what an address means otherwise is encoded",
    given: operationWith("searchRecords", { module: "Leads", word: "a&b, 'c' $(d)" }),
    want: [
      String.raw`curl 'https://www.zohoapis.com/crm/v2/Leads/search?word=a%26b%2C%20'\''c'\''%20%24(d)'`,
      '--header "Authorization: Zoho-oauthtoken $ACCESS_TOKEN"',
    ].join(" \\\n  "),
  },
  {
    name: "a form is encoded, and goes to the accounts server without a token",
    given: operationWith("revokeToken", { body: { token: "a&b'c" } }),
    want: ["curl https://accounts.zoho.com/oauth/v2/token/revoke", String.raw`--data-urlencode 'token=a&b'\''c'`].join(
      " \\\n  ",
    ),
  },
  {
    name: "JSON cannot end its quotes",
    given: operationWith("updateTag", { id: "1", module: "Leads", body: { tags: [{ name: "'; $(echo)" }] } }),
    want: [
      "curl --request PUT 'https://www.zohoapis.com/crm/v2/settings/tags/1?module=Leads'",
      '--header "Authorization: Zoho-oauthtoken $ACCESS_TOKEN"',
      "--header 'Content-Type: application/json'",
      String.raw`--data '{"tags":[{"name":"'\''; $(echo)"}]}'`,
    ].join(" \\\n  "),
  },
];

test.each(cases)("$name", ({ given, want }) => {
  expect(curlLine(given)).toBe(`${want}\n`);
});
