import { request } from "node:http";
import type { Emulator } from "../../../src/emulator/index.js";

/** What a browser sends when it opens a page. */
export const BROWSER = { accept: "text/html,*/*" };

interface RawResponse {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** Sends a request with any headers, including those that `fetch` leaves to the browser. */
export const sendRaw = (
  { apiUrl }: Pick<Emulator, "apiUrl">,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  method = "GET",
): Promise<RawResponse> =>
  new Promise((resolve, reject) => {
    request(`${apiUrl}${path}`, { method, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, text }));
    })
      .on("error", reject)
      .end();
  });
