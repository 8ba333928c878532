/** Options of `mysqlStore`. */
export interface MysqlStoreOptions {
  /** @default "localhost" */
  host?: string;
  /** @default 3306 */
  port?: number;
  /** @default "root" */
  user?: string;
  /** @default "" */
  password?: string;
  /** @default "zohooauth" */
  database?: string;
  /** @default "oauthtokens" */
  table?: string;
  /**
   * TLS, with `host` as the name in the certificate: `true` trusts Node's authorities, an object names another.
   * @default false
   */
  ssl?: boolean | MysqlTls;
  /** Connections at the most, beside one for every lock that is held. @default 10 */
  connectionLimit?: number;
  /** Milliseconds. @default 10000 */
  connectTimeout?: number;
}

/** Certificates, in PEM. */
export interface MysqlTls {
  /** Of the authority. */
  ca?: string;
  /** Of the client. */
  cert?: string;
  /** Of the client. */
  key?: string;
  /** `false` takes any server for the right one. @default true */
  rejectUnauthorized?: boolean;
}
