import type { JSX } from "preact";
import { ClientView } from "./client/client-view.js";
import { Dialog } from "./elements/dialog.js";
import { actor } from "./emulator/actor.js";
import { isConnected } from "./emulator/live.js";
import { FaultsView } from "./faults/faults-view.js";
import { Header } from "./header.js";
import { RecordsView } from "./records/records-view.js";
import { ReferenceView } from "./reference/reference-view.js";
import { RequestsView } from "./requests/requests-view.js";
import { isHelpOpen, KEYS } from "./state/keyboard.js";
import { type Place, place } from "./state/place.js";
import { problem } from "./state/problem.js";
import { useStore } from "./state/store.js";

/** The views by name, in the order of the navigation. A name is the first part of a view's address. */
const VIEWS = {
  records: RecordsView,
  requests: RequestsView,
  faults: FaultsView,
  client: ClientView,
  reference: ReferenceView,
};

export function App(): JSX.Element {
  const here = useStore(place);
  const view = isView(here.view) ? here.view : "records";
  const View: (props: { place: Place }) => JSX.Element | null = VIEWS[view];
  const as = useStore(actor);
  return (
    <>
      <a class="skip" href="#content">
        Skip to content
      </a>
      <Header views={Object.keys(VIEWS)} current={view} />
      <Alerts />
      <KeyHelp />
      <main id="content" tabIndex={-1}>
        <View key={JSON.stringify(as)} place={here} />
      </main>
    </>
  );
}

function KeyHelp(): JSX.Element | null {
  if (!useStore(isHelpOpen)) return null;
  return (
    <Dialog title="Keys" close={() => isHelpOpen.set(false)}>
      <dl class="keys">
        {Object.entries(KEYS).map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <button type="button" onClick={() => isHelpOpen.set(false)}>
        Close
      </button>
    </Dialog>
  );
}

const isView = (name: string): name is keyof typeof VIEWS => Object.hasOwn(VIEWS, name);

function Alerts(): JSX.Element {
  const connected = useStore(isConnected);
  const { message } = useStore(problem) ?? {};
  return (
    <>
      {!connected && (
        <p class="problem" role="alert">
          Lost the connection to the emulator. Is it still running? This page reconnects by itself.
        </p>
      )}
      {message !== undefined && (
        <p class="problem" role="alert">
          {message}
        </p>
      )}
    </>
  );
}
