/** Options of `mysqlStore`. */
export interface MysqlStoreOptions {
  /** Host of the database server. @default "localhost" */
  host?: string;
  /** Port of the database server. @default 3306 */
  port?: number;
  /** User name at the database server. @default "root" */
  user?: string;
  /** Password at the database server. @default "" */
  password?: string;
  /** Name of the database. @default "zohooauth" */
  database?: string;
  /** Name of the table. @default "oauthtokens" */
  table?: string;
  /**
   * Uses TLS. The certificate must be for `host`. `true` trusts Node's CA certificates; an object can name others.
   * @default false
   */
  ssl?: boolean | MysqlTls;
  /** Maximum number of connections, not counting one for each lock that is held. @default 10 */
  connectionLimit?: number;
  /** Milliseconds for opening a connection. @default 10000 */
  connectTimeout?: number;
}

/** Certificates in PEM format. */
export interface MysqlTls {
  /** CA certificate. */
  ca?: string;
  /** Client certificate. */
  cert?: string;
  /** Key of the client certificate. */
  key?: string;
  /** `false` accepts any certificate, and so any server. @default true */
  rejectUnauthorized?: boolean;
}
