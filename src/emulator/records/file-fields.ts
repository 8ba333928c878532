/** Fields that hold files: what a record shows of previously uploaded files. */

import { extname } from "node:path";
import { invalidData } from "../http/errors.js";
import type { StoredFile } from "../http/responses.js";
import { fieldValue, isObject, textOf } from "../values/values.js";
import type { UserCrm } from "./crm.js";
import type { ValueResult } from "./field-values.js";
import type { CrmRecord } from "./record.js";

/**
 * Adds files by the ids of their uploads, and removes those that `attachment_Id` names with `_delete`. Files that are
 * not named stay.
 *
 * @param record The record before the write
 */
export function readFiles(crm: UserCrm, apiName: string, given: readonly unknown[], record: CrmRecord): ValueResult {
  const before = fieldValue(record, apiName);
  let files: readonly unknown[] = Array.isArray(before) ? before : [];
  for (const one of given) {
    const named = isObject(one) ? one : { file_Id: one };
    const attachment = named.attachment_Id ?? named.attachment_id;
    if (Object.hasOwn(named, "_delete")) {
      files = files.filter((file) => !(isObject(file) && file.attachment_Id === attachment));
    } else if (attachment === undefined) {
      const file = fileDetails(crm, textOf(named.file_Id ?? named.file_id), record.id);
      if (file === undefined && crm.strict) return { refusal: invalidData({ api_name: apiName }) };
      files = [...files, file ?? one];
    }
  }
  return { stored: files };
}

/** The file that a field of a record shows with this `attachment_Id`. */
export function fileInField({ files }: UserCrm, record: CrmRecord, attachmentId: string): StoredFile | undefined {
  for (const value of Object.values(record)) {
    if (!Array.isArray(value)) continue;
    const shown = value.find((one) => isObject(one) && one.attachment_Id === attachmentId);
    if (isObject(shown)) return files.withKey(textOf(shown.file_Id));
  }
  return undefined;
}

/** The spelling of the members is Zoho's. */
function fileDetails({ files, ids, user }: UserCrm, key: string, record: string): object | undefined {
  const file = files.withKey(key);
  if (file === undefined) return undefined;
  const { name, contentType, bytes } = file;
  return {
    extn: extname(name).slice(1),
    is_Preview_Available: contentType.startsWith("image/"),
    download_Url: `/crm/v2/files?id=${key}`,
    delete_Url: null,
    entity_Id: record,
    mode: "",
    original_Size_Byte: String(bytes.byteLength),
    preview_Url: null,
    file_Name: name,
    file_Id: key,
    attachment_Id: ids.next(),
    file_Size: `${(bytes.byteLength / 1024).toFixed(2)} KB`,
    creator_Id: user.id,
    link_Docs: 0,
  };
}
