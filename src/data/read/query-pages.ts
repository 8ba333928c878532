/** Reads a module by COQL: sorted by id, or by another column. */
import { clockOf } from "../../core/lifetime/client-clock.js";
import { and, conditionOf, type Node, nodeOf } from "../../query/condition.js";
import type { ReadColumn } from "../columns/columns.js";
import { compareIds, IdSet } from "./ids.js";
import { type Keyset, type Order, type Position, readKeysetPage } from "./keyset.js";
import { filled, type Page, type Pages, type Place, type Subject } from "./page.js";

/**
 * The pages after a place. It returns `false` if there are more of them than it may call for.
 * @throws What {@link readKeysetPage} throws
 */
export async function* coqlPages(
  { crm, options, ...keyset }: Subject,
  from: Place | undefined,
  maxCalls = Number.POSITIVE_INFINITY,
): Pages {
  let after: Place | undefined = from && { id: from.id };
  for (let calls = 0; calls < maxCalls; calls += 1) {
    const { rows, positions, next } = await readKeysetPage(crm, keyset, after, options);
    yield* filled(rows, (index) => positions[index] ?? { id: "" });
    if (next === undefined) return true;
    after = next;
  }
  return false;
}

/** By how much the clock may be ahead of Zoho's. */
const CLOCK_MARGIN = 10 * 60_000;

/** A column whose values never change. */
const FIXED = "Created_Time";

type Pass = Place["pass"];

/**
 * The pages after a place, sorted by a column. A record that changes meanwhile may move to a place that was read already,
 * or from one: none comes twice, and those that were missed come at the end.
 *
 * @param from Records that were read before it, and that change later, may come twice
 * @throws What {@link readKeysetPage} throws
 */
export async function* orderedPages(subject: Subject, order: Order, from: Place | undefined): Pages {
  const { crm, options, module, columns, where } = subject;
  const since = new Date(clockOf(crm).now() - CLOCK_MARGIN);
  const seen = order.column === FIXED ? undefined : new IdSet();
  const isNew = ({ id }: { readonly id: string }): boolean => seen?.add(id) ?? true;

  async function* passOf(
    keyset: Keyset,
    pass: Pass,
    start: Position | undefined,
    counts = isNew,
  ): AsyncGenerator<Page, void> {
    for (let after = start; ; ) {
      const page = await readKeysetPage(crm, keyset, after, options);
      const kept = page.rows.flatMap((row, index) => {
        const position = page.positions[index];
        return position !== undefined && counts(position) ? [{ row, position }] : [];
      });
      const placeAt = (index: number): Place => ({ id: "", ...kept[index]?.position, ...(pass && { pass }) });
      yield* filled(
        kept.map(({ row }) => row),
        placeAt,
      );
      if (page.next === undefined) return;
      after = page.next;
    }
  }

  const keyset: Keyset = { module, columns, where };
  if (from?.pass === "changed") return true;
  if (from?.pass === undefined) yield* passOf({ ...keyset, order }, undefined, from && positionOf(from));
  if (seen === undefined) return true;
  const empty: Node = { column: order.column, operator: "isNull", values: [] };
  yield* passOf(
    { ...keyset, where: both(where, empty) },
    "empty",
    from?.pass === "empty" ? { id: from.id } : undefined,
  );
  const changed: Node = { column: "Modified_Time", operator: "atLeast", values: [since] };
  // The value of each tells whether it was read before the reading went on.
  const withValue = { ...keyset, columns: withColumn(columns, order.column), where: both(where, changed) };
  for await (const page of passOf(withValue, "changed", undefined, () => true)) {
    const kept = page.rows.flatMap((row, index) =>
      (from === undefined || isAfter(row[order.column], row.id, from, order)) && isNew(row) ? [{ row, index }] : [],
    );
    const rows = kept.map(({ row }) =>
      columns.some(({ name }) => name === order.column) ? row : without(row, order.column),
    );
    yield* filled(rows, (index) => page.placeAt(kept[index]?.index ?? 0));
  }
  return true;
}

const both = (where: Node | undefined, more: Node): Node =>
  where === undefined ? more : nodeOf(and(conditionOf(where), conditionOf(more)));

const positionOf = ({ id, value }: Place): Position => (value === undefined ? { id } : { id, value });

const withColumn = (columns: readonly ReadColumn[], name: string): readonly ReadColumn[] =>
  columns.some((column) => column.name === name)
    ? columns
    : [...columns, { name, type: undefined, from: "anywhere", hasOrder: true }];

function without<Row extends object>(row: Row, name: string): Row {
  const { [name]: _, ...others } = row as Record<string, unknown>;
  return others as Row;
}

/** Whether a row comes after a place in the order of the reading. */
function isAfter(value: unknown, id: string, from: Place, { direction }: Order): boolean {
  if (value === null || value === undefined) return from.pass !== "empty" || compareIds(id, from.id) > 0;
  if (from.pass === "empty" || from.value === undefined) return false;
  const [mine, theirs] = [orderKey(value), orderKey(from.value)];
  const difference = direction === "asc" ? mine - theirs : theirs - mine;
  return difference > 0 || (difference === 0 && compareIds(id, from.id) > 0);
}

const orderKey = (value: unknown): number => (typeof value === "number" ? value : Date.parse(String(value)));
