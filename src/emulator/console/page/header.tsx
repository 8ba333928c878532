import type { JSX } from "preact";
import type { OrganizationSummary } from "../contract.js";
import { actAs, actor } from "./emulator/actor.js";
import { useLive } from "./emulator/live.js";
import { useStore } from "./state/store.js";

export function Header({ views, current }: { views: readonly string[]; current: string }): JSX.Element {
  const organizations = useLive("overview")?.organizations ?? [];
  return (
    <header>
      <h1>
        <img src="/_emulator/icon.svg" alt="" width="24" height="24" />
        Zoho CRM <small>emulator</small>
      </h1>
      <nav aria-label="Views">
        {views.map((view) => (
          <a key={view} href={`#/${view}`} aria-current={view === current ? "page" : undefined}>
            {view.slice(0, 1).toUpperCase() + view.slice(1)}
          </a>
        ))}
      </nav>
      {organizations.flatMap(({ users }) => users).length > 1 && <ActorSelect organizations={organizations} />}
      <State />
    </header>
  );
}

function ActorSelect({ organizations }: { organizations: readonly OrganizationSummary[] }): JSX.Element {
  const [first] = organizations;
  const { organization = first?.owner, user = first?.users[0]?.id } = useStore(actor);
  const choose = (value: string) => {
    const [organization = "", user = ""] = value.split("/");
    actAs({ organization, user });
  };
  return (
    <p class="acting">
      <select
        aria-label="Acting as"
        value={`${organization}/${user}`}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {organizations.map(({ owner, name, users }) => (
          <optgroup key={owner} label={name}>
            {users.map(({ id, name: user }) => (
              <option key={id} value={`${owner}/${id}`}>
                {organizations.length > 1 ? `${user}, ${name}` : user}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </p>
  );
}

/** The credits used and the emulator's time. */
function State(): JSX.Element {
  const credits = useLive("overview")?.credits;
  const clock = useLive("clock");
  if (credits === undefined || clock === undefined) return <p class="state" />;
  const [date, time] = new Date(clock.time).toISOString().slice(0, 19).split("T");
  return (
    <p class="state">
      <meter aria-label="Credits used" min={0} max={credits.limit} value={credits.used} />
      {credits.used.toLocaleString("en")} of {credits.limit.toLocaleString("en")} credits ·{" "}
      <span class="date">{date} </span>
      {time} UTC
    </p>
  );
}
