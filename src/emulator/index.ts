// `zcrm/emulator`: a Zoho CRM on loopback, for tests and demos.
export {
  type BlueprintSetup,
  type CrmFunction,
  type CustomViewSetup,
  createEmulator,
  type Emulator,
  type EmulatorClientOptions,
  type EmulatorOptions,
  type EmulatorOrganization,
  type EmulatorUser,
  type NewUser,
  type OrganizationSetup,
  type ProfileSetup,
  type RoleSetup,
  type Snapshot,
  startEmulator,
  type TerritorySetup,
} from "./emulator.js";
export { environmentLines } from "./environment.js";
export type { Fault, Faults } from "./faults.js";
export type { CustomField, CustomModules, FieldType } from "./modules.js";
export type { LoggedRequest } from "./request-log.js";
export type { SeedData, SeededIds } from "./seed.js";
export type { Edition } from "./usage.js";
