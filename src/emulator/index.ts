// `zcrm/emulator`: a Zoho CRM on loopback, for tests and demos.
export {
  createEmulator,
  type Emulator,
  type EmulatorClientOptions,
  type EmulatorOrganization,
  type EmulatorUser,
  type Snapshot,
  startEmulator,
} from "./emulator.js";
export { environmentLines } from "./environment.js";
export type { Fault, Faults } from "./faults.js";
export type { CustomField, CustomModules, FieldType } from "./modules.js";
export type { LoggedRequest } from "./request-log.js";
export type { SeedData, SeededIds } from "./seed.js";
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
} from "./setup.js";
export type { Edition } from "./usage.js";
