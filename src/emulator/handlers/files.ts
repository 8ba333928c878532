import { isFile } from "../../core/kind.js";
import type { Handler, Handlers } from "../calls/handler.js";
import { limitExceeded, missingMember, missingParameter, oversizedFile } from "../http/errors.js";
import { type ActionRow, file, json, noContent, success } from "../http/responses.js";
import { limits } from "../limits.js";
import { newFileKey, readFile } from "../storage/files.js";

const MAX_FILES = limits.files.perUpload;
const MAX_BYTES = limits.files.bytes;

/** Each file is accepted or refused on its own, in the order sent. */
const uploadFiles: Handler = async (call, { crm }) => {
  const given = (await call.form()).getAll("file").filter(isFile);
  if (given.length === 0) throw missingMember("file");
  if (given.length > MAX_FILES) throw limitExceeded(MAX_FILES);
  const outcomes: ActionRow[] = [];
  for (const one of given) {
    if (one.size > MAX_BYTES) {
      outcomes.push(oversizedFile(one.name, MAX_BYTES));
      continue;
    }
    const id = newFileKey(crm.ids);
    crm.files.uploads.set(id, await readFile(one));
    // Zoho's spelling.
    outcomes.push(success(`${one.name} uploaded Succesfully`, { name: one.name, id }));
  }
  return json(200, { data: outcomes });
};

const getFile: Handler = (call, { crm }) => {
  const key = call.query.get("id") ?? "";
  if (key === "") throw missingParameter("id");
  const found = crm.files.withKey(key);
  return found === undefined ? noContent() : file(found);
};

export const fileHandlers: Handlers = { uploadFiles, getFile };
