/** The columns that say what became of a row. They are ignored when the file is imported again. */
export const REFUSED_COLUMNS = ["zcrm_row", "zcrm_status", "zcrm_code", "zcrm_field", "zcrm_message"] as const;

export const isBookkeeping = (column: string): boolean => REFUSED_COLUMNS.some((name) => name === column);
