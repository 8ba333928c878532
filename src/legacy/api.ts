import type { LegacyAnswer } from "./answer.js";
import type { LegacyInput } from "./input.js";

/**
 * A call of the old client.
 * @returns The answer, whatever its status; the promise rejects only where there is none, or the input lacks something.
 */
export type LegacyCall = (input?: LegacyInput) => Promise<LegacyAnswer>;

/** All calls, by group. */
export interface LegacyApi {
  ORG: {
    /** The organisation. */
    get: LegacyCall;
  };
  MODULES: {
    /**
     * Records of `module`, or the one with `id`.
     * @example
     * const response = await ZCRMRestClient.API.MODULES.get({ module: "Leads", params: { page: 0, per_page: 5 } });
     * for (const lead of JSON.parse(response.body).data) console.log(lead.Full_Name);
     */
    get: LegacyCall;
    /**
     * Creates records of `module`; with the id `upsert`, those that exist are updated.
     * @example
     * await ZCRMRestClient.API.MODULES.post({ module: "Leads", body: { data: [{ Last_Name: "Doe" }] } });
     */
    post: LegacyCall;
    /** Updates records of `module`, or the one with `id`. */
    put: LegacyCall;
    /** Deletes the record with `id`, or those that `params.ids` lists. */
    delete: LegacyCall;
    /** Deleted records of `module`. */
    getAllDeletedRecords: LegacyCall;
    /** Records of `module` in the recycle bin. */
    getRecycleBinRecords: LegacyCall;
    /** Records of `module` that are gone for good. */
    getPermanentlyDeletedRecords: LegacyCall;
    /**
     * Records of `module` by criteria, email, phone or word.
     * @example
     * await ZCRMRestClient.API.MODULES.search({ module: "Leads", params: { email: "doe@example.com" } });
     */
    search: LegacyCall;
  };
  SETTINGS: {
    /** Fields of `module`, or the one with `id`. */
    getFields: LegacyCall;
    /** Layouts of `module`, or the one with `id`. */
    getLayouts: LegacyCall;
    /** Custom views of `module`, or the one with `id`. */
    getCustomViews: LegacyCall;
    /** Updates the custom view with `id` of `module`. */
    updateCustomViews: LegacyCall;
    /** All modules, or the one that `module` names. */
    getModules: LegacyCall;
    /** All roles, or the one with `id`. */
    getRoles: LegacyCall;
    /** All profiles, or the one with `id`. */
    getProfiles: LegacyCall;
    /** Related lists of `module`, or the one with `id`. */
    getRelatedLists: LegacyCall;
  };
  ACTIONS: {
    /** Converts the lead with `id`. */
    convert: LegacyCall;
    /** Adds the tags of `params.tag_names` to the record with `id` of `module`, or to those of `params.ids`. */
    addTags: LegacyCall;
  };
  USERS: {
    /** Users, of the kind that `params.type` names, or the one with `id`. */
    get: LegacyCall;
  };
  ATTACHMENTS: {
    /**
     * Attaches a file to a record.
     * @example
     * const x_file_content = fs.createReadStream("offer.pdf");
     * await ZCRMRestClient.API.ATTACHMENTS.uploadFile({ module: "Leads", id, x_file_content });
     */
    uploadFile: LegacyCall;
    /** Deletes the attachment `relatedId` of a record. */
    deleteFile: LegacyCall;
    /**
     * The attachment `relatedId` of a record.
     * @example
     * const { body, filename } = await ZCRMRestClient.API.ATTACHMENTS.downloadFile({ module: "Leads", id, relatedId });
     * fs.writeFileSync(filename, body, "binary");
     */
    downloadFile: LegacyCall;
    /** Attaches the link `body.attachmentUrl` to a record. */
    uploadLink: LegacyCall;
    /** Sets the photo of a record to the file `x_file_content`. */
    uploadPhoto: LegacyCall;
    /** The photo of a record. */
    downloadPhoto: LegacyCall;
    /** Removes the photo of a record. */
    deletePhoto: LegacyCall;
    /** The attachments of a record. */
    getAttachments: LegacyCall;
  };
  FUNCTIONS: {
    /** Runs the function `api_name` with `params`. */
    executeFunctionsInGet: LegacyCall;
    /** Runs the function `api_name` with `params` and `body`. */
    executeFunctionsInPost: LegacyCall;
  };
}
