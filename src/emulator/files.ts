// Files of records: attachments, and one photo each.

/** The bytes of a file as they were uploaded. */
export interface StoredFile {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** A file or a link attached to a record. */
export interface Attachment {
  readonly id: string;
  /** Key of the file in Zoho's store. */
  readonly fileKey: string;
  readonly recordId: string;
  readonly module: string;
  readonly createdTime: string;
  readonly content: StoredFile | { readonly url: string };
}

export interface FilesSnapshot {
  readonly attachments: ReadonlyMap<string, Attachment>;
  readonly photos: ReadonlyMap<string, StoredFile>;
}

export class FileStore {
  /** By their own id, oldest first. */
  attachments = new Map<string, Attachment>();
  /** By the id of their record. */
  photos = new Map<string, StoredFile>();

  /** The attachments of a record, newest first. */
  attachmentsOf(recordId: string): Attachment[] {
    return [...this.attachments.values()].filter((attachment) => attachment.recordId === recordId).reverse();
  }

  /** An attachment of this very record. */
  attachment(recordId: string, id: string): Attachment | undefined {
    const found = this.attachments.get(id);
    return found?.recordId === recordId ? found : undefined;
  }

  snapshot(): FilesSnapshot {
    return { attachments: new Map(this.attachments), photos: new Map(this.photos) };
  }

  restore({ attachments, photos }: FilesSnapshot): void {
    this.attachments = new Map(attachments);
    this.photos = new Map(photos);
  }
}

/** Keeps a file of a form. One without a type is plain bytes. */
export const readFile = async (file: File): Promise<StoredFile> => ({
  name: file.name,
  contentType: file.type === "" ? "application/octet-stream" : file.type,
  bytes: new Uint8Array(await file.arrayBuffer()),
});
