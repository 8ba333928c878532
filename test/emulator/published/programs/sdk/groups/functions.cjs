const { refused } = require("../../expected.cjs");

/** The function `greet`, which only the latest SDK can run. */
module.exports = async function functions({ hasFunctions, operations, make, file }, call) {
  if (!hasFunctions) return;
  const { FunctionsOperations } = operations("functions/functions");
  const greet = new FunctionsOperations("greet", "oauth");
  const siv = new Map([["name", "Siv"]]);

  await call("function", {
    given: make("functions/body_wrapper", { Body: siv }),
    when: (given) => greet.executeFunctionUsingRequestBody(given),
    want: { status: 200, body: { code: "success", details: { output: "Hello Siv" } } },
  });
  await call("function with a file", {
    given: make("functions/file_body_wrapper", { Inputfile: file("offer.txt") }),
    when: (given) => greet.executeFunctionUsingFile(given),
    want: { status: 200, body: { details: { output: "offer.txt" } } },
  });
  // The SDK sends `[object Map]` instead of arguments, which are JSON.
  await call("function with arguments", {
    given: new FunctionsOperations("greet", "oauth", siv),
    when: (withArguments) => withArguments.executeFunctionUsingParameters(),
    want: { status: 400, body: refused("INVALID_DATA", { api_name: "arguments" }) },
  });
};
