import { connect } from "node:net";
import { programPath } from "../programs.js";
import type { ServerProgram } from "./server-process.js";

/** Redis, without a file of its data. */
export const redisServer: ServerProgram = {
  name: "Redis",
  command: async (folder, port) => [
    await programPath("redis-server"),
    ...["--port", String(port), "--bind", "127.0.0.1", "--dir", folder, "--save", "", "--appendonly", "no"],
  ],
  // The server responds only once it has loaded everything.
  connect: (port) =>
    new Promise((resolve, reject) => {
      const socket = connect(port, "127.0.0.1", () => socket.write("PING\r\n"));
      socket.once("error", reject);
      socket.once("data", (data) => {
        socket.destroy();
        if (String(data).startsWith("+PONG")) resolve();
        else reject(new Error(String(data)));
      });
    }),
};
