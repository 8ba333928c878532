/** Whether a host, as `URL` writes it, is this machine and no other. */
export const isLoopback = (hostname: string): boolean => /^(localhost|\[::1\]|127(\.\d+){3})$/.test(hostname);
