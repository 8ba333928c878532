const { ada, anyString, containing, done, having } = require("../../expected.cjs");

/** Modules, and what they and their organization consist of. */
module.exports = async function metadata({ sdk, operations, make, headers, tomorrow }, call) {
  const { ModulesOperations, GetModulesHeader } = operations("modules/modules");
  const { ProfilesOperations } = operations("profiles/profiles");
  const modules = new ModulesOperations();

  const all = await call("modules", {
    when: () => modules.getModules(),
    want: {
      status: 200,
      body: { modules: having({ apiName: "Projects", generatedType: "custom", apiSupported: true }) },
    },
  });
  const leads = all.modules.find(({ apiName }) => apiName === "Leads").id;
  await call("module", {
    when: () => modules.getModule("Leads"),
    want: {
      status: 200,
      body: { modules: [{ apiName: "Leads", singularLabel: "Lead", convertable: true, generatedType: "default" }] },
    },
  });
  await call("modules not modified", {
    given: await headers(GetModulesHeader, { IF_MODIFIED_SINCE: tomorrow }),
    when: (since) => modules.getModules(since),
    want: { status: 304, body: null },
  });
  await call("profiles not modified", {
    when: () => new ProfilesOperations(tomorrow).getProfiles(),
    want: { status: 304, body: null },
  });
  await call("fields read anew", {
    given: require(`${sdk}/utils/util/module_fields_handler`).ModuleFieldsHandler,
    when: async (handler) => ({ object: (await handler.refreshFields("Leads")) ?? null }),
    want: { body: null },
  });

  const changed = make("modules/body_wrapper", { Modules: [make("modules/module", { PerPage: 30 })] });
  const moduleUpdated = { modules: [done("module updated successfully", { api_name: "Leads" })] };
  await call("update module", {
    given: changed,
    when: (changes) => modules.updateModuleByAPIName("Leads", changes),
    want: { status: 200, body: moduleUpdated },
  });
  await call("update module by id", {
    given: changed,
    when: (changes) => modules.updateModuleById(BigInt(leads), changes),
    want: { status: 200, body: moduleUpdated },
  });

  /** Lists entries, then gets the first one of them. @param module - where they are of one */
  async function listAndGet([list, one], group, method, bodies, ...module) {
    const Operations = operations(`${group}/${group}`)[`${method}sOperations`];
    const [found] = Object.values(
      await call(list, {
        when: () => new Operations(...module)[`get${method}s`](),
        want: { status: 200, body: bodies.list },
      }),
    );
    await call(one, {
      given: BigInt(found[0].id),
      when: (id) => new Operations(...module)[`get${method}`](id),
      want: { status: 200, body: bodies.one },
    });
  }
  await listAndGet(
    ["fields", "field"],
    "fields",
    "Field",
    {
      list: { fields: having({ apiName: "Annual_Revenue", dataType: "currency", jsonType: "double" }) },
      one: { fields: [{ apiName: "id", dataType: "bigint", readOnly: true }] },
    },
    "Leads",
  );
  await listAndGet(
    ["layouts", "layout"],
    "layouts",
    "Layout",
    {
      list: {
        layouts: [
          {
            name: "Standard",
            sections: [
              { displayLabel: "Lead Information", fields: having({ apiName: "Last_Name", systemMandatory: true }) },
            ],
          },
        ],
      },
      one: { layouts: [{ name: "Standard", visible: true }] },
    },
    "Leads",
  );
  await listAndGet(
    ["views", "view"],
    "custom_views",
    "CustomView",
    {
      list: { customViews: having({ name: "All Leads", default1: true }), info: { perPage: 200, moreRecords: false } },
      one: { customViews: [{ name: "All Leads", category: "public_views" }] },
    },
    "Leads",
  );
  await listAndGet(
    ["related lists", "related list"],
    "related_lists",
    "RelatedList",
    {
      list: { relatedLists: having({ apiName: "Products", module: "Products", href: "Leads/{ENTITYID}/Products" }) },
      one: { relatedLists: [{ id: anyString }] },
    },
    "Leads",
  );
  await listAndGet(["roles", "role"], "roles", "Role", {
    list: { roles: having({ name: "CEO", adminUser: true }) },
    one: { roles: [{ name: "CEO" }] },
  });
  await listAndGet(["profiles", "profile"], "profiles", "Profile", {
    list: { profiles: having({ name: "Administrator" }) },
    one: { profiles: [{ name: "Administrator" }] },
  });

  const territories = new (operations("territories/territories").TerritoriesOperations)();
  const lands = await call("territories", {
    when: () => territories.getTerritories(),
    want: {
      status: 200,
      body: { territories: having({ name: "Midwest", criteria: containing({ field: "State", value: "OH" }) }) },
    },
  });
  await call("territory", {
    given: BigInt(lands.territories[0].id),
    when: (id) => territories.getTerritory(id),
    want: { status: 200, body: { territories: [{ name: "Midwest", manager: ada }] } },
  });
};
