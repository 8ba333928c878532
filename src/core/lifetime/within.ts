/** The code of the error for work that takes too long, as the system has it for a connection that cannot be opened. */
export const SILENT = "ETIMEDOUT";

/** Rejects with the code `SILENT` if work takes longer than `limit` milliseconds. The work itself goes on. */
export async function within<T>(limit: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    const error = Object.assign(new Error(`no response within ${limit} ms`), { code: SILENT });
    timer = setTimeout(() => reject(error), limit);
  });
  try {
    return await Promise.race([work, silence]);
  } finally {
    clearTimeout(timer);
  }
}
