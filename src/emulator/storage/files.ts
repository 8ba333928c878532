/** Files of records: attachments, one photo each, and uploads for file fields. */
import { createHash } from "node:crypto";
import { virusDetected } from "../http/errors.js";
import type { StoredFile } from "../http/responses.js";
import type { UserReference } from "../settings/users.js";
import type { IdSequence } from "../values/ids.js";

/** A file or a link attached to a record. */
export interface Attachment {
  readonly id: string;
  /** Key of the file in Zoho's store. */
  readonly fileKey: string;
  readonly recordId: string;
  readonly module: string;
  readonly createdTime: string;
  readonly createdBy: UserReference;
  readonly content: StoredFile | { readonly url: string };
}

export interface FilesSnapshot {
  readonly attachments: ReadonlyMap<string, Attachment>;
  readonly photos: ReadonlyMap<string, StoredFile>;
  readonly uploads: ReadonlyMap<string, StoredFile>;
}

export class FileStore {
  /** By their own id, oldest first. */
  attachments = new Map<string, Attachment>();
  /** By the id of their record. */
  photos = new Map<string, StoredFile>();
  /** By their key. */
  uploads = new Map<string, StoredFile>();

  /** The attachments of a record, newest first. */
  attachmentsOf(recordId: string): Attachment[] {
    return [...this.attachments.values()].filter((attachment) => attachment.recordId === recordId).reverse();
  }

  /** The attachment with this id, if it belongs to the record. */
  attachment(recordId: string, id: string): Attachment | undefined {
    const found = this.attachments.get(id);
    return found?.recordId === recordId ? found : undefined;
  }

  /** The file with this key, uploaded or attached. */
  withKey(key: string): StoredFile | undefined {
    const uploaded = this.uploads.get(key);
    if (uploaded !== undefined) return uploaded;
    const content = [...this.attachments.values()].find(({ fileKey }) => fileKey === key)?.content;
    return content === undefined || "url" in content ? undefined : content;
  }

  snapshot(): FilesSnapshot {
    return {
      attachments: new Map(this.attachments),
      photos: new Map(this.photos),
      uploads: new Map(this.uploads),
    };
  }

  restore({ attachments, photos, uploads }: FilesSnapshot): void {
    this.attachments = new Map(attachments);
    this.photos = new Map(photos);
    this.uploads = new Map(uploads);
  }
}

/** A key in the form of Zoho's file store, derived from an id. */
export const newFileKey = (ids: IdSequence): string =>
  createHash("sha256").update(ids.next()).digest("hex").slice(0, 36);

/** The content of the test file that all virus scanners report, so that programs can try it. */
const TEST_VIRUS = "EICAR-STANDARD-ANTIVIRUS-TEST-FILE";
/** The maximum size of the test file, including trailing spaces. */
const TEST_VIRUS_BYTES = 128;

/** Stores a file of a form. A file without a type becomes plain bytes. @throws HttpError 400 for a virus */
export async function readFile(file: File): Promise<StoredFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const start = Buffer.from(bytes.buffer, 0, Math.min(TEST_VIRUS_BYTES, bytes.byteLength));
  if (start.includes(TEST_VIRUS)) throw virusDetected();
  return { name: file.name, contentType: file.type === "" ? "application/octet-stream" : file.type, bytes };
}
