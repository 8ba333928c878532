import type { JSX } from "preact";
import type { TokenSummary } from "../../contract.js";
import { callConsole } from "../emulator/console-call.js";
import { useLive } from "../emulator/live.js";
import { watch } from "../state/problem.js";

export function Tokens(): JSX.Element {
  const tokens = useLive("tokens");
  const clock = useLive("clock");
  return (
    <div class="card">
      <div class="bar">
        <h2>Tokens</h2>
        <button type="button" class="end" onClick={() => watch(callConsole("POST tokens/expire"))}>
          Expire access tokens
        </button>
      </div>
      {tokens !== undefined && clock !== undefined && (
        <div class="scroll">
          <p>
            Client <code>{tokens.clientId}</code>
          </p>
          <p class="quiet">
            Refresh tokens: {tokens.refreshTokens.length}, access tokens: {tokens.accessTokens.length}
          </p>
          <table>
            <tbody>
              {tokens.refreshTokens.map((token) => (
                <Row key={token.token} token={token} kind="refresh" life="until it is revoked" />
              ))}
              {tokens.accessTokens.map((token) => (
                <Row key={token.token} token={token} kind="access" life={lifeOf(token, clock.time)} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

interface RowProps {
  readonly token: TokenSummary;
  readonly kind: string;
  /** How long the token lasts. */
  readonly life: string;
}

const Row = ({ token: { token, user }, kind, life }: RowProps): JSX.Element => (
  <tr>
    <td>
      <code>{token}</code>
    </td>
    <td>{kind}</td>
    <td>{user}</td>
    <td class="quiet">{life}</td>
  </tr>
);

function lifeOf({ expires = 0 }: TokenSummary, now: number): string {
  const seconds = (expires - now) / 1000;
  return seconds > 0 ? `${Math.ceil(seconds / 60)} min left` : "expired";
}
