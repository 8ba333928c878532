import { expect, test } from "vitest";
import { createEmulator } from "../../../src/emulator/index.js";
import { callerOf, type ReplyBody } from "../support/caller.js";

/** As they were recorded. The order of those of one line is not known. */
const TASK = `Owner Description $currency_symbol
$field_states Closed_Time
$review_process Last_Activity_Time Send_Notification_Email Modified_By $review $state $process_flow $locked_for_me id
$approved Remind_At
Who_Id Status
$approval Modified_Time
Due_Date
Priority Created_Time
$editable Subject $orchestration $se_module Recurring_Activity What_Id $in_merge
$u_id Locked__s
Created_By Tag
$zia_owner_assignment BEST_TIME
$approval_state`.split("\n");
/** Lines in which names share a place. */
const SHARED = [1, 3, 5, 7, 9, 10, 11];

const names = (body: ReplyBody | undefined): string[] => Object.keys(body?.data?.[0] ?? {});

test("members come in the order seen in Zoho's responses", async () => {
  await using emulator = createEmulator({
    defaultData: false,
    seed: { Products: [{ id: "41", Product_Name: "Lamp" }] },
  });
  const call = await callerOf(emulator);
  await call("POST", "/Tasks", { data: [{ Subject: "Call back", Status: "Not Started" }] });
  const { body } = await call("GET", "/Tasks");

  const seen = names(body);
  const lines = TASK.map((line) => line.split(" "));
  const got = lines.map(({ length }, at) => {
    const line = seen.splice(0, length);
    return SHARED.includes(at) ? line.sort() : line;
  });
  expect(got).toEqual(lines.map((line, at) => (SHARED.includes(at) ? line.sort() : line)));
  expect(seen).toEqual([]);
  expect(names((await call("GET", "/Tasks?fields=Subject,Owner,Status")).body)).toEqual([
    "Status",
    "Owner",
    "id",
    "Subject",
  ]);

  // The result of a query has this order too, whatever order it asked for.
  await call("POST", "/Contacts", { data: [{ Last_Name: "Sample" }] });
  const select_query = "select Account_Name, Last_Name, Account_Name.Account_Name from Contacts where id is not null";
  expect(names((await call("POST", "/coql", { select_query })).body)).toEqual([
    "Last_Name",
    "Account_Name.Account_Name",
    "Account_Name",
    "id",
  ]);

  const items = [{ product: "41", quantity: 1, list_price: 3 }];
  await call("POST", "/Quotes", { data: [{ Subject: "Light", Product_Details: items }] });
  expect(Object.keys((await call("GET", "/Quotes")).body.data?.[0]?.Product_Details?.[0] ?? {})).toEqual(
    "product quantity Discount total_after_discount net_total book Tax list_price unit_price quantity_in_stock total id product_description line_tax".split(
      " ",
    ),
  );
});
