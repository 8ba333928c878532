/** The errors that several parts of the emulator send, with Zoho's codes and wording. */
import { type ErrorBody, errorBody, HttpError } from "./responses.js";

// Errors of the request as a whole: a bare error with its own status.

/** Any other error, such as those of bulk jobs, which have their own codes. */
export const badRequest = (code: string, message: string, details: ErrorBody["details"] = {}): HttpError =>
  new HttpError(400, errorBody(code, message, details));

export const unauthenticated = (): HttpError =>
  new HttpError(401, errorBody("AUTHENTICATION_FAILURE", "Authentication failed"));

export const invalidToken = (): HttpError => new HttpError(401, errorBody("INVALID_TOKEN", "invalid oauth token"));

export const scopeMismatch = (): HttpError =>
  new HttpError(401, errorBody("OAUTH_SCOPE_MISMATCH", "invalid oauth scope to access this URL"));

/** The profile of the user does not allow the call. */
export const noPermission = (permission: string): HttpError =>
  new HttpError(403, errorBody("NO_PERMISSION", "permission denied", { permissions: [permission] }));

export const notPrivileged = (what: string): HttpError =>
  new HttpError(403, errorBody("AUTHORIZATION_FAILED", `user does not have sufficient privilege to ${what}`));

/** @param path Bulk job paths, or paths that look like one, get their own codes */
export const unknownPath = (path = ""): HttpError => {
  const [, service] = /^\/(\w+)\/bulk\/v2\//.exec(path) ?? [];
  if (service === "crm") return badRequest("INVALID_BULK_OPERATION", "the bulk operation is unknown");
  if (service !== undefined) return badRequest("INVALID_SERVICE_NAME", "the service is unknown");
  const message = "Please check if the URL trying to access is a correct one";
  return new HttpError(404, errorBody("INVALID_URL_PATTERN", message));
};

export const wrongMethod = (): HttpError =>
  badRequest("INVALID_REQUEST_METHOD", "The http request method type is not a valid one");

export const unknownModule = (): HttpError => badRequest("INVALID_MODULE", "the module name given seems to be invalid");

export const notSupported = (): HttpError => badRequest("NOT_SUPPORTED", "the given module is not supported in api");

export const unreadableBody = (): HttpError => badRequest("INVALID_DATA", "body", { expected_data_type: "jsonobject" });

export const unparsable = (code: string): HttpError =>
  badRequest(code, "either the request body or parameters is in wrong format");

export const bodyTooLarge = (): HttpError =>
  new HttpError(413, errorBody("FILE_SIZE_MORE_THAN_ALLOWED_SIZE", "the request body is larger than allowed"));

export const missingParameter = (param: string): HttpError =>
  badRequest("REQUIRED_PARAM_MISSING", "One of the expected parameter is missing", { param });

/** A mandatory member of the body that is missing, outside of its rows. */
export const missingMember = (apiName: string): HttpError => new HttpError(400, mandatoryNotFound(apiName));

export const tooManyRequests = (): HttpError =>
  new HttpError(429, errorBody("TOO_MANY_REQUESTS", "Many requests fired in concurrent than the allowed limit"));

export const patternNotMatched = (apiName: string): HttpError =>
  badRequest("PATTERN_NOT_MATCHED", "Please check whether the input values are correct", { api_name: apiName });

export const limitExceeded = (limit: number): HttpError => badRequest("LIMIT_EXCEEDED", "limit exceeded", { limit });

export const pagesEnd = (limit: number): HttpError =>
  badRequest(
    "DISCRETE_PAGINATION_LIMIT_EXCEEDED",
    `You can only get the first ${limit} records without using page_token param`,
    { limit },
  );

export const invalidQuery = (details: ErrorBody["details"]): HttpError =>
  badRequest("INVALID_QUERY", "invalid query formed", details);

