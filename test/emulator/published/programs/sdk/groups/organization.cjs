const { done, matching } = require("../../expected.cjs");

/** @returns the organization's number, which bulk writes name */
module.exports = async function organization({ operations, make, file }, call) {
  const org = new (operations("org/org").OrgOperations)();

  const company = await call("org", {
    when: () => org.getOrganization(),
    want: {
      status: 200,
      body: { org: [{ companyName: "Example Ltd", zgid: matching(/^\d+$/), licenseDetails: { paid: true } }] },
    },
  });
  await call("org photo", {
    given: make("org/file_body_wrapper", { File: file("dot.png") }),
    when: (picture) => org.uploadOrganizationPhoto(picture),
    want: { status: 200, body: done("photo uploaded successfully") },
  });

  return { zgid: company.org[0].zgid };
};
