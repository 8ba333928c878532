const proxyPassword = "pr0xy-passw0rd-93";

/** What no output may ever hold. All of them are really in use while the cells run. */
export const SECRETS = {
  clientSecret: "client-s3cret-7d1f",
  refreshToken: "1000.4efbe5d1a7c0.r3fresh",
  accessToken: "1000.acce55b1d3f5.t0ken",
  storeKey: "a-st0re-key-of-its-own",
  proxyPassword,
  /** As the header has it: `ann:`, and the password. */
  proxyCredentials: btoa(`ann:${proxyPassword}`),
} as const;

/** The names of the secrets that a text shows. */
export const secretsIn = (text: string): string[] =>
  Object.entries(SECRETS)
    .filter(([, secret]) => text.includes(secret))
    .map(([name]) => name);
