const { done, having } = require("../../expected.cjs");

/** The roles of contacts, and that of a contact in a deal, which the oldest SDK does not know. */
module.exports = async function contactRoles(tools, call, { contact, deal }) {
  const { isOldest, operations, make, params, idsIn } = tools;
  const { ContactRolesOperations, DeleteContactRolesParam } = operations("contact_roles/contact_roles");
  const roles = new ContactRolesOperations();
  const bodyOf = (...values) =>
    make("contact_roles/body_wrapper", { ContactRoles: values.map((one) => make("contact_roles/contact_role", one)) });
  const rows = (...messages) => ({ contactRoles: messages.map((message) => done(message)) });

  const created = await call("create contact roles", {
    given: bodyOf({ Name: "Payer", SequenceNumber: 1 }, { Name: "User" }),
    when: (given) => roles.createContactRoles(given),
    want: { status: 201, body: rows("contact role added", "contact role added") },
  });
  const [payer, user] = idsIn(created.contactRoles);
  await call("contact roles", {
    when: () => roles.getContactRoles(),
    want: { status: 200, body: { contactRoles: having({ name: "Payer", sequenceNumber: 1 }) } },
  });
  await call("contact role", {
    when: () => roles.getContactRole(BigInt(payer)),
    want: { status: 200, body: { contactRoles: [{ name: "Payer" }] } },
  });
  await call("update contact role", {
    given: bodyOf({ Name: "Signer" }),
    when: (changes) => roles.updateContactRole(BigInt(payer), changes),
    want: { status: 200, body: rows("contact role updated") },
  });
  await call("update contact roles", {
    given: bodyOf({ Id: BigInt(user), Name: "Tester" }),
    when: (changes) => roles.updateContactRoles(changes),
    want: { status: 200, body: rows("contact role updated") },
  });

  if (!isOldest) {
    const signer = { Last_Name: "Moe", Contact_Role: { name: "Signer" } };
    await call("give a role", {
      given: make("contact_roles/record_body_wrapper", {
        Data: [make("contact_roles/contact_role_wrapper", { ContactRole: "Signer" })],
      }),
      when: (role) => roles.addContactRoleToDeal(BigInt(contact), BigInt(deal), role),
      want: { status: 200, body: { data: [done("contact role updated")] } },
    });
    await call("roles of a deal", {
      when: () => roles.getAllContactRolesOfDeal(BigInt(deal)),
      want: { status: 200, body: { data: [signer], info: { count: 1 } } },
    });
    await call("role of a deal", {
      when: () => roles.getContactRoleOfDeal(BigInt(contact), BigInt(deal)),
      want: { status: 200, body: { data: [signer] } },
    });
    await call("take a role", {
      when: () => roles.removeContactRoleFromDeal(BigInt(contact), BigInt(deal)),
      want: { status: 200, body: { data: [done("contact role removed")] } },
    });
  }

  await call("delete contact role", {
    when: () => roles.deleteContactRole(BigInt(payer)),
    want: { status: 200, body: rows("contact role deleted") },
  });
  await call("delete contact roles", {
    given: await params(DeleteContactRolesParam, { IDS: BigInt(user) }),
    when: (ids) => roles.deleteContactRoles(ids),
    want: { status: 200, body: rows("contact role deleted") },
  });
};
