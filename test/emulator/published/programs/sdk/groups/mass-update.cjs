const { done, having, updated } = require("../../expected.cjs");

/** One change for two leads at once, then for all three of them by a view. */
module.exports = async function massUpdate({ operations, make, record, params }, call, { siv, dahl }) {
  const { RecordOperations, GetMassUpdateStatusParam } = operations("record/record");
  const { CustomViewsOperations } = operations("custom_views/custom_views");
  const records = new RecordOperations();
  const toNarvik = (selection) =>
    make("record/mass_update_body_wrapper", { Data: [record({ City: "Narvik" })], OverWrite: true, ...selection });

  await call("mass update", {
    given: toNarvik({ Ids: [siv, dahl] }),
    when: (change) => records.massUpdateRecords("Leads", change),
    want: { status: 200, body: { data: [updated, updated] } },
  });
  const views = await call("views of leads", {
    when: () => new CustomViewsOperations("Leads").getCustomViews(),
    want: { status: 200, body: { customViews: having({ name: "All Leads" }) } },
  });
  const scheduled = await call("mass update by view", {
    given: toNarvik({ Cvid: views.customViews[0].id }),
    when: (change) => records.massUpdateRecords("Leads", change),
    want: { status: 200, body: { data: [done("mass update scheduled successfully")] } },
  });
  await call("mass update status", {
    given: await params(GetMassUpdateStatusParam, { JOB_ID: String(scheduled.data[0].details.job_id) }),
    when: (job) => records.getMassUpdateStatus("Leads", job),
    want: { status: 200, body: { data: [{ totalCount: 3 }] } },
  });
};
