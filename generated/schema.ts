// Generated from spec/openapi.yaml. Do not edit: change the description, then run `npm run codegen`.
import type {
  AttachmentList,
  AttachmentUpload,
  BaseCurrencyBody,
  BaseCurrencyChangeBody,
  BaseCurrencyOutcome,
  BlueprintAnswer,
  BlueprintBody,
  BlueprintSuccess,
  BulkReadBody,
  BulkReadJobAnswer,
  BulkReadOutcomes,
  BulkWriteBody,
  BulkWriteJob,
  BulkWriteSuccess,
  BulkWriteUpload,
  BulkWriteUploadSuccess,
  ContactRoleAnswer,
  ContactRoleChangesBody,
  ContactRoleList,
  ContactRoleOutcomes,
  ContactRolePatchBody,
  ContactRolesBody,
  CoqlBody,
  CoqlRowList,
  CurrenciesBody,
  CurrencyAnswer,
  CurrencyChangesBody,
  CurrencyList,
  CurrencyOutcomes,
  CurrencyPatchBody,
  CustomViewAnswer,
  CustomViewList,
  CustomViewOutcomes,
  CustomViewsBody,
  DealContactRoleBody,
  DeletedRecordList,
  DeviceCodeAnswer,
  DeviceCodeBody,
  DeviceTokenAnswer,
  DeviceTokenBody,
  Failure,
  FieldAnswer,
  FieldList,
  FileOutcomes,
  FilesUpload,
  Found,
  FunctionAnswer,
  FunctionBody,
  IntrospectionAnswer,
  IntrospectionBody,
  LayoutAnswer,
  LayoutList,
  LeadConversionBody,
  LeadConversionOutcomes,
  LogoSuccess,
  LogoUpload,
  MassUpdateAnswer,
  MassUpdateBody,
  MassUpdateOutcomes,
  ModuleAnswer,
  ModuleList,
  ModuleOutcomes,
  ModulePatchBody,
  MultiStatus,
  NoteAnswer,
  NoteChangesBody,
  NoteList,
  NotePatchBody,
  NotesBody,
  OrganizationAnswer,
  PhotoSuccess,
  PhotoUpload,
  PipelineList,
  ProfileAnswer,
  ProfileList,
  RecordChangesBody,
  RecordList,
  RecordNotesBody,
  RecordPatchBody,
  RecordShareList,
  RecordsBody,
  RecordsUpsertBody,
  RelatedListAnswer,
  RelatedListList,
  RelatedRecordBody,
  RelatedRecordsBody,
  RevocationAnswer,
  RevocationBody,
  RoleAnswer,
  RoleList,
  ServerInfo,
  ShareOutcomes,
  ShareRevocation,
  SharesBody,
  TagChangesBody,
  TagCount,
  TagList,
  TagMergeBody,
  TagOutcomes,
  TagPatchBody,
  TaggingOutcomes,
  TagsBody,
  TaxAnswer,
  TaxChangesBody,
  TaxList,
  TaxOutcomes,
  TaxesBody,
  TerritoryAnswer,
  TerritoryList,
  TokenAnswer,
  TokenRefusal,
  TokenRequestBody,
  UserAnswer,
  UserBody,
  UserChangesBody,
  UserInfo,
  UserList,
  UserOutcomes,
  UserPatchBody,
  UserType,
  VariableAnswer,
  VariableChangesBody,
  VariableGroupAnswer,
  VariableGroupList,
  VariableList,
  VariableOutcomes,
  VariablePatchBody,
  VariablesBody,
  WatchBody,
  WatchList,
  WatchOutcomes,
  WatchPatchBody,
} from "./models.js";

/** A body of JSON. */
interface Json<T> {
  content: { "application/json": T };
}

/** No body. */
interface Nothing {
  content?: never;
}

