/** Images that calls upload: the photo of a record, the logo of an organization. */

import { isFile } from "../../core/kind.js";
import type { Call } from "../calls/call.js";
import { fileTooLarge, invalidValue, missingParameter } from "../http/errors.js";
import type { StoredFile } from "../http/responses.js";
import { limits } from "../limits.js";
import { readFile } from "../storage/files.js";

const MAX_IMAGE_BYTES = limits.images.bytes;
const IMAGE_NAME = /\.(png|jpe?g|gif|bmp)$/i;

/** The image in the form of a call. @throws HttpError 400 if it is missing, not an image, or too large */
export async function readImage(call: Call): Promise<StoredFile> {
  const given = (await call.form()).get("file");
  if (!isFile(given)) throw missingParameter("file");
  if (!IMAGE_NAME.test(given.name)) throw invalidValue({ api_name: "file" });
  if (given.size > MAX_IMAGE_BYTES) throw fileTooLarge(given.name, MAX_IMAGE_BYTES);
  return readFile(given);
}
