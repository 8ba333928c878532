const { done, having } = require("../../expected.cjs");

/** Variables, and the group that they are in. */
module.exports = async function variablesOfOrganization({ operations, make, params, idsIn }, call) {
  const groups = new (operations("variable_groups/variable_groups").VariableGroupsOperations)();
  const api = operations("variables/variables");
  const variables = new api.VariablesOperations();
  const bodyOf = (...rows) =>
    make("variables/body_wrapper", { Variables: rows.map((values) => make("variables/variable", values)) });
  const VariableGroup = make("variable_groups/variable_group", { Name: "General" });
  const inGeneral = (names) => params(names, { GROUP: "General" });

  const found = await call("variable groups", {
    when: () => groups.getVariableGroups(),
    want: { status: 200, body: { variableGroups: having({ apiName: "General" }) } },
  });
  await call("variable group", {
    given: BigInt(found.variableGroups[0].id),
    when: (id) => groups.getVariableGroupById(id),
    want: { status: 200, body: { variableGroups: [{ apiName: "General", displayLabel: "General" }] } },
  });
  await call("variable group by name", {
    when: () => groups.getVariableGroupByAPIName("General"),
    want: { status: 200, body: { variableGroups: [{ apiName: "General" }] } },
  });

  const created = await call("create variables", {
    given: bodyOf(
      { Name: "Goal", APIName: "Goal", Type: "integer", Value: "5", VariableGroup, Description: "A year's" },
      { Name: "Motto", APIName: "Motto", Type: "text", Value: "Light", VariableGroup },
    ),
    when: (given) => variables.createVariables(given),
    want: { status: 201, body: { variables: [done("variable added"), done("variable added")] } },
  });
  const [goal, motto] = idsIn(created.variables).map(BigInt);

  await call("variables", {
    given: await inGeneral(api.GetVariablesParam),
    when: (group) => variables.getVariables(group),
    want: {
      status: 200,
      body: {
        variables: [
          { apiName: "Goal", type: "integer", value: "5", description: "A year's" },
          { apiName: "Motto", value: "Light" },
        ],
      },
    },
  });
  await call("variable", {
    given: await inGeneral(api.GetVariableByIDParam),
    when: (group) => variables.getVariableById(goal, group),
    want: { status: 200, body: { variables: [{ apiName: "Goal", variableGroup: { apiName: "General" } }] } },
  });
  await call("variable by name", {
    given: await inGeneral(api.GetVariableForAPINameParam),
    when: (group) => variables.getVariableForAPIName("Motto", group),
    want: { status: 200, body: { variables: [{ apiName: "Motto", type: "text" }] } },
  });

  const variableUpdated = { status: 200, body: { variables: [done("variable updated")] } };
  await call("update variable", {
    given: bodyOf({ Value: "6" }),
    when: (changes) => variables.updateVariableById(goal, changes),
    want: variableUpdated,
  });
  await call("update variable by name", {
    given: bodyOf({ Description: "Ours" }),
    when: (changes) => variables.updateVariableByAPIName("Motto", changes),
    want: variableUpdated,
  });
  await call("update variables", {
    given: bodyOf({ Id: goal, Value: "7" }),
    when: (changes) => variables.updateVariables(changes),
    want: variableUpdated,
  });

  await call("delete variable", {
    when: () => variables.deleteVariable(goal),
    want: { status: 200, body: { variables: [done("variable deleted")] } },
  });
  await call("delete variables", {
    given: await params(api.DeleteVariablesParam, { IDS: motto }),
    when: (ids) => variables.deleteVariables(ids),
    want: { status: 200, body: { variables: [done("variable deleted")] } },
  });
};
