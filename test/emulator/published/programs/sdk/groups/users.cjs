const { done } = require("../../expected.cjs");

/** @returns the other user, Bo Aas, by the id */
module.exports = async function usersOfOrganization(tools, call) {
  const { operations, make, params, headers, noParams, tomorrow } = tools;
  const { UsersOperations, GetUsersParam, GetUsersHeader } = operations("users/users");
  const users = new UsersOperations();
  const bodyOf = (values) => make("users/body_wrapper", { Users: [make("users/user", values)] });

  const everybody = await call("users", {
    given: await params(GetUsersParam, { TYPE: "ActiveUsers" }),
    when: (type) => users.getUsers(type),
    want: {
      status: 200,
      body: {
        users: [
          { full_name: "Ada Example", role: { name: "CEO" }, profile: { name: "Administrator" } },
          { email: "bo@example.com", status: "active" },
        ],
        info: { count: 2 },
      },
    },
  });
  const [{ role, profile }] = everybody.users;
  const bo = everybody.users.find(({ first_name }) => first_name === "Bo").id;
  await call("users not modified", {
    given: await headers(GetUsersHeader, { IF_MODIFIED_SINCE: tomorrow }),
    when: (since) => users.getUsers(noParams(), since),
    want: { status: 304, body: null },
  });
  await call("user", {
    when: () => users.getUser(BigInt(bo)),
    want: { status: 200, body: { users: [{ full_name: "Bo Aas", time_zone: "Africa/Nairobi" }] } },
  });

  const created = await call("create user", {
    given: make("users/request_wrapper", {
      Users: [
        make("users/user", {
          LastName: "Nilsen",
          Email: "nilsen@example.com",
          Role: make("roles/role", { Id: BigInt(role.id) }),
          Profile: make("profiles/profile", { Id: BigInt(profile.id) }),
        }),
      ],
    }),
    when: (given) => users.createUser(given),
    want: { status: 201, body: { users: [done("User added", { email: "nilsen@example.com" })] } },
  });
  const nilsen = BigInt(created.users[0].details.id);
  await call("update user", {
    given: bodyOf({ Phone: "555-0100" }),
    when: (changes) => users.updateUser(nilsen, changes),
    want: { status: 200, body: { users: [done("User updated")] } },
  });
  await call("update users", {
    given: bodyOf({ Id: nilsen, Phone: "555-0101" }),
    when: (changes) => users.updateUsers(changes),
    want: { status: 200, body: { users: [done("User updated")] } },
  });
  await call("delete user", {
    when: () => users.deleteUser(nilsen),
    want: { status: 200, body: { users: [done("User deleted")] } },
  });

  return { bo };
};
