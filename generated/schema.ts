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

/** A result or an error. */
interface Ok<T, E> {
  200: Json<T>;
  400: Json<E>;
}

/** A result, an error, or no body. */
interface OkOrNothing<T, E> extends Ok<T, E> {
  204: Nothing;
}

/** What was created, or an error. */
interface Created<T, E> {
  201: Json<T>;
  400: Json<E>;
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
      responses: Ok<TokenAnswer, TokenRefusal>;
    };
  };
  "/oauth/v2/token/revoke": {
    post: {
      requestBody: {
        content: {
          "application/x-www-form-urlencoded": RevocationBody;
        };
      };
      responses: Ok<RevocationAnswer, RevocationAnswer>;
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
      responses: OkOrNothing<RecordList, Failure>;
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
      responses: Ok<MultiStatus, Failure>;
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
      responses: Created<MultiStatus, Failure>;
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
      responses: Ok<MultiStatus, Failure>;
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
      responses: Ok<MultiStatus, Failure>;
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
      responses: OkOrNothing<RecordList, Failure>;
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
      responses: OkOrNothing<DeletedRecordList, Failure>;
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
      responses: OkOrNothing<MassUpdateAnswer, Failure>;
    };
    post: {
      parameters: {
        path: {
          module: string;
        };
      };
      requestBody: Json<MassUpdateBody>;
      responses: Ok<MassUpdateOutcomes, Failure>;
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
      responses: OkOrNothing<Found, Failure>;
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
      responses: Ok<MultiStatus, Failure>;
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
      responses: Ok<MultiStatus, Failure>;
    };
  };
  "/coql": {
    post: {
      requestBody: Json<CoqlBody>;
      responses: OkOrNothing<CoqlRowList, Failure>;
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
      responses: OkOrNothing<NoteList, Failure>;
    };
    put: {
      requestBody: Json<NoteChangesBody>;
      responses: Ok<MultiStatus, Failure>;
    };
    post: {
      requestBody: Json<NotesBody>;
      responses: Created<MultiStatus, Failure>;
    };
    delete: {
      parameters: {
        query: {
          ids: readonly string[];
        };
      };
      responses: Ok<MultiStatus, Failure>;
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
      responses: OkOrNothing<NoteAnswer, Failure>;
    };
    put: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: Json<NotePatchBody>;
      responses: Ok<MultiStatus, Failure>;
    };
    delete: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: Ok<MultiStatus, Failure>;
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
      responses: Created<MultiStatus, Failure>;
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
      responses: OkOrNothing<RecordList, Failure>;
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
      responses: Ok<MultiStatus, Failure>;
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
      responses: Ok<MultiStatus, Failure>;
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
      responses: OkOrNothing<Found, Failure>;
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
      responses: Ok<MultiStatus, Failure>;
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
      responses: Ok<MultiStatus, Failure>;
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
      responses: OkOrNothing<BlueprintAnswer, Failure>;
    };
    put: {
      parameters: {
        path: {
          module: string;
          id: string;
        };
      };
      requestBody: Json<BlueprintBody>;
      responses: Ok<BlueprintSuccess, Failure>;
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
      responses: OkOrNothing<RecordShareList, Failure>;
    };
    put: {
      parameters: {
        path: {
          module: string;
          id: string;
        };
      };
      requestBody: Json<SharesBody>;
      responses: Ok<ShareOutcomes, Failure>;
    };
    post: {
      parameters: {
        path: {
          module: string;
          id: string;
        };
      };
      requestBody: Json<SharesBody>;
      responses: Ok<ShareOutcomes, Failure>;
    };
    delete: {
      parameters: {
        path: {
          module: string;
          id: string;
        };
      };
      responses: Ok<ShareRevocation, Failure>;
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
      responses: Ok<LeadConversionOutcomes, Failure>;
    };
  };
  "/Contacts/roles": {
    get: {
      responses: OkOrNothing<ContactRoleList, Failure>;
    };
    put: {
      requestBody: Json<ContactRoleChangesBody>;
      responses: Ok<ContactRoleOutcomes, Failure>;
    };
    post: {
      requestBody: Json<ContactRolesBody>;
      responses: Created<ContactRoleOutcomes, Failure>;
    };
    delete: {
      parameters: {
        query: {
          ids: readonly string[];
        };
      };
      responses: Ok<ContactRoleOutcomes, Failure>;
    };
  };
  "/Contacts/roles/{id}": {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: OkOrNothing<ContactRoleAnswer, Failure>;
    };
    put: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: Json<ContactRolePatchBody>;
      responses: Ok<ContactRoleOutcomes, Failure>;
    };
    delete: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: Ok<ContactRoleOutcomes, Failure>;
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
      responses: OkOrNothing<RecordList, Failure>;
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
      responses: OkOrNothing<Found, Failure>;
    };
    put: {
      parameters: {
        path: {
          id: string;
          contactId: string;
        };
      };
      requestBody: Json<DealContactRoleBody>;
      responses: Ok<MultiStatus, Failure>;
    };
    delete: {
      parameters: {
        path: {
          id: string;
          contactId: string;
        };
      };
      responses: Ok<MultiStatus, Failure>;
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
      responses: Ok<TaggingOutcomes, Failure>;
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
      responses: Ok<TaggingOutcomes, Failure>;
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
      responses: Ok<TaggingOutcomes, Failure>;
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
      responses: Ok<TaggingOutcomes, Failure>;
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
      responses: OkOrNothing<TagList, Failure>;
    };
    put: {
      parameters: {
        query: {
          module: string;
        };
      };
      requestBody: Json<TagChangesBody>;
      responses: Ok<TagOutcomes, Failure>;
    };
    post: {
      parameters: {
        query: {
          module: string;
        };
      };
      requestBody: Json<TagsBody>;
      responses: Created<TagOutcomes, Failure>;
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
      responses: Ok<TagOutcomes, Failure>;
    };
    delete: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: Ok<TagOutcomes, Failure>;
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
      responses: Ok<TagOutcomes, Failure>;
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
      responses: OkOrNothing<TagCount, Failure>;
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
      responses: OkOrNothing<AttachmentList, Failure>;
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
      responses: Ok<MultiStatus, Failure>;
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
      responses: Ok<MultiStatus, Failure>;
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
      responses: Ok<MultiStatus, Failure>;
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
      responses: Ok<PhotoSuccess, Failure>;
    };
    delete: {
      parameters: {
        path: {
          module: string;
          id: string;
        };
      };
      responses: Ok<PhotoSuccess, Failure>;
    };
  };
  "/settings/modules": {
    get: {
      parameters: {
        header?: {
          "If-Modified-Since"?: string;
        };
      };
      responses: OkOrNothing<ModuleList, Failure>;
    };
  };
  "/settings/modules/{module}": {
    get: {
      parameters: {
        path: {
          module: string;
        };
      };
      responses: OkOrNothing<ModuleAnswer, Failure>;
    };
    put: {
      parameters: {
        path: {
          module: string;
        };
      };
      requestBody: Json<ModulePatchBody>;
      responses: Ok<ModuleOutcomes, Failure>;
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
      responses: OkOrNothing<FieldList, Failure>;
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
      responses: OkOrNothing<FieldAnswer, Failure>;
    };
  };
  "/settings/layouts": {
    get: {
      parameters: {
        query: {
          module: string;
        };
      };
      responses: OkOrNothing<LayoutList, Failure>;
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
      responses: OkOrNothing<LayoutAnswer, Failure>;
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
      responses: OkOrNothing<CustomViewList, Failure>;
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
      responses: OkOrNothing<CustomViewAnswer, Failure>;
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
      responses: Ok<CustomViewOutcomes, Failure>;
    };
  };
  "/settings/related_lists": {
    get: {
      parameters: {
        query: {
          module: string;
        };
      };
      responses: OkOrNothing<RelatedListList, Failure>;
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
      responses: OkOrNothing<RelatedListAnswer, Failure>;
    };
  };
  "/settings/pipeline": {
    get: {
      parameters: {
        query: {
          layout_id: string;
        };
      };
      responses: OkOrNothing<PipelineList, Failure>;
    };
  };
  "/settings/roles": {
    get: {
      responses: OkOrNothing<RoleList, Failure>;
    };
  };
  "/settings/roles/{id}": {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: OkOrNothing<RoleAnswer, Failure>;
    };
  };
  "/settings/profiles": {
    get: {
      parameters: {
        header?: {
          "If-Modified-Since"?: string;
        };
      };
      responses: OkOrNothing<ProfileList, Failure>;
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
      responses: OkOrNothing<ProfileAnswer, Failure>;
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
      responses: OkOrNothing<UserList, Failure>;
    };
    put: {
      requestBody: Json<UserChangesBody>;
      responses: Ok<UserOutcomes, Failure>;
    };
    post: {
      requestBody: Json<UserBody>;
      responses: Created<UserOutcomes, Failure>;
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
      responses: OkOrNothing<UserAnswer, Failure>;
    };
    put: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: Json<UserPatchBody>;
      responses: Ok<UserOutcomes, Failure>;
    };
    delete: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: Ok<UserOutcomes, Failure>;
    };
  };
  "/settings/territories": {
    get: {
      responses: OkOrNothing<TerritoryList, Failure>;
    };
  };
  "/settings/territories/{id}": {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: OkOrNothing<TerritoryAnswer, Failure>;
    };
  };
  "/org": {
    get: {
      responses: Ok<OrganizationAnswer, Failure>;
    };
  };
  "/org/photo": {
    post: {
      requestBody: {
        content: {
          "multipart/form-data": LogoUpload;
        };
      };
      responses: Ok<LogoSuccess, Failure>;
    };
  };
  "/org/currencies": {
    get: {
      responses: OkOrNothing<CurrencyList, Failure>;
    };
    put: {
      requestBody: Json<CurrencyChangesBody>;
      responses: Ok<CurrencyOutcomes, Failure>;
    };
    post: {
      requestBody: Json<CurrenciesBody>;
      responses: Created<CurrencyOutcomes, Failure>;
    };
  };
  "/org/currencies/{id}": {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: OkOrNothing<CurrencyAnswer, Failure>;
    };
    put: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: Json<CurrencyPatchBody>;
      responses: Ok<CurrencyOutcomes, Failure>;
    };
  };
  "/org/currencies/actions/enable": {
    put: {
      requestBody: Json<BaseCurrencyChangeBody>;
      responses: Ok<BaseCurrencyOutcome, Failure>;
    };
    post: {
      requestBody: Json<BaseCurrencyBody>;
      responses: Ok<BaseCurrencyOutcome, Failure>;
    };
  };
  "/org/taxes": {
    get: {
      responses: OkOrNothing<TaxList, Failure>;
    };
    put: {
      requestBody: Json<TaxChangesBody>;
      responses: Ok<TaxOutcomes, Failure>;
    };
    post: {
      requestBody: Json<TaxesBody>;
      responses: Created<TaxOutcomes, Failure>;
    };
    delete: {
      parameters: {
        query: {
          ids: readonly string[];
        };
      };
      responses: Ok<TaxOutcomes, Failure>;
    };
  };
  "/org/taxes/{id}": {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: OkOrNothing<TaxAnswer, Failure>;
    };
    delete: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: Ok<TaxOutcomes, Failure>;
    };
  };
  "/settings/variables": {
    get: {
      parameters: {
        query?: {
          group?: string;
        };
      };
      responses: OkOrNothing<VariableList, Failure>;
    };
    put: {
      requestBody: Json<VariableChangesBody>;
      responses: Ok<VariableOutcomes, Failure>;
    };
    post: {
      requestBody: Json<VariablesBody>;
      responses: Created<VariableOutcomes, Failure>;
    };
    delete: {
      parameters: {
        query: {
          ids: readonly string[];
        };
      };
      responses: Ok<VariableOutcomes, Failure>;
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
      responses: OkOrNothing<VariableAnswer, Failure>;
    };
    put: {
      parameters: {
        path: {
          variable: string;
        };
      };
      requestBody: Json<VariablePatchBody>;
      responses: Ok<VariableOutcomes, Failure>;
    };
    delete: {
      parameters: {
        path: {
          variable: string;
        };
      };
      responses: Ok<VariableOutcomes, Failure>;
    };
  };
  "/settings/variable_groups": {
    get: {
      responses: OkOrNothing<VariableGroupList, Failure>;
    };
  };
  "/settings/variable_groups/{group}": {
    get: {
      parameters: {
        path: {
          group: string;
        };
      };
      responses: OkOrNothing<VariableGroupAnswer, Failure>;
    };
  };
  "/read": {
    post: {
      requestBody: Json<BulkReadBody>;
      responses: Created<BulkReadOutcomes, Failure>;
    };
  };
  "/read/{id}": {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: OkOrNothing<BulkReadJobAnswer, Failure>;
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
      responses: Ok<BulkWriteUploadSuccess, Failure>;
    };
  };
  "/write": {
    post: {
      requestBody: Json<BulkWriteBody>;
      responses: Created<BulkWriteSuccess, Failure>;
    };
  };
  "/write/{id}": {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: OkOrNothing<BulkWriteJob, Failure>;
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
      responses: Ok<FileOutcomes, Failure>;
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
      responses: OkOrNothing<WatchList, Failure>;
    };
    put: {
      requestBody: Json<WatchBody>;
      responses: Ok<WatchOutcomes, Failure>;
    };
    post: {
      requestBody: Json<WatchBody>;
      responses: Created<WatchOutcomes, Failure>;
    };
    delete: {
      parameters: {
        query: {
          channel_ids: readonly string[];
        };
      };
      responses: Ok<WatchOutcomes, Failure>;
    };
    patch: {
      requestBody: Json<WatchPatchBody>;
      responses: Ok<WatchOutcomes, Failure>;
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
      responses: Ok<FunctionAnswer, Failure>;
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
      responses: Ok<FunctionAnswer, Failure>;
    };
  };
}
