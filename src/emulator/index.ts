/** `zcrm/emulator`: a Zoho CRM on loopback, for tests and demos. */

export type { FieldType } from "../schema/values/field-type.js";
export type {
  Emulator,
  EmulatorClientOptions,
  EmulatorOrganization,
  EmulatorUser,
  Snapshot,
} from "./api.js";
export type { Fault, Faults } from "./calls/faults.js";
export type { LoggedRequest } from "./calls/request-log.js";
export { environmentLines } from "./console/environment.js";
export { createEmulator, startEmulator } from "./emulator.js";
export type {
  BlueprintSetup,
  CrmFunction,
  CustomField,
  CustomModules,
  CustomViewSetup,
  Edition,
  EmulatorOptions,
  NewUser,
  OperationHandler,
  OrganizationSetup,
  ProfileSetup,
  RoleSetup,
  SeedData,
  SeededIds,
  TerritorySetup,
} from "./setup/setup.js";
