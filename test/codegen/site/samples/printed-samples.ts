/** The samples that the reference prints, and the examples in the comments of the generated functions. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { OpenAPI3 } from "openapi-typescript";
import ts from "typescript";
import { readModel } from "../../../../codegen/model.js";
import { type Sample, samplesOf } from "../../../../codegen/site/samples/samples.js";
import { deriveRecordTypes } from "../../../../codegen/types/modules.js";

export interface PrintedSample {
  readonly operation: string;
  readonly kind: Sample["kind"] | "function";
  readonly code: string;
  readonly title: string;
}

const GENERATED = "generated";

export async function printedSamples(): Promise<readonly PrintedSample[]> {
  const document = JSON.parse(await readFile(join(GENERATED, "openapi.json"), "utf8")) as OpenAPI3;
  const { groups } = readModel({ document, sourceOf: () => "" }, deriveRecordTypes(document));
  const models = groups.flatMap((group) => group.operations);
  const ofModels = models.flatMap((model) => samplesOf(model).map((sample) => ({ operation: model.id, ...sample })));
  const folder = join(GENERATED, "operations");
  const texts = await Promise.all((await readdir(folder)).map((file) => readFile(join(folder, file), "utf8")));
  return [...ofModels, ...texts.flatMap(functionExamples)].map((sample) => ({ ...sample, title: titleOf(sample) }));
}

const titleOf = ({ operation, kind, code }: Omit<PrintedSample, "title">): string =>
  `${operation}: ${/API\.\w+\.\w+/.exec(code)?.[0] ?? kind}`;

/** The examples in the comments of the exported functions of a file. */
function functionExamples(text: string): Omit<PrintedSample, "title">[] {
  const source = ts.createSourceFile("operations.ts", text, ts.ScriptTarget.ES2022, true);
  return source.statements.filter(ts.isFunctionDeclaration).flatMap((declared) =>
    ts
      .getJSDocTags(declared)
      .filter(({ tagName }) => tagName.text === "example")
      .map(({ comment }) => ({
        operation: declared.name?.text ?? "",
        kind: "function" as const,
        code: ts.getTextOfJSDocComment(comment) ?? "",
      })),
  );
}
