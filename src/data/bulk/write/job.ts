/** The calls of a bulk write: a file is uploaded, and a job writes its rows. */
import { remedies } from "../../../../generated/errors.js";
import type { BulkWriteBody, BulkWriteJob } from "../../../../generated/models.js";
import { createBulkWriteJob, uploadBulkWriteFile } from "../../../../generated/operations/bulk-write.js";
import { getOrganization } from "../../../../generated/operations/organization.js";
import type { Download } from "../../../core/download/download.js";
import { CrmError, isCrmError } from "../../../core/errors/errors.js";
import { clockOf } from "../../../core/lifetime/client-clock.js";
import {
  type ApiClient,
  callInit,
  type Operation,
  type RequestOptions,
  typed,
  unwrapOptionalDownload,
} from "../../../core/operation.js";
import type { Schema } from "../../../schema/schema.js";
import { fieldsOf, type ModuleFields } from "../../columns/module-fields.js";
import { pauseBy } from "../../pause.js";
import { badResult, isLost } from "../job-errors.js";
import type { FilledFile } from "./file.js";
import type { BulkWriteTarget, UploadedFile, WriteState } from "./state.js";

/** What all files of a bulk write have in common. */
export interface WriteContext {
  readonly crm: ApiClient;
  readonly target: BulkWriteTarget;
  readonly fields: ModuleFields;
  /** Id of the organization, which an upload names. */
  readonly zgid: string;
}

/** Milliseconds that the upload of a file may take. */
const UPLOAD_TIMEOUT = 600_000;
/** The number of attempts at an upload, and the pause before the second one, which doubles. */
const [UPLOADS, UPLOAD_PAUSE] = [3, 2_000];

/**
 * Reads what a bulk write must know: the fields of the module, and the organization. Each costs a credit.
 * @throws CrmError `INVALID_WRITE` if rows cannot be written this way
 */
export async function writeContext(
  crm: ApiClient,
  given: BulkWriteTarget,
  schema: Schema | undefined,
  options: RequestOptions,
): Promise<WriteContext> {
  const target = { ...given, ...(given.mode === "update" && { key: given.key ?? "id" }) };
  const { module, mode, key } = target;
  if (mode !== "create" && mode !== "update" && mode !== "upsert") {
    throw invalidWrite(`a bulk write can create, update or upsert, not ${String(mode)}`);
  }
  if (mode === "upsert" && key === undefined) throw invalidWrite("an upsert by bulk write needs a key: a unique field");
  const fields = await fieldsOf(crm, module, schema, options);
  if (key !== undefined && key !== "id" && !fields.has(key)) {
    throw invalidWrite(`the key ${key} is not a field of ${module}`);
  }
  if (key === "id" && mode !== "update") throw invalidWrite("only an update finds records by id");
  const { org } = await getOrganization(crm, {}, options);
  const zgid = org[0]?.zgid;
  if (zgid === undefined) throw invalidWrite("Zoho names no organization, which uploads need");
  return { crm, target, fields, zgid };
}

const invalidWrite = (message: string): CrmError => new CrmError(message, { code: "INVALID_WRITE" });

/**
 * Uploads a file. If the response is lost, it uploads it again: a file that no job reads changes nothing.
 * @throws what the last upload throws
 */
export async function uploadFile(
  { crm, zgid }: WriteContext,
  { target, columns, runs, digest, zip }: FilledFile,
  options: RequestOptions,
): Promise<UploadedFile> {
  const wait = pauseBy(clockOf(crm));
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { details } = await uploadBulkWriteFile(
        crm,
        { feature: "bulk-write", xCrmOrg: zgid, body: { file: { name: "rows.zip", data: zip } } },
        { timeout: UPLOAD_TIMEOUT, ...options },
      );
      return { version: 1, kind: "bulkWriteFile", fileId: details.file_id, ...target, columns, runs, digest };
    } catch (error) {
      if (attempt === UPLOADS || !isLost(error)) throw error;
      await wait(UPLOAD_PAUSE * 2 ** (attempt - 1), options.signal);
    }
  }
}

const OPERATIONS = { create: "insert", update: "update", upsert: "upsert" } as const;

function bodyOf({ module, mode, key, ignoreEmpty, callback, fileId, columns }: UploadedFile): BulkWriteBody {
  return {
    operation: OPERATIONS[mode],
    character_encoding: "UTF-8",
    resource: [
      {
        type: "data",
        module,
        file_id: fileId,
        ignore_empty: ignoreEmpty,
        ...(key !== undefined && { find_by: key }),
        field_mappings: columns.map(({ name, index, type }) => ({
          api_name: name,
          index,
          ...(type === "lookup" && { find_by: "id" }),
        })),
      },
    ],
    ...(callback !== undefined && { callback: { url: callback, method: "post" } }),
  };
}

/**
 * Starts the job that writes the rows of a file.
 * @throws CrmError `OUTCOME_UNKNOWN` if the response was lost: the job may write the rows, and must not be started again;
 *   any other error if it was not started
 */
export async function startWriteJob(
  crm: ApiClient,
  file: UploadedFile,
  options: RequestOptions = {},
): Promise<WriteState> {
  const { details } = await createBulkWriteJob(crm, { body: bodyOf(file) }, options).catch((error: unknown) => {
    throw isLost(error) && isCrmError(error) ? startLost(file, error) : error;
  });
  return { ...file, kind: "bulkWrite", id: details.id };
}

const startLost = ({ fileId }: UploadedFile, cause: CrmError): CrmError =>
  new CrmError(
    `the response to the start of a bulk write job was lost: a job may be writing the rows of the file ${fileId}. It was not started again, which would write them twice`,
    { code: "OUTCOME_UNKNOWN", operation: "createBulkWriteJob", details: { fileId }, cause },
  );

/** The description knows one form of the address only; Zoho's documents show several. */
const downloadOperation: Operation = {
  id: "downloadBulkWriteResult",
  name: "bulkWrite.downloadResult",
  idempotent: true,
  server: "download",
  base: "",
  binary: true,
  mediaTypes: ["application/zip"],
  remedies,
};

/** Paths without templates, steps upwards, or a query. */
const PATH = /^(\/[\w-]+(\.[\w-]+)*)+$/;

interface AnyPath {
  readonly [path: string]: { readonly get: { readonly responses: { readonly 200: object } } };
}

/**
 * The result of a job. Only the path of its address is used: the token goes to the client's own server for downloads, whatever
 * host the address names.
 * @returns `undefined` if Zoho does not have it any more
 * @throws CrmError `INVALID_RESULT` if the job has no such address
 */
export async function downloadResult(
  crm: ApiClient,
  { id, result }: BulkWriteJob,
  options: RequestOptions,
): Promise<Download | undefined> {
  const { download_url: address = "" } = result ?? {};
  const job = { kind: "bulk write", id } as const;
  if (address === "") throw badResult(job, "has no address");
  const url = URL.canParse(address, "https://localhost") ? new URL(address, "https://localhost") : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || !PATH.test(url.pathname)) {
    throw badResult(job, "has an address that cannot be read");
  }
  try {
    const response = await typed<AnyPath>(crm).GET(url.pathname, callInit(downloadOperation, options));
    return await unwrapOptionalDownload(downloadOperation, response);
  } catch (error) {
    if (isCrmError(error, "NotFound")) return undefined;
    throw error;
  }
}
