const { done } = require("../../expected.cjs");

module.exports = async function taxesOfOrganization({ operations, make, params, idsIn }, call) {
  const { TaxesOperations, DeleteTaxesParam } = operations("taxes/taxes");
  const taxes = new TaxesOperations();
  const bodyOf = (...rows) => make("taxes/body_wrapper", { Taxes: rows.map((values) => make("taxes/tax", values)) });

  const created = await call("create taxes", {
    given: bodyOf({ Name: "MVA", Value: 25 }, { Name: "Low", Value: 12.5 }),
    when: (given) => taxes.createTaxes(given),
    want: { status: 201, body: { taxes: [done("tax added"), done("tax added")] } },
  });
  const [mva, low] = idsIn(created.taxes);
  await call("update taxes", {
    given: bodyOf({ Id: BigInt(mva), Name: "MVA", Value: 26 }),
    when: (changes) => taxes.updateTaxes(changes),
    want: { status: 200, body: { taxes: [done("tax updated")] } },
  });
  await call("taxes", {
    when: () => taxes.getTaxes(),
    want: {
      status: 200,
      body: {
        taxes: [
          { name: "MVA", value: 26 },
          { name: "Low", value: 12.5, sequenceNumber: 2 },
        ],
        preference: { modifyTaxRates: false },
      },
    },
  });
  await call("tax", {
    when: () => taxes.getTax(BigInt(mva)),
    want: { status: 200, body: { taxes: [{ name: "MVA", value: 26 }] } },
  });
  await call("delete tax", {
    when: () => taxes.deleteTax(BigInt(mva)),
    want: { status: 200, body: { taxes: [done("tax deleted")] } },
  });
  await call("delete taxes", {
    given: await params(DeleteTaxesParam, { IDS: BigInt(low) }),
    when: (ids) => taxes.deleteTaxes(ids),
    want: { status: 200, body: { taxes: [done("tax deleted")] } },
  });
};
