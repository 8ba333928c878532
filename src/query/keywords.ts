/**
 * The reserved words of SQL. COQL reads a name that is one of them only in quotes. Names with an underscore, and most
 * API names have one, are never reserved.
 */
const RESERVED = new Set(
  `absolute action add all allocate alter and any are as asc assertion at authorization avg begin between bit both by call
  cascade case cast catalog char character check close coalesce collate collation column commit connect connection
  constraint constraints continue convert corresponding count create cross current cursor date day deallocate dec decimal
  declare default deferrable deferred delete desc describe descriptor diagnostics disconnect distinct domain double drop
  else end escape except exception exec execute exists external extract false fetch first float for foreign found from
  full function get global go goto grant group having hour identity immediate in index indicator initially inner input
  insensitive insert int integer intersect interval into is isolation join key language last leading left level like limit
  local lower match max min minute module month names national natural nchar next no not null nullif numeric of offset on
  only open option or order outer output overlaps pad partial position precision prepare preserve primary prior privileges
  procedure public read real references relative restrict return revoke right rollback rows schema scroll second section
  select session set size smallint some space sql sum system table temporary then time timestamp to trailing transaction
  translate translation trigger trim true union unique unknown update upper usage user using value values varchar varying
  view when whenever where with work write year zone`.split(/\s+/),
);

export const isReserved = (name: string): boolean => RESERVED.has(name.toLowerCase());
