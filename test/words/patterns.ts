/** A wording that reads like a translation, and what a native engineer writes. */
export interface Pattern {
  readonly pattern: RegExp;
  readonly better: string;
}

/** Code in backticks is left out before these are tried. */
export const PATTERNS: readonly Pattern[] = [
  {
    pattern:
      /(?<!there )\b(?:is|are|was|were|be) no (?!longer\b|more than\b|fewer than\b|less than\b|later than\b|way\b)[a-z]/i,
    better: "is not a",
  },
  { pattern: /\ba text\b(?! (?:file|field|area|node|editor|box|part|value|column|body)\b)/i, better: "a string" },
  { pattern: /\bso many\b/i, better: "the maximum number of, that many" },
  { pattern: /\blikely\b/i, better: 'mark an uncertain fact once, at the end of the sentence: "(unverified)"' },
  { pattern: /\bgo(?:es|ne|ing)? on with\b/i, better: "continue, resume" },
  { pattern: /\bone's own\b/i, better: "your own" },
  { pattern: /\b(?:his|him|hers)\b/i, better: "they, the user" },
  { pattern: /\b(?:is|are|was|were|be) told\b|\btells? of\b/i, better: "report" },
  { pattern: /\brepetitions?\b/i, better: "retry" },
  { pattern: /\brefused token\b|\btoken (?:that )?(?:is|was) refused\b/i, better: "rejected token" },
  { pattern: /\banswer(?:s|ed|ing)?\b/i, better: "response, return, respond" },
  { pattern: /\bin the place of\b/i, better: "instead of" },
  { pattern: /\bhand(?:s|ed|ing)? (?:out|over|back|up)\b/i, better: "return, pass, issue" },
  { pattern: /\b(?:gives?|given|gave) back\b/i, better: "return, release" },
  { pattern: /\bstands? (?!for\b|out\b|alone\b)/i, better: "is in, is at" },
  { pattern: /\bwhoever\b/i, better: "the caller that" },
  { pattern: /\bknows? of\b/i, better: "knows about" },
  { pattern: /\ball the same\b/i, better: "anyway, still" },
  { pattern: /\bwithout a word\b/i, better: "silently" },
  { pattern: /\bdo(?:es)? no harm\b/i, better: "is safe" },
  { pattern: /\bmend(?:s|ed|ing)?\b/i, better: "fix" },
  { pattern: /\bforeign (?:schemas?|descriptions?|specs?)\b/i, better: "external" },
  { pattern: /\bcircles?\b/i, better: "cycle" },
  { pattern: /\btwins?\b/i, better: "duplicate" },
  { pattern: /\bgates?\b/i, better: "concurrency limit" },
  { pattern: /\brosters?\b/i, better: "active set" },
  { pattern: /\bpanels?\b/i, better: "console" },
];
