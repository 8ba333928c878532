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
    /** The organisation. Typed: `crm.organization.get()`. */
    get: LegacyCall;
  };
  MODULES: {
    /**
     * Records of `module`, or the one with `id`.
     * Typed: `crm.records.list({ module })` or `crm.records.get({ module, id })`.
     * @example
     * const response = await ZCRMRestClient.API.MODULES.get({ module: "Leads", params: { page: 0, per_page: 5 } });
     * for (const lead of JSON.parse(response.body).data) console.log(lead.Full_Name);
     */
    get: LegacyCall;
    /**
     * Creates records of `module`; with the id `upsert`, those that exist are updated.
     * Typed: `crm.records.create({ module, body })` or `crm.records.upsert({ module, body })`.
     * @example
     * await ZCRMRestClient.API.MODULES.post({ module: "Leads", body: { data: [{ Last_Name: "Doe" }] } });
     */
    post: LegacyCall;
    /**
     * Updates records of `module`, or the one with `id`.
     * Typed: `crm.records.updateMany({ module, body })` or `crm.records.update({ module, id, body })`.
     */
    put: LegacyCall;
    /**
     * Deletes the record with `id`, or those that `params.ids` lists.
     * Typed: `crm.records.deleteMany({ module, ids })` or `crm.records.delete({ module, id })`.
     */
    delete: LegacyCall;
    /** Deleted records of `module`. Typed: `crm.records.listDeleted({ module, type: "all" })`. */
    getAllDeletedRecords: LegacyCall;
    /** Records of `module` in the recycle bin. Typed: `crm.records.listDeleted({ module, type: "recycle" })`. */
    getRecycleBinRecords: LegacyCall;
    /** Records of `module` that are gone for good. Typed: `crm.records.listDeleted({ module, type: "permanent" })`. */
    getPermanentlyDeletedRecords: LegacyCall;
    /**
     * Records of `module` by criteria, email, phone or word.
     * Typed: `crm.records.search({ module, email })`.
     * @example
     * await ZCRMRestClient.API.MODULES.search({ module: "Leads", params: { email: "doe@example.com" } });
     */
    search: LegacyCall;
  };
  SETTINGS: {
    /** Fields of `module`, or the one with `id`. Typed: `crm.fields.list({ module })`. */
    getFields: LegacyCall;
    /** Layouts of `module`, or the one with `id`. Typed: `crm.layouts.list({ module })`. */
    getLayouts: LegacyCall;
    /** Custom views of `module`, or the one with `id`. Typed: `crm.customViews.list({ module })`. */
    getCustomViews: LegacyCall;
    /** Updates the custom view with `id` of `module`. Typed: `crm.customViews.update({ module, id, body })`. */
    updateCustomViews: LegacyCall;
    /** All modules, or the one that `module` names. Typed: `crm.modules.list()` or `crm.modules.get({ module })`. */
    getModules: LegacyCall;
    /** All roles, or the one with `id`. Typed: `crm.roles.list()`. */
    getRoles: LegacyCall;
    /** All profiles, or the one with `id`. Typed: `crm.profiles.list()`. */
    getProfiles: LegacyCall;
    /** Related lists of `module`, or the one with `id`. Typed: `crm.relatedLists.list({ module })`. */
    getRelatedLists: LegacyCall;
  };
  ACTIONS: {
    /** Converts the lead with `id`. Typed: `crm.leads.convert({ id, body })`. */
    convert: LegacyCall;
    /**
     * Adds the tags of `params.tag_names` to the record with `id` of `module`, or to those of `params.ids`.
     * Typed: `crm.tags.addToRecord({ module, id, tag_names })`.
     */
    addTags: LegacyCall;
  };
  USERS: {
    /**
     * Users, of the kind that `params.type` names, or the one with `id`.
     * Typed: `crm.users.list({ type })` or `crm.users.get({ id })`.
     */
    get: LegacyCall;
  };
  ATTACHMENTS: {
    /**
     * Attaches a file to a record.
     * Typed: `crm.attachments.upload({ module, id, body: { file } })`.
     * @example
     * const x_file_content = fs.createReadStream("offer.pdf");
     * await ZCRMRestClient.API.ATTACHMENTS.uploadFile({ module: "Leads", id, x_file_content });
     */
    uploadFile: LegacyCall;
    /**
     * Deletes the attachment `relatedId` of a record.
     * Typed: `crm.attachments.delete({ module, id, attachmentId })`.
     */
    deleteFile: LegacyCall;
    /**
     * The attachment `relatedId` of a record.
     * Typed: `crm.attachments.download({ module, id, attachmentId })`.
     * @example
     * const { body, filename } = await ZCRMRestClient.API.ATTACHMENTS.downloadFile({ module: "Leads", id, relatedId });
     * fs.writeFileSync(filename, body, "binary");
     */
    downloadFile: LegacyCall;
    /**
     * Attaches the link `body.attachmentUrl` to a record.
     * Typed: `crm.attachments.upload({ module, id, attachmentUrl })`.
     */
    uploadLink: LegacyCall;
    /**
     * Sets the photo of a record to the file `x_file_content`.
     * Typed: `crm.photos.upload({ module, id, body: { file } })`.
     */
    uploadPhoto: LegacyCall;
    /** The photo of a record. Typed: `crm.photos.download({ module, id })`. */
    downloadPhoto: LegacyCall;
    /** Removes the photo of a record. Typed: `crm.photos.delete({ module, id })`. */
    deletePhoto: LegacyCall;
    /** The attachments of a record. Typed: `crm.attachments.list({ module, id })`. */
    getAttachments: LegacyCall;
  };
  FUNCTIONS: {
    /** Runs the function `api_name` with `params`. Typed: `crm.functions.executeWithParameters({ functionName, auth_type: "oauth" })`. */
    executeFunctionsInGet: LegacyCall;
    /**
     * Runs the function `api_name` with `params` and `body`.
     * Typed: `crm.functions.execute({ functionName, auth_type: "oauth", body })`.
     */
    executeFunctionsInPost: LegacyCall;
  };
}
