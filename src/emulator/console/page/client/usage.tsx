import type { JSX } from "preact";
import type { RequestSummary } from "../../contract.js";
import { useLive } from "../emulator/live.js";

/** The number of minutes that are drawn. */
const MINUTES = 30;
const [WIDTH, HEIGHT] = [360, 48];

/** The credits that are used, and the calls of each of the last minutes. */
export function Usage(): JSX.Element | null {
  const credits = useLive("overview")?.credits;
  const clock = useLive("clock");
  const requests = useLive("requests");
  if (credits === undefined || clock === undefined || requests === undefined) return null;
  const counts = callsByMinute(requests, clock.time);
  const most = Math.max(...counts);
  const bar = WIDTH / MINUTES;
  return (
    <div class="card usage">
      <h2>Use</h2>
      <label>
        {credits.used.toLocaleString("en")} of {credits.limit.toLocaleString("en")} credits in 24 hours
        <meter min={0} max={credits.limit} value={credits.used} />
      </label>
      <figure>
        <svg
          role="img"
          aria-label={`${counts.at(-1)} calls in this minute, at most ${most} in a minute`}
          preserveAspectRatio="xMinYMax meet"
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        >
          {counts.map((count, index) => {
            const height = most === 0 ? 0 : (count / most) * (HEIGHT - 2);
            return <rect x={index * bar + 1} y={HEIGHT - height - 1} width={bar - 2} height={height + 1} rx="1" />;
          })}
        </svg>
        <figcaption class="count">
          Calls in each of the last {MINUTES} minutes; at most {most} in one
        </figcaption>
      </figure>
    </div>
  );
}

function callsByMinute(requests: readonly RequestSummary[], now: number): number[] {
  const counts = new Array<number>(MINUTES).fill(0);
  for (const { time } of requests) {
    const ago = Math.floor((now - time) / 60_000);
    const index = MINUTES - 1 - Math.max(0, ago);
    if (index >= 0) counts[index] = (counts[index] ?? 0) + 1;
  }
  return counts;
}
