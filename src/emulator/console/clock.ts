import { isObject } from "../values/values.js";
import { AskedWrongly, type Endpoint, type Endpoints } from "./endpoint.js";

const advance: Endpoint = ({ clock }, { body }) => {
  const by = isObject(body) ? body.by : undefined;
  if (typeof by !== "string") throw new AskedWrongly("say by how much, e.g. 61m");
  try {
    clock.advance(by);
  } catch (error) {
    throw new AskedWrongly(error instanceof Error ? error.message : String(error));
  }
};

export const clockEndpoints: Endpoints = { "POST /_emulator/clock": advance };