export interface paths {
  "/oauth/v2/auth": {
    get: {
      parameters: {
        query: {
          response_type: "code" | "token";
          client_id: string;
          scope: readonly string[];
          redirect_uri: string;
          access_type?: "online" | "offline";
          prompt?: "consent";
          state?: string;
          code_challenge?: string;
          code_challenge_method?: "plain" | "S256";
        };
      };
      responses: {
        200: {
          content: {
            "text/html": Blob;
          };
        };
      };
    };
  };
  "/oauth/v2/token": {
    post: {
      requestBody: {
        content: {
          "application/x-www-form-urlencoded": TokenRequestBody;
        };
      };
      responses: {
        200: Json<TokenAnswer>;
        400: Json<TokenRefusal>;
      };
    };
  };
  "/oauth/v2/token/revoke": {
    post: {
      requestBody: {
        content: {
          "application/x-www-form-urlencoded": RevocationBody;
        };
      };
      responses: {
        200: Json<RevocationAnswer>;
        400: Json<RevocationAnswer>;
      };
    };
  };
  "/oauth/v3/device/code": {
    post: {
      requestBody: {
        content: {
          "application/x-www-form-urlencoded": DeviceCodeBody;
        };
      };
      responses: {
        200: Json<DeviceCodeAnswer>;
      };
    };
  };
  "/oauth/v3/device/token": {
    post: {
      requestBody: {
        content: {
          "application/x-www-form-urlencoded": DeviceTokenBody;
        };
      };
      responses: {
        200: Json<DeviceTokenAnswer>;
      };
    };
  };
  "/oauth/v2/introspect": {
    post: {
      requestBody: {
        content: {
          "application/x-www-form-urlencoded": IntrospectionBody;
        };
      };
      responses: {
        200: Json<IntrospectionAnswer>;
      };
    };
  };
  "/oauth/v2/userinfo": {
    get: {
      responses: {
        200: Json<UserInfo>;
        401: Json<TokenRefusal>;
      };
    };
  };
  "/oauth/serverinfo": {
    get: {
      responses: {
        200: Json<ServerInfo>;
      };
    };
  };
  "/{module}": {
    get: {
      parameters: {
        query?: {
          fields?: readonly string[];
          ids?: readonly string[];
          sort_by?: string;
          sort_order?: "asc" | "desc";
          cvid?: string;
          approved?: "true" | "false" | "both";
          converted?: "true" | "false" | "both";
          territory_id?: string;
          include_child?: boolean;
          uid?: string;
          startDateTime?: string;
          endDateTime?: string;
          page?: number;
          per_page?: number;
        };
        header?: {
          "If-Modified-Since"?: string;
          "X-EXTERNAL"?: string;
        };
        path: {
          module: string;
        };
      };
      responses: {
        200: Json<RecordList>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
    put: {
      parameters: {
        header?: {
          "X-EXTERNAL"?: string;
        };
        path: {
          module: string;
        };
      };
      requestBody: Json<RecordChangesBody>;
      responses: {
        200: Json<MultiStatus>;
        400: Json<Failure>;
      };
    };
    post: {
      parameters: {
        header?: {
          "X-EXTERNAL"?: string;
        };
        path: {
          module: string;
        };
      };
      requestBody: Json<RecordsBody>;
      responses: {
        201: Json<MultiStatus>;
        400: Json<Failure>;
      };
    };
    delete: {
      parameters: {
        query: {
          ids: readonly string[];
          wf_trigger?: boolean;
        };
        header?: {
          "X-EXTERNAL"?: string;
        };
        path: {
          module: string;
        };
      };
      responses: {
        200: Json<MultiStatus>;
        400: Json<Failure>;
      };
    };
  };
  "/{module}/upsert": {
    post: {
      parameters: {
        header?: {
          "X-EXTERNAL"?: string;
        };
        path: {
          module: string;
        };
      };
      requestBody: Json<RecordsUpsertBody>;
      responses: {
        200: Json<MultiStatus>;
        400: Json<Failure>;
      };
    };
  };
  "/{module}/search": {
    get: {
      parameters: {
        query?: {
          criteria?: string;
          email?: string;
          phone?: string;
          word?: string;
          fields?: readonly string[];
          approved?: "true" | "false" | "both";
          converted?: "true" | "false" | "both";
          page?: number;
          per_page?: number;
        };
        header?: {
          "X-EXTERNAL"?: string;
        };
        path: {
          module: string;
        };
      };
      responses: {
        200: Json<RecordList>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
  };
  "/{module}/deleted": {
    get: {
      parameters: {
        query?: {
          type?: "all" | "recycle" | "permanent";
          page?: number;
          per_page?: number;
        };
        header?: {
          "If-Modified-Since"?: string;
        };
        path: {
          module: string;
        };
      };
      responses: {
        200: Json<DeletedRecordList>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
  };
  "/{module}/actions/mass_update": {
    get: {
      parameters: {
        query?: {
          job_id?: string;
        };
        path: {
          module: string;
        };
      };
      responses: {
        200: Json<MassUpdateAnswer>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
    post: {
      parameters: {
        path: {
          module: string;
        };
      };
      requestBody: Json<MassUpdateBody>;
      responses: {
        200: Json<MassUpdateOutcomes>;
        400: Json<Failure>;
      };
    };
  };
  "/{module}/{id}": {
    get: {
      parameters: {
        query?: {
          fields?: readonly string[];
          cvid?: string;
          approved?: "true" | "false" | "both";
          converted?: "true" | "false" | "both";
          territory_id?: string;
          include_child?: boolean;
          uid?: string;
          startDateTime?: string;
          endDateTime?: string;
        };
        header?: {
          "If-Modified-Since"?: string;
          "X-EXTERNAL"?: string;
        };
        path: {
          module: string;
          id: string;
        };
      };
      responses: {
        200: Json<Found>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
    put: {
      parameters: {
        header?: {
          "X-EXTERNAL"?: string;
        };
        path: {
          module: string;
          id: string;
        };
      };
      requestBody: Json<RecordPatchBody>;
      responses: {
        200: Json<MultiStatus>;
        400: Json<Failure>;
      };
    };
    delete: {
      parameters: {
        query?: {
          wf_trigger?: boolean;
        };
        header?: {
          "X-EXTERNAL"?: string;
        };
        path: {
          module: string;
          id: string;
        };
      };
      responses: {
        200: Json<MultiStatus>;
        400: Json<Failure>;
      };
    };
  };
  "/coql": {
    post: {
      requestBody: Json<CoqlBody>;
      responses: {
        200: Json<CoqlRowList>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
  };
  "/Notes": {
    get: {
      parameters: {
        query?: {
          fields?: readonly string[];
          page?: number;
          per_page?: number;
        };
        header?: {
          "If-Modified-Since"?: string;
        };
      };
      responses: {
        200: Json<NoteList>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
    put: {
      requestBody: Json<NoteChangesBody>;
      responses: {
        200: Json<MultiStatus>;
        400: Json<Failure>;
      };
    };
    post: {
      requestBody: Json<NotesBody>;
      responses: {
        201: Json<MultiStatus>;
        400: Json<Failure>;
      };
    };
    delete: {
      parameters: {
        query: {
          ids: readonly string[];
        };
      };
      responses: {
        200: Json<MultiStatus>;
        400: Json<Failure>;
      };
    };
  };
  "/Notes/{id}": {
    get: {
      parameters: {
        query?: {
          fields?: readonly string[];
        };
        header?: {
          "If-Modified-Since"?: string;
        };
        path: {
          id: string;
        };
      };
      responses: {
        200: Json<NoteAnswer>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
    put: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: Json<NotePatchBody>;
      responses: {
        200: Json<MultiStatus>;
        400: Json<Failure>;
      };
    };
    delete: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: Json<MultiStatus>;
        400: Json<Failure>;
      };
    };
  };
  "/{module}/{id}/Notes": {
    post: {
      parameters: {
        path: {
          module: string;
          id: string;
        };
      };
      requestBody: Json<RecordNotesBody>;
      responses: {
        201: Json<MultiStatus>;
        400: Json<Failure>;
      };
    };
  };
  "/{module}/{id}/{relatedList}": {
    get: {
      parameters: {
        query?: {
          page?: number;
          per_page?: number;
        };
        header?: {
          "If-Modified-Since"?: string;
          "X-EXTERNAL"?: string;
        };
        path: {
          module: string;
          id: string;
          relatedList: string;
        };
      };
      responses: {
        200: Json<RecordList>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
    put: {
      parameters: {
        header?: {
          "X-EXTERNAL"?: string;
        };
        path: {
          module: string;
          id: string;
          relatedList: string;
        };
      };
      requestBody: Json<RelatedRecordsBody>;
      responses: {
        200: Json<MultiStatus>;
        400: Json<Failure>;
      };
    };
    delete: {
      parameters: {
        query: {
          ids: readonly string[];
        };
        header?: {
          "X-EXTERNAL"?: string;
        };
        path: {
          module: string;
          id: string;
          relatedList: string;
        };
      };
      responses: {
        200: Json<MultiStatus>;
        400: Json<Failure>;
      };
    };
  };
  "/{module}/{id}/{relatedList}/{relatedId}": {
    get: {
      parameters: {
        header?: {
          "If-Modified-Since"?: string;
          "X-EXTERNAL"?: string;
        };
        path: {
          module: string;
          id: string;
          relatedList: string;
          relatedId: string;
        };
      };
      responses: {
        200: Json<Found>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
    put: {
      parameters: {
        header?: {
          "X-EXTERNAL"?: string;
        };
        path: {
          module: string;
          id: string;
          relatedList: string;
          relatedId: string;
        };
      };
      requestBody: Json<RelatedRecordBody>;
      responses: {
        200: Json<MultiStatus>;
        400: Json<Failure>;
      };
    };
    delete: {
      parameters: {
        header?: {
          "X-EXTERNAL"?: string;
        };
        path: {
          module: string;
          id: string;
          relatedList: string;
          relatedId: string;
        };
      };
      responses: {
        200: Json<MultiStatus>;
        400: Json<Failure>;
      };
    };
  };
  "/{module}/{id}/actions/blueprint": {
    get: {
      parameters: {
        path: {
          module: string;
          id: string;
        };
      };
      responses: {
        200: Json<BlueprintAnswer>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
    put: {
      parameters: {
        path: {
          module: string;
          id: string;
        };
      };
      requestBody: Json<BlueprintBody>;
      responses: {
        200: Json<BlueprintSuccess>;
        400: Json<Failure>;
      };
    };
  };
  "/{module}/{id}/actions/share": {
    get: {
      parameters: {
        query?: {
          sharedTo?: string;
          view?: "summary" | "manage";
        };
        path: {
          module: string;
          id: string;
        };
      };
      responses: {
        200: Json<RecordShareList>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
    put: {
      parameters: {
        path: {
          module: string;
          id: string;
        };
      };
      requestBody: Json<SharesBody>;
      responses: {
        200: Json<ShareOutcomes>;
        400: Json<Failure>;
      };
    };
    post: {
      parameters: {
        path: {
          module: string;
          id: string;
        };
      };
      requestBody: Json<SharesBody>;
      responses: {
        200: Json<ShareOutcomes>;
        400: Json<Failure>;
      };
    };
    delete: {
      parameters: {
        path: {
          module: string;
          id: string;
        };
      };
      responses: {
        200: Json<ShareRevocation>;
        400: Json<Failure>;
      };
    };
  };
  "/Leads/{id}/actions/convert": {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: Json<LeadConversionBody>;
      responses: {
        200: Json<LeadConversionOutcomes>;
        400: Json<Failure>;
      };
    };
  };
  "/Contacts/roles": {
    get: {
      responses: {
        200: Json<ContactRoleList>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
    put: {
      requestBody: Json<ContactRoleChangesBody>;
      responses: {
        200: Json<ContactRoleOutcomes>;
        400: Json<Failure>;
      };
    };
    post: {
      requestBody: Json<ContactRolesBody>;
      responses: {
        201: Json<ContactRoleOutcomes>;
        400: Json<Failure>;
      };
    };
    delete: {
      parameters: {
        query: {
          ids: readonly string[];
        };
      };
      responses: {
        200: Json<ContactRoleOutcomes>;
        400: Json<Failure>;
      };
    };
  };
  "/Contacts/roles/{id}": {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: Json<ContactRoleAnswer>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
    put: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: Json<ContactRolePatchBody>;
      responses: {
        200: Json<ContactRoleOutcomes>;
        400: Json<Failure>;
      };
    };
    delete: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: Json<ContactRoleOutcomes>;
        400: Json<Failure>;
      };
    };
  };
  "/Deals/{id}/Contact_Roles": {
    get: {
      parameters: {
        query?: {
          ids?: readonly string[];
        };
        path: {
          id: string;
        };
      };
      responses: {
        200: Json<RecordList>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
  };
  "/Deals/{id}/Contact_Roles/{contactId}": {
    get: {
      parameters: {
        path: {
          id: string;
          contactId: string;
        };
      };
      responses: {
        200: Json<Found>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
    put: {
      parameters: {
        path: {
          id: string;
          contactId: string;
        };
      };
      requestBody: Json<DealContactRoleBody>;
      responses: {
        200: Json<MultiStatus>;
        400: Json<Failure>;
      };
    };
    delete: {
      parameters: {
        path: {
          id: string;
          contactId: string;
        };
      };
      responses: {
        200: Json<MultiStatus>;
        400: Json<Failure>;
      };
    };
  };
  "/{module}/{id}/actions/add_tags": {
    post: {
      parameters: {
        query: {
          tag_names: readonly string[];
          over_write?: boolean;
        };
        path: {
          module: string;
          id: string;
        };
      };
      responses: {
        200: Json<TaggingOutcomes>;
        400: Json<Failure>;
      };
    };
  };
  "/{module}/{id}/actions/remove_tags": {
    post: {
      parameters: {
        query: {
          tag_names: readonly string[];
        };
        path: {
          module: string;
          id: string;
        };
      };
      responses: {
        200: Json<TaggingOutcomes>;
        400: Json<Failure>;
      };
    };
  };
  "/{module}/actions/add_tags": {
    post: {
      parameters: {
        query: {
          ids: readonly string[];
          tag_names: readonly string[];
          over_write?: boolean;
        };
        path: {
          module: string;
        };
      };
      responses: {
        200: Json<TaggingOutcomes>;
        400: Json<Failure>;
      };
    };
  };
  "/{module}/actions/remove_tags": {
    post: {
      parameters: {
        query: {
          ids: readonly string[];
          tag_names: readonly string[];
        };
        path: {
          module: string;
        };
      };
      responses: {
        200: Json<TaggingOutcomes>;
        400: Json<Failure>;
      };
    };
  };
  "/settings/tags": {
    get: {
      parameters: {
        query: {
          module: string;
          my_tags?: boolean;
        };
      };
      responses: {
        200: Json<TagList>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
    put: {
      parameters: {
        query: {
          module: string;
        };
      };
      requestBody: Json<TagChangesBody>;
      responses: {
        200: Json<TagOutcomes>;
        400: Json<Failure>;
      };
    };
    post: {
      parameters: {
        query: {
          module: string;
        };
      };
      requestBody: Json<TagsBody>;
      responses: {
        201: Json<TagOutcomes>;
        400: Json<Failure>;
      };
    };
  };
  "/settings/tags/{id}": {
    put: {
      parameters: {
        query: {
          module: string;
        };
        path: {
          id: string;
        };
      };
      requestBody: Json<TagPatchBody>;
      responses: {
        200: Json<TagOutcomes>;
        400: Json<Failure>;
      };
    };
    delete: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: Json<TagOutcomes>;
        400: Json<Failure>;
      };
    };
  };
  "/settings/tags/{id}/actions/merge": {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: Json<TagMergeBody>;
      responses: {
        200: Json<TagOutcomes>;
        400: Json<Failure>;
      };
    };
  };
  "/settings/tags/{id}/actions/records_count": {
    get: {
      parameters: {
        query: {
          module: string;
        };
        path: {
          id: string;
        };
      };
      responses: {
        200: Json<TagCount>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
  };
  "/{module}/{id}/Attachments": {
    get: {
      parameters: {
        query?: {
          fields?: readonly string[];
          page?: number;
          per_page?: number;
        };
        path: {
          module: string;
          id: string;
        };
      };
      responses: {
        200: Json<AttachmentList>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
    post: {
      parameters: {
        query?: {
          attachmentUrl?: string;
        };
        path: {
          module: string;
          id: string;
        };
      };
      requestBody?: {
        content: {
          "multipart/form-data": AttachmentUpload;
        };
      };
      responses: {
        200: Json<MultiStatus>;
        400: Json<Failure>;
      };
    };
    delete: {
      parameters: {
        query: {
          ids: readonly string[];
        };
        path: {
          module: string;
          id: string;
        };
      };
      responses: {
        200: Json<MultiStatus>;
        400: Json<Failure>;
      };
    };
  };
  "/{module}/{id}/Attachments/{attachmentId}": {
    get: {
      parameters: {
        path: {
          module: string;
          id: string;
          attachmentId: string;
        };
      };
      responses: {
        200: {
          headers: {
            "Content-Disposition"?: string;
            [name: string]: unknown;
          };
          content: {
            "application/octet-stream": Blob;
          };
        };
        204: Nothing;
        400: Json<Failure>;
      };
    };
    delete: {
      parameters: {
        path: {
          module: string;
          id: string;
          attachmentId: string;
        };
      };
      responses: {
        200: Json<MultiStatus>;
        400: Json<Failure>;
      };
    };
  };
  "/{module}/{id}/photo": {
    get: {
      parameters: {
        path: {
          module: string;
          id: string;
        };
      };
      responses: {
        200: {
          headers: {
            "Content-Disposition"?: string;
            [name: string]: unknown;
          };
          content: {
            "image/*": Blob;
          };
        };
        204: Nothing;
        400: Json<Failure>;
      };
    };
    post: {
      parameters: {
        query?: {
          restrict_triggers?: "workflow";
        };
        path: {
          module: string;
          id: string;
        };
      };
      requestBody: {
        content: {
          "multipart/form-data": PhotoUpload;
        };
      };
      responses: {
        200: Json<PhotoSuccess>;
        400: Json<Failure>;
      };
    };
    delete: {
      parameters: {
        path: {
          module: string;
          id: string;
        };
      };
      responses: {
        200: Json<PhotoSuccess>;
        400: Json<Failure>;
      };
    };
  };
  "/settings/modules": {
    get: {
      parameters: {
        header?: {
          "If-Modified-Since"?: string;
        };
      };
      responses: {
        200: Json<ModuleList>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
  };
  "/settings/modules/{module}": {
    get: {
      parameters: {
        path: {
          module: string;
        };
      };
      responses: {
        200: Json<ModuleAnswer>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
    put: {
      parameters: {
        path: {
          module: string;
        };
      };
      requestBody: Json<ModulePatchBody>;
      responses: {
        200: Json<ModuleOutcomes>;
        400: Json<Failure>;
      };
    };
  };
  "/settings/fields": {
    get: {
      parameters: {
        query: {
          module: string;
          type?: "all" | "unused";
        };
      };
      responses: {
        200: Json<FieldList>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
  };
  "/settings/fields/{id}": {
    get: {
      parameters: {
        query: {
          module: string;
        };
        path: {
          id: string;
        };
      };
      responses: {
        200: Json<FieldAnswer>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
  };
  "/settings/layouts": {
    get: {
      parameters: {
        query: {
          module: string;
        };
      };
      responses: {
        200: Json<LayoutList>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
  };
  "/settings/layouts/{id}": {
    get: {
      parameters: {
        query: {
          module: string;
        };
        path: {
          id: string;
        };
      };
      responses: {
        200: Json<LayoutAnswer>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
  };
  "/settings/custom_views": {
    get: {
      parameters: {
        query: {
          module: string;
          page?: number;
          per_page?: number;
        };
      };
      responses: {
        200: Json<CustomViewList>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
  };
  "/settings/custom_views/{id}": {
    get: {
      parameters: {
        query: {
          module: string;
        };
        path: {
          id: string;
        };
      };
      responses: {
        200: Json<CustomViewAnswer>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
    put: {
      parameters: {
        query: {
          module: string;
        };
        path: {
          id: string;
        };
      };
      requestBody: Json<CustomViewsBody>;
      responses: {
        200: Json<CustomViewOutcomes>;
        400: Json<Failure>;
      };
    };
  };
  "/settings/related_lists": {
    get: {
      parameters: {
        query: {
          module: string;
        };
      };
      responses: {
        200: Json<RelatedListList>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
  };
  "/settings/related_lists/{id}": {
    get: {
      parameters: {
        query: {
          module: string;
        };
        path: {
          id: string;
        };
      };
      responses: {
        200: Json<RelatedListAnswer>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
  };
  "/settings/pipeline": {
    get: {
      parameters: {
        query: {
          layout_id: string;
        };
      };
      responses: {
        200: Json<PipelineList>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
  };
  "/settings/roles": {
    get: {
      responses: {
        200: Json<RoleList>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
  };
  "/settings/roles/{id}": {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: Json<RoleAnswer>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
  };
  "/settings/profiles": {
    get: {
      parameters: {
        header?: {
          "If-Modified-Since"?: string;
        };
      };
      responses: {
        200: Json<ProfileList>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
  };
  "/settings/profiles/{id}": {
    get: {
      parameters: {
        header?: {
          "If-Modified-Since"?: string;
        };
        path: {
          id: string;
        };
      };
      responses: {
        200: Json<ProfileAnswer>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
  };
  "/users": {
    get: {
      parameters: {
        query?: {
          type?: UserType;
          page?: number;
          per_page?: number;
        };
        header?: {
          "If-Modified-Since"?: string;
        };
      };
      responses: {
        200: Json<UserList>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
    put: {
      requestBody: Json<UserChangesBody>;
      responses: {
        200: Json<UserOutcomes>;
        400: Json<Failure>;
      };
    };
    post: {
      requestBody: Json<UserBody>;
      responses: {
        201: Json<UserOutcomes>;
        400: Json<Failure>;
      };
    };
  };
  "/users/{id}": {
    get: {
      parameters: {
        header?: {
          "If-Modified-Since"?: string;
        };
        path: {
          id: string;
        };
      };
      responses: {
        200: Json<UserAnswer>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
    put: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: Json<UserPatchBody>;
      responses: {
        200: Json<UserOutcomes>;
        400: Json<Failure>;
      };
    };
    delete: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: Json<UserOutcomes>;
        400: Json<Failure>;
      };
    };
  };
  "/settings/territories": {
    get: {
      responses: {
        200: Json<TerritoryList>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
  };
  "/settings/territories/{id}": {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: Json<TerritoryAnswer>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
  };
  "/org": {
    get: {
      responses: {
        200: Json<OrganizationAnswer>;
        400: Json<Failure>;
      };
    };
  };
  "/org/photo": {
    post: {
      requestBody: {
        content: {
          "multipart/form-data": LogoUpload;
        };
      };
      responses: {
        200: Json<LogoSuccess>;
        400: Json<Failure>;
      };
    };
  };
  "/org/currencies": {
    get: {
      responses: {
        200: Json<CurrencyList>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
    put: {
      requestBody: Json<CurrencyChangesBody>;
      responses: {
        200: Json<CurrencyOutcomes>;
        400: Json<Failure>;
      };
    };
    post: {
      requestBody: Json<CurrenciesBody>;
      responses: {
        201: Json<CurrencyOutcomes>;
        400: Json<Failure>;
      };
    };
  };
  "/org/currencies/{id}": {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: Json<CurrencyAnswer>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
    put: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: Json<CurrencyPatchBody>;
      responses: {
        200: Json<CurrencyOutcomes>;
        400: Json<Failure>;
      };
    };
  };
  "/org/currencies/actions/enable": {
    put: {
      requestBody: Json<BaseCurrencyChangeBody>;
      responses: {
        200: Json<BaseCurrencyOutcome>;
        400: Json<Failure>;
      };
    };
    post: {
      requestBody: Json<BaseCurrencyBody>;
      responses: {
        200: Json<BaseCurrencyOutcome>;
        400: Json<Failure>;
      };
    };
  };
  "/org/taxes": {
    get: {
      responses: {
        200: Json<TaxList>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
    put: {
      requestBody: Json<TaxChangesBody>;
      responses: {
        200: Json<TaxOutcomes>;
        400: Json<Failure>;
      };
    };
    post: {
      requestBody: Json<TaxesBody>;
      responses: {
        201: Json<TaxOutcomes>;
        400: Json<Failure>;
      };
    };
    delete: {
      parameters: {
        query: {
          ids: readonly string[];
        };
      };
      responses: {
        200: Json<TaxOutcomes>;
        400: Json<Failure>;
      };
    };
  };
  "/org/taxes/{id}": {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: Json<TaxAnswer>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
    delete: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: Json<TaxOutcomes>;
        400: Json<Failure>;
      };
    };
  };
  "/settings/variables": {
    get: {
      parameters: {
        query?: {
          group?: string;
        };
      };
      responses: {
        200: Json<VariableList>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
    put: {
      requestBody: Json<VariableChangesBody>;
      responses: {
        200: Json<VariableOutcomes>;
        400: Json<Failure>;
      };
    };
    post: {
      requestBody: Json<VariablesBody>;
      responses: {
        201: Json<VariableOutcomes>;
        400: Json<Failure>;
      };
    };
    delete: {
      parameters: {
        query: {
          ids: readonly string[];
        };
      };
      responses: {
        200: Json<VariableOutcomes>;
        400: Json<Failure>;
      };
    };
  };
  "/settings/variables/{variable}": {
    get: {
      parameters: {
        query: {
          group: string;
        };
        path: {
          variable: string;
        };
      };
      responses: {
        200: Json<VariableAnswer>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
    put: {
      parameters: {
        path: {
          variable: string;
        };
      };
      requestBody: Json<VariablePatchBody>;
      responses: {
        200: Json<VariableOutcomes>;
        400: Json<Failure>;
      };
    };
    delete: {
      parameters: {
        path: {
          variable: string;
        };
      };
      responses: {
        200: Json<VariableOutcomes>;
        400: Json<Failure>;
      };
    };
  };
  "/settings/variable_groups": {
    get: {
      responses: {
        200: Json<VariableGroupList>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
  };
  "/settings/variable_groups/{group}": {
    get: {
      parameters: {
        path: {
          group: string;
        };
      };
      responses: {
        200: Json<VariableGroupAnswer>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
  };
  "/read": {
    post: {
      requestBody: Json<BulkReadBody>;
      responses: {
        201: Json<BulkReadOutcomes>;
        400: Json<Failure>;
      };
    };
  };
  "/read/{id}": {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: Json<BulkReadJobAnswer>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
  };
  "/read/{id}/result": {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          headers: {
            "Content-Disposition"?: string;
            [name: string]: unknown;
          };
          content: {
            "application/zip": Blob;
          };
        };
        204: Nothing;
        400: Json<Failure>;
      };
    };
  };
  "/upload": {
    post: {
      parameters: {
        header: {
          feature: "bulk-write";
          "X-CRM-ORG": string;
        };
      };
      requestBody: {
        content: {
          "multipart/form-data": BulkWriteUpload;
        };
      };
      responses: {
        200: Json<BulkWriteUploadSuccess>;
        400: Json<Failure>;
      };
    };
  };
  "/write": {
    post: {
      requestBody: Json<BulkWriteBody>;
      responses: {
        201: Json<BulkWriteSuccess>;
        400: Json<Failure>;
      };
    };
  };
  "/write/{id}": {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: Json<BulkWriteJob>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
  };
  "/v2/crm/{organization}/bulk-write/{id}/{file}": {
    get: {
      parameters: {
        path: {
          organization: string;
          id: string;
          file: string;
        };
      };
      responses: {
        200: {
          headers: {
            "Content-Disposition"?: string;
            [name: string]: unknown;
          };
          content: {
            "application/zip": Blob;
          };
        };
        204: Nothing;
        400: Json<Failure>;
      };
    };
  };
  "/files": {
    get: {
      parameters: {
        query: {
          id: string;
        };
      };
      responses: {
        200: {
          headers: {
            "Content-Disposition"?: string;
            [name: string]: unknown;
          };
          content: {
            "application/octet-stream": Blob;
          };
        };
        204: Nothing;
        400: Json<Failure>;
      };
    };
    post: {
      parameters: {
        query?: {
          type?: "inline";
        };
      };
      requestBody: {
        content: {
          "multipart/form-data": FilesUpload;
        };
      };
      responses: {
        200: Json<FileOutcomes>;
        400: Json<Failure>;
      };
    };
  };
  "/actions/watch": {
    get: {
      parameters: {
        query?: {
          channel_id?: string;
          module?: string;
          page?: number;
          per_page?: number;
        };
      };
      responses: {
        200: Json<WatchList>;
        204: Nothing;
        400: Json<Failure>;
      };
    };
    put: {
      requestBody: Json<WatchBody>;
      responses: {
        200: Json<WatchOutcomes>;
        400: Json<Failure>;
      };
    };
    post: {
      requestBody: Json<WatchBody>;
      responses: {
        201: Json<WatchOutcomes>;
        400: Json<Failure>;
      };
    };
    delete: {
      parameters: {
        query: {
          channel_ids: readonly string[];
        };
      };
      responses: {
        200: Json<WatchOutcomes>;
        400: Json<Failure>;
      };
    };
    patch: {
      requestBody: Json<WatchPatchBody>;
      responses: {
        200: Json<WatchOutcomes>;
        400: Json<Failure>;
      };
    };
  };
  "/functions/{functionName}/actions/execute": {
    get: {
      parameters: {
        query: {
          auth_type: "oauth" | "apikey";
          arguments?: string;
        };
        path: {
          functionName: string;
        };
      };
      responses: {
        200: Json<FunctionAnswer>;
        400: Json<Failure>;
      };
    };
    post: {
      parameters: {
        query: {
          auth_type: "oauth" | "apikey";
          arguments?: string;
        };
        path: {
          functionName: string;
        };
      };
      requestBody: Json<FunctionBody>;
      responses: {
        200: Json<FunctionAnswer>;
        400: Json<Failure>;
      };
    };
  };
}
