// `zcrm/emulator`: a Zoho CRM on loopback, for tests and demos.

export type { Fault, Faults } from "./calls/faults.js";
export type { LoggedRequest } from "./calls/request-log.js";
export { environmentLines } from "./console/environment.js";
export {
  createEmulator,
  type Emulator,
  type EmulatorClientOptions,
  type EmulatorOrganization,
  type EmulatorUser,
  type Snapshot,
  startEmulator,
} from "./emulator.js";
export type { CustomField, CustomModules, FieldType } from "./modules/modules.js";
export type { SeedData, SeededIds } from "./records/seed.js";
export type { Edition } from "./settings/usage.js";
export type {
  BlueprintSetup,
  CrmFunction,
  CustomViewSetup,
  EmulatorOptions,
  NewUser,
  OrganizationSetup,
  ProfileSetup,
  RoleSetup,
  TerritorySetup,
} from "./setup/setup.js";