/** A COQL query that cannot be parsed: the position, and the clause it is in. */
export function syntaxError(
  query: string,
  at: { readonly text: string; readonly at: number },
  clause?: string,
): HttpError {
  const lines = query.slice(0, at.at).split("\n");
  const place = { near: at.text, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
  const details = clause === undefined ? place : { ...place, clause };
  return badRequest("SYNTAX_ERROR", "error occured while parsing the query", details);
}

export const invalidColumn = (column_name: string): HttpError =>
  badRequest("INVALID_QUERY", "column given seems to be invalid", { column_name });

/** A column that the query names twice in one clause. */
export const duplicateColumn = (column_name: string): HttpError =>
  badRequest("DUPLICATE_DATA", "duplicate column found in the query", { column_name });

export const invalidColumnOperator = (column_name: string, operator: string): HttpError =>
  badRequest("INVALID_QUERY", "invalid operator found", { column_name, operator });

export const invalidColumnValue = (column_name: string, expected_data_type: string | undefined): HttpError =>
  badRequest("INVALID_QUERY", "value given seems to be invalid for the column", { expected_data_type, column_name });

/** The query would read more rows than allowed in total. */
export const rowsExceeded = (limit: number): HttpError =>
  badRequest("LIMIT_EXCEEDED", "max records limit exceeded", { limit });

export const invalidValue = (details: ErrorBody["details"]): HttpError => new HttpError(400, invalidData(details));

export const virusDetected = (): HttpError =>
  badRequest("VIRUS_DETECTED", "Unable to process your request. Virus has been detected.");

/** A job that does not exist, or a result that is not ready or has expired. */
export const unknownJob = (resource: string): HttpError =>
  new HttpError(404, errorBody("RESOURCE_NOT_FOUND", "The requested resource doesn't exist.", { resource }));

export const externalNotFound = (): HttpError =>
  badRequest("NOT_FOUND", "There is no data for the ID specified or there is no matching record in the given module.");

export const unknownParent = (id: string): HttpError => new HttpError(400, unknownId(id));

export const noRecordsFound = (): HttpError => badRequest("NO_RECORDS_FOUND", "no record found to update");

export const alreadyScheduled = (): HttpError =>
  badRequest("ALREADY_SCHEDULED", "Already a Mass Action scheduler is running for the given cvid");

export const internalError = (): HttpError =>
  new HttpError(500, errorBody("INTERNAL_ERROR", "Internal server error occurred."));

/** An operation of the description without a handler in the emulator. */
export const notImplemented = (operationId: string): HttpError =>
  new HttpError(
    501,
    errorBody("NOT_IMPLEMENTED", `the emulator has no handler for the operation ${operationId}`, { operationId }),
  );

export const fileTooLarge = (name: string, limit: number): HttpError => new HttpError(400, oversizedFile(name, limit));

// Errors of one row: items of the action array.

export const mandatoryNotFound = (apiName: string): ErrorBody =>
  errorBody("MANDATORY_NOT_FOUND", "required field not found", { api_name: apiName });

export const invalidData = (details: ErrorBody["details"]): ErrorBody =>
  errorBody("INVALID_DATA", "invalid data", details);

export const duplicateData = (apiName: string, id: string): ErrorBody =>
  errorBody("DUPLICATE_DATA", "duplicate data", { api_name: apiName, id });

export const unknownId = (id: string): ErrorBody =>
  errorBody("INVALID_DATA", "the id given seems to be invalid", { id });

export const unknownRelatedId = (apiName: string): ErrorBody =>
  errorBody("INVALID_DATA", "the related id given seems to be invalid", { api_name: apiName });

/** @param limit Size in bytes */
export const oversizedFile = (name: string, limit: number): ErrorBody =>
  errorBody("FILE_SIZE_MORE_THAN_ALLOWED_SIZE", "file size is more than the allowed size", {
    name,
    maximum_size: limit,
  });

export const mismatchedContact = (): ErrorBody =>
  errorBody("DATA_MISMATCH", "give contact id is mismatched with the data");

export const alreadyConverted = (id: string): ErrorBody =>
  errorBody("ID_ALREADY_CONVERTED", "id already converted", { id });

export const recordInBlueprint = (): ErrorBody => errorBody("RECORD_IN_BLUEPRINT", "The record is in blue print");

export const recordLocked = (): ErrorBody => errorBody("RECORD_LOCKED", "the record is locked");

export const notApproved = (): ErrorBody => errorBody("NOT_APPROVED", "record not approved");

export const cannotDelete = (id: string): ErrorBody => errorBody("CANNOT_DELETE", "record not deletable", { id });

/** A deal at a stage that its pipeline does not have. */
export const mappingMismatch = (): ErrorBody =>
  errorBody("MAPPING_MISMATCH", "the Pipeline doesn't contain the Stage", {
    api_name: "Stage",
    mapped_field: "Pipeline",
  });

export const convertedRecord = (): ErrorBody => errorBody("CONVERTED_RECORD", "can't update the converted record");
