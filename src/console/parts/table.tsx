// A table of any length: only the rows in sight exist, so that thousands stay smooth.

import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

export interface Column<Row> {
  title: string;
  cell: (row: Row) => ComponentChildren;
  /** Of the table's width, as CSS says it: "12rem", "20%". */
  width?: string;
  /** Left out where the page is narrow. */
  wide_only?: boolean;
  numeric?: boolean;
}

interface Props<Row> {
  /** What the table lists, for those who do not see it. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  row_key: (row: Row) => string;
  /** Makes the first cell a link that covers the row. */
  row_href?: (row: Row) => string;
  row_class?: (row: Row) => string;
}

const kRowHeight = 36;
const kBeyond = 12; // rows above and below what is in sight, for those who tab or scroll fast

export function Table<Row>(props: Props<Row>) {
  const box = useRef<HTMLDivElement>(null);
  const [view, set_view] = useState({ top: 0, height: 800 });
  const { rows, row_key } = props;

  useEffect(() => {
    const element = box.current!;
    const look = () => set_view({ top: element.scrollTop, height: element.clientHeight });
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    element.addEventListener("scroll", look, { passive: true });
    return () => (sizes.disconnect(), element.removeEventListener("scroll", look));
  }, []);

  // Rows that arrive above do not push away what somebody reads.
  const first = rows[0] && row_key(rows[0]);
  const first_before = useRef(first);
  useLayoutEffect(() => {
    const element = box.current!;
    if (first !== first_before.current && element.scrollTop > 0) {
      const arrived = rows.findIndex((row) => row_key(row) === first_before.current);
      if (arrived > 0) element.scrollTop += arrived * kRowHeight;
    }
    first_before.current = first;
  }, [first]);

  const from = Math.max(0, Math.floor(view.top / kRowHeight) - kBeyond);
  const to = Math.min(rows.length, Math.ceil((view.top + view.height) / kRowHeight) + kBeyond);
  const class_of = (column: Column<Row>) =>
    [column.wide_only && "wide-only", column.numeric && "numeric"].filter(Boolean).join(" ");

  return (
    <div class="table-box" ref={box} tabIndex={0} role="region" aria-label={props.label}>
      <table aria-rowcount={rows.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {props.columns.map((column) => (
              <th
                key={column.title}
                scope="col"
                class={class_of(column)}
                style={column.width ? { width: column.width } : {}}
              >
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Space rows={from} columns={props.columns.length} />
          {rows.slice(from, to).map((row, index) => {
            const href = props.row_href?.(row);
            return (
              <tr
                key={row_key(row)}
                aria-rowindex={from + index + 2}
                class={`${href ? "linked" : ""} ${props.row_class?.(row) ?? ""}`}
              >
                {props.columns.map((column, at) => (
                  <td key={column.title} class={class_of(column)}>
                    {at === 0 && href ? (
                      <a class="row-link" href={href}>
                        {column.cell(row)}
                      </a>
                    ) : (
                      column.cell(row)
                    )}
                  </td>
                ))}
              </tr>
            );
          })}
          <Space rows={rows.length - to} columns={props.columns.length} />
        </tbody>
      </table>
    </div>
  );
}

function Space(props: { rows: number; columns: number }) {
  if (props.rows <= 0) return null;
  return (
    <tr class="space" aria-hidden="true">
      <td colSpan={props.columns} style={{ height: `${props.rows * kRowHeight}px` }} />
    </tr>
  );
}
