export type { Groups, RawClient } from "../generated/client.js";
export type * from "../generated/models.js";
export type * from "../generated/modules.js";
export type { ClientTokens, TokenOwner } from "./auth/client-tokens.js";
export type { Consent } from "./auth/consent.js";
export { type FileStoreOptions, fileStore } from "./auth/stores/file.js";
export { legacyModuleStore } from "./auth/stores/legacy/legacy-module.js";
export { memoryStore } from "./auth/stores/memory.js";
export type { Token } from "./auth/token.js";
export type { BudgetRequest, LockedStore, TokenBudget, TokenStore } from "./auth/token-store.js";
export { type CrmClient, createClient } from "./client.js";
export type { DataCenter } from "./config/data-centers.js";
export type { ClientOptions } from "./config/options.js";
export type { Download } from "./core/download/download.js";
export {
  ApiError,
  AuthError,
  ConfigError,
  CrmError,
  type CrmErrorKind,
  type CrmErrors,
  ForbiddenError,
  InvalidTokenError,
  isCrmError,
  NetworkError,
  NotFoundError,
  NotModifiedError,
  RateLimitError,
  ResponseError,
  ServerError,
  TimeoutError,
  TransportError,
} from "./core/errors/errors.js";
export type {
  CallTrace,
  Hooks,
  RefreshEvent,
  RequestEvent,
  RequestTrace,
  ResponseEvent,
  RetryEvent,
  TokenTrace,
  TraceOutcome,
  WaitTrace,
} from "./core/layers/events.js";
export type { SharedLimits } from "./core/limits/shared-limits.js";
export type { ApiClient } from "./core/operation.js";
export type { PagingOptions } from "./core/paging/pages.js";
export type { FileInput, LocalFile, NamedFile } from "./core/request/file-source.js";
export type { RequestOptions, RetryOptions } from "./core/request/options.js";
export { type FileLimitsOptions, fileLimits } from "./limits/file.js";
export {
  type ItemOf,
  type PagedCall,
  type PagedField,
  type PagedModule,
  type PageOf,
  type ParamsOf,
  pages,
  paginate,
  type RowParams,
} from "./paging.js";
