const proxyPassword = "pr0xy-passw0rd-93";

/** Secrets that no output may contain. The cells use all of them. */
export const SECRETS = {
  clientSecret: "client-s3cret-7d1f",
  refreshToken: "1000.4efbe5d1a7c0.r3fresh",
  accessToken: "1000.acce55b1d3f5.t0ken",
  storeKey: "a-st0re-key-of-its-own",
  proxyPassword,
  /** `ann:` and the password, as in the header. */
  proxyCredentials: btoa(`ann:${proxyPassword}`),
} as const;

/** The names of the secrets that a string contains. */
export const secretsIn = (text: string): string[] =>
  Object.entries(SECRETS)
    .filter(([, secret]) => text.includes(secret))
    .map(([name]) => name);
