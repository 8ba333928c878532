/**
 * The database driver, in a file of its own that loads late. So the CommonJS build loads it with `require`, which test
 * runners such as Jest support and follow, and not with `import()`.
 */
export { createConnection, createPool } from "mysql2/promise";
