const { ada, done } = require("../../expected.cjs");

/** Tags of leads, and on two of them. */
module.exports = async function tagsOfLeads({ operations, make, params, idsIn }, call, { siv, dahl }) {
  const api = operations("tags/tags");
  const tags = new api.TagsOperations();
  const records = new (operations("record/record").RecordOperations)();
  const bodyOf = (values) => make("tags/body_wrapper", { Tags: values.map((one) => make("tags/tag", one)) });
  const inLeads = (names) => params(names, { MODULE: "Leads" });

  const created = await call("create tags", {
    given: bodyOf([{ Name: "warm" }, { Name: "cold" }]),
    when: async (given) => tags.createTags(given, await inLeads(api.CreateTagsParam)),
    want: {
      status: 201,
      body: { tags: [done("tags created successfully", { created_by: ada }), done("tags created successfully")] },
    },
  });
  const [warm, cold] = idsIn(created.tags);
  await call("update tags", {
    given: bodyOf([{ Id: BigInt(warm), Name: "hot" }]),
    when: async (given) => tags.updateTags(given, await inLeads(api.UpdateTagsParam)),
    want: { status: 200, body: { tags: [done("tags updated successfully")] } },
  });
  await call("update tag", {
    given: bodyOf([{ Name: "cool" }]),
    when: async (given) => tags.updateTag(BigInt(cold), given, await inLeads(api.UpdateTagParam)),
    want: { status: 200, body: { tags: [done("tags updated successfully")] } },
  });
  await call("get tags", {
    when: async () => tags.getTags(await inLeads(api.GetTagsParam)),
    want: { status: 200, body: { tags: [{ name: "hot" }, { name: "cool" }], info: { count: 2 } } },
  });

  await call("tag a record", {
    given: await params(api.AddTagsToRecordParam, { TAG_NAMES: ["hot", "new"] }),
    when: (names) => tags.addTagsToRecord(BigInt(siv), "Leads", names),
    want: { status: 200, body: { data: [done("tags updated successfully", { tags: ["hot", "new"] })] } },
  });
  await call("tag records", {
    given: await params(api.AddTagsToMultipleRecordsParam, { IDS: [BigInt(siv), BigInt(dahl)], TAG_NAMES: "cool" }),
    when: (given) => tags.addTagsToMultipleRecords("Leads", given),
    want: {
      status: 200,
      body: {
        data: [{ details: { tags: ["hot", "new", "cool"] } }, { details: { tags: ["cool"] } }],
        successCount: "2",
        wfScheduler: true,
      },
    },
  });
  await call("tagged record", {
    when: () => records.getRecord(BigInt(siv), "Leads"),
    want: { status: 200, body: { data: [{ Tag: [{ name: "hot" }, { name: "new" }, { name: "cool" }] }] } },
  });
  await call("count of a tag", {
    when: async () => tags.getRecordCountForTag(BigInt(cold), await inLeads(api.GetRecordCountForTagParam)),
    want: { status: 200, body: { count: "2" } },
  });

  await call("untag a record", {
    given: await params(api.RemoveTagsFromRecordParam, { TAG_NAMES: "new" }),
    when: (names) => tags.removeTagsFromRecord(BigInt(siv), "Leads", names),
    want: { status: 200, body: { data: [{ details: { tags: ["hot", "cool"] } }] } },
  });
  await call("untag records", {
    given: await params(api.RemoveTagsFromMultipleRecordsParam, {
      IDS: [BigInt(siv), BigInt(dahl)],
      TAG_NAMES: "cool",
    }),
    when: (given) => tags.removeTagsFromMultipleRecords("Leads", given),
    want: { status: 200, body: { data: [{ details: { tags: ["hot"] } }, { details: { tags: [] } }] } },
  });

  await call("merge tags", {
    given: make("tags/merge_wrapper", { Tags: [make("tags/conflict_wrapper", { ConflictId: cold })] }),
    when: (other) => tags.mergeTags(BigInt(warm), other),
    want: { status: 200, body: { tags: [done("tags merged successfully")] } },
  });
  await call("delete tag", {
    when: () => tags.deleteTag(BigInt(warm)),
    want: { status: 200, body: { tags: [done("tags deleted successfully")] } },
  });
};
