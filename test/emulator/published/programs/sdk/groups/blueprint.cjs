const { anyString, done, having } = require("../../expected.cjs");

/** The process of a deal that is at its first stage. */
module.exports = async function blueprintOfDeal({ operations, make, record }, call, { deal }) {
  const blueprint = new (operations("blue_print/blue_print").BluePrintOperations)(BigInt(deal), "Deals");

  const found = await call("blueprint", {
    when: () => blueprint.getBlueprint(),
    want: {
      status: 200,
      body: {
        blueprint: {
          processInfo: { fieldValue: "Qualification", isContinuous: false },
          transitions: having({ id: anyString, nextFieldValue: anyString }),
        },
      },
    },
  });
  const [transition] = found.blueprint.transitions;
  await call("take a step", {
    given: make("blue_print/body_wrapper", {
      Blueprint: [make("blue_print/blue_print", { TransitionId: BigInt(transition.id), Data: record({}) })],
    }),
    when: (step) => blueprint.updateBlueprint(step),
    want: { status: 200, body: done("transition updated successfully") },
  });
};
