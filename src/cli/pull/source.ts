/** Where a schema comes from: the organization, or a file. */
import { createClient } from "../../index.js";
import { selected } from "../../schema/merge.js";
import { allModules, type Choose } from "../../schema/module-choice.js";
import { pullChosen } from "../../schema/pull.js";
import type { Schema } from "../../schema/schema.js";
import { readSchemaFile } from "../../schema/schema-file.js";
import { count } from "../count.js";
import type { Context, Values } from "../definition.js";
import { stopSignal } from "../signal.js";
import { type STORE_OPTIONS, usableTokens } from "../tokens/store.js";
import { ProgressLine } from "./progress.js";
import { withRemedy } from "./remedy.js";

/** Reads the schema of the modules that are chosen. */
export type Source = (choose: Choose) => Promise<Schema>;

export const fromFile =
  (file: string): Source =>
  async (choose) => {
    const schema = await readSchemaFile(file);
    return choose === allModules ? schema : selected(schema, choose);
  };

/**
 * Reads from the organization, and shows what that costs and how far it is. The user can stop it, which is a CommandError
 * with exit code 130.
 */
export const fromOrganization =
  (tokens: Values<typeof STORE_OPTIONS>, { report }: Context): Source =>
  async (choose) => {
    using stop = stopSignal();
    const line = new ProgressLine();
    try {
      await using crm = createClient((await usableTokens(tokens)).options);
      return await pullChosen(crm, choose, {
        signal: stop.signal,
        onProgress(progress) {
          const { done, total, credits } = progress;
          if (done === 0) report(`Reading ${count(total, "module")} in ${credits} calls (${credits} API credits).`);
          line.showPull(progress);
        },
      });
    } catch (error) {
      throw withRemedy(error, stop.signal);
    } finally {
      line.clear();
    }
  };
