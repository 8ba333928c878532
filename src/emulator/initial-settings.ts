// The settings of a new organisation.
import { USER, userDetails, userReference } from "./people.js";
import type { Setting } from "./settings.js";

/** @param since - when the organisation was set up */
export function initialSettings(since: string): Readonly<Record<string, readonly Setting[]>> {
  const made = {
    created_time: since,
    modified_time: since,
    created_by: userReference(USER),
    modified_by: userReference(USER),
  };
  const { id, email } = USER;
  const territory = { name: "Midwest", id: "4100000000000051357" };
  const ada = { id, email, first_name: "Ada", last_name: "Example", zuid: "900000001" };
  return {
    users: [userDetails({ ...ada, territories: [{ manager: true, ...territory }] }, since, USER)],
    variable_groups: [
      { display_label: "General", api_name: "General", name: "General", description: null, id: "4100000000000095101" },
    ],
    contact_roles: ["Decision Maker", "Purchasing", "Executive Sponsor", "Engineering Lead"].map((name, index) => ({
      sequence_number: index + 1,
      name,
      id: `4100000000000026${101 + index}`,
    })),
    territories: [
      {
        ...made,
        manager: userReference(USER),
        parent_id: null,
        criteria: { field: "State", comparator: "equal", value: "OH" },
        description: null,
        ...territory,
      },
    ],
  };
}
