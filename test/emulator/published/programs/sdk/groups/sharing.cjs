const { ada, done } = require("../../expected.cjs");

/** The lead Siv Berg, shared with Bo Aas. */
module.exports = async function sharingOfLead({ operations, make }, call, { siv, bo }) {
  const sharing = new (operations("share_records/share_records").ShareRecordsOperations)(BigInt(siv), "Leads");
  const withBo = (Permission) =>
    make("share_records/body_wrapper", {
      Share: [
        make("share_records/share_record", {
          User: make("users/user", { Id: BigInt(bo) }),
          Permission,
          ShareRelatedRecords: false,
        }),
      ],
    });

  await call("share", {
    given: withBo("read_only"),
    when: (share) => sharing.shareRecord(share),
    want: { status: 200, body: { share: [done("record will be shared successfully")] } },
  });
  await call("shares", {
    when: () => sharing.getSharedRecordDetails(),
    want: {
      status: 200,
      body: {
        share: [{ permission: "read_only", shareRelatedRecords: false, sharedBy: ada, user: { full_name: "Bo Aas" } }],
      },
    },
  });
  await call("change share", {
    given: withBo("full_access"),
    when: (share) => sharing.updateSharePermissions(share),
    want: { status: 200, body: { share: [done("sharing will be updated successfully")] } },
  });
  await call("end share", {
    when: () => sharing.revokeSharedRecord(),
    want: { status: 200, body: { share: done("shared records will be revoked successfully") } },
  });
};
