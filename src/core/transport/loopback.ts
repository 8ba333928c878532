/**
 * Whether a host is this machine and no other.
 * @param hostname In lower case, as `URL` and sockets write it; IPv6 with or without brackets.
 */
export const isLoopback = (hostname: string): boolean => /^(localhost|::1|\[::1\]|127(\.\d+){3})$/.test(hostname);
