// What a run came to: columns, and plain objects on top of them for whoever asks.
import { csvLine } from "./csv.js";
import { explain } from "./explain.js";

export const STATUS = ["unmatched", "matched", "ambiguous", "conflict"];
export const CONFIDENCE = ["", "low", "medium", "high"];
export const OBJECTIONS = ["", "local_points_elsewhere", "roster_points_elsewhere", "different"];
const COUNTS = ["local", "localRefused", "roster", "rosterRefused", "links", "groups", "conflicts"];
const SKIPPED = ["otherKind", "otherDistrict", "withoutId", "repeated"];

/** @param {string} kind @param {object} outcome of run.js @param {{ mapping: [string, unknown][], isWorker: boolean, events?: object }} about */
export function createReport(kind, outcome, { mapping, isWorker, events }) {
  const { keys } = outcome;
  const odd = new Map(outcome.oddIds.map(([row, id]) => [Number(row), id]));
  const cleverId = (row) => {
    if (!(row >= 0 && row < outcome.rosterRows)) return null;
    if (odd.has(row)) return odd.get(row);
    let id = "";
    for (let word = row * 3; word < row * 3 + 3; word++) id += outcome.ids[word].toString(16).padStart(8, "0");
    return id;
  };
  const decoder = new TextDecoder();
  const localId = (row) => {
    if (!(row >= 0 && row < outcome.ownIdEnds.length)) return null;
    const id = decoder.decode(outcome.ownIds.subarray(row > 0 ? outcome.ownIdEnds[row - 1] : 0, outcome.ownIdEnds[row]));
    return id === "" ? null : id;
  };
  const local = (row) => ({ row, localId: localId(row) });
  const group = (at) => {
    const [locals, rosters] = [["groupLocals", "groupLocalEnds"], ["groupRosters", "groupRosterEnds"]].map(([rows, ends]) =>
      outcome[rows].subarray(at > 0 ? outcome[ends][at - 1] : 0, outcome[ends][at]));
    return { key: keys[outcome.groupKey[at]], locals: Array.from(locals), candidates: Array.from(rosters, (row) => ({ row, id: cleverId(row) })) };
  };
  const tally = (side) => Object.fromEntries(STATUS.map((name, status) => [name, outcome.tallies[side * STATUS.length + status]]));
  const { unmatchedLocal, unmatchedRoster } = outcome;

  const matches = sequence(outcome.matchLocal.length, {
    local: outcome.matchLocal, roster: outcome.matchRoster, key: outcome.matchKey, confidence: outcome.matchConfidence,
  }, (at) => ({
    ...local(outcome.matchLocal[at]),
    id: cleverId(outcome.matchRoster[at]),
    rosterRow: outcome.matchRoster[at],
    key: keys[outcome.matchKey[at]],
    confidence: CONFIDENCE[outcome.matchConfidence[at]],
  }));
  const conflicts = sequence(outcome.conflictLocal.length, {
    local: outcome.conflictLocal, roster: outcome.conflictRoster, key: outcome.conflictKey, against: outcome.conflictAgainst, objection: outcome.conflictObjection,
  }, (at) => ({
    ...local(outcome.conflictLocal[at]),
    id: cleverId(outcome.conflictRoster[at]),
    rosterRow: outcome.conflictRoster[at],
    key: keys[outcome.conflictKey[at]],
    against: keys[outcome.conflictAgainst[at]],
    reason: OBJECTIONS[outcome.conflictObjection[at]],
  }));
  const ambiguous = sequence(outcome.groupKey.length, {
    key: outcome.groupKey, locals: outcome.groupLocals, localEnds: outcome.groupLocalEnds, roster: outcome.groupRosters, rosterEnds: outcome.groupRosterEnds,
  }, group);

  const report = {
    kind,
    keys,
    isWorker,
    fields: outcome.tableColumns.length > 0
      ? outcome.tableColumns.map(([column, field]) => ({ column, field: field || null }))
      : mapping.map(([field, column]) => ({ column: typeof column === "function" ? null : String(column), field })),
    counts: {
      local: tally(0),
      roster: tally(1),
      byKey: Object.fromEntries(keys.map((key, index) => [key, Object.fromEntries(COUNTS.map((name, at) => [name, outcome.counts[index * COUNTS.length + at]]))])),
      skipped: Object.fromEntries(SKIPPED.map((name, at) => [name, outcome.skipped[at]])),
    },
    matches,
    ambiguous,
    conflicts,
    unmatchedLocal: sequence(unmatchedLocal.length, { local: unmatchedLocal }, (at) => local(unmatchedLocal[at])),
    unmatchedRoster: sequence(unmatchedRoster.length, { roster: unmatchedRoster }, (at) => ({ row: unmatchedRoster[at], id: cleverId(unmatchedRoster[at]) })),
    localStatus: (row) => STATUS[outcome.localStatus[row]] ?? null,
    rosterStatus: (row) => STATUS[outcome.rosterStatus[row]] ?? null,
    localId,
    cleverId,
    explain: (row) => explain(row, outcome, { keys, matches, conflicts, ambiguous, localId }),
    toCsv: (options) => toCsv(outcome, report, options?.choices ?? new Map()),
    snapshot: outcome.snapshot.length > 0 ? outcome.snapshot : null,
    memoryBytes: outcome.memory,
    events: events ?? null,
  };
  return report;
}

/** Columns with an iterator on top, and entries by number. */
function sequence(length, columns, at) {
  return Object.freeze({
    length,
    columns: Object.freeze(columns),
    at: (index) => (Number.isInteger(index) && index >= 0 && index < length ? at(index) : undefined),
    *[Symbol.iterator]() {
      for (let index = 0; index < length; index++) yield at(index);
    },
  });
}

/** One line a local row, in their order: what became of it, and whom it could be. */
function toCsv(outcome, report, choices) {
  const lines = [csvLine(["row", "local_id", "status", "clever_id", "key", "confidence", "candidates"])];
  const candidates = new Map();
  for (const { key, locals, candidates: ids } of report.ambiguous) {
    for (const row of locals) if (!candidates.has(row)) candidates.set(row, [key, ids]);
  }
  const conflicting = new Map();
  for (const { row, key, id } of report.conflicts) if (!conflicting.has(row)) conflicting.set(row, [key, [{ id }]]);
  let next = 0;
  for (let row = 0; row < outcome.localRows; row++) {
    const status = report.localStatus(row);
    const cells = [row, report.localId(row) ?? ""];
    if (choices.has(row)) {
      cells.push("chosen", choices.get(row), "", "", "");
    } else if (outcome.matchLocal[next] === row) {
      const match = report.matches.at(next);
      cells.push(status, match.id, match.key, match.confidence, "");
    } else {
      const [key, ids] = (status === "conflict" ? conflicting : candidates).get(row) ?? ["", []];
      const listed = ids.slice(0, MOST_CANDIDATES).map(({ id }) => id).join(" ");
      cells.push(status, "", key, "", ids.length > MOST_CANDIDATES ? `${listed} …` : listed);
    }
    if (outcome.matchLocal[next] === row) next += 1;
    lines.push(csvLine(cells));
  }
  return lines.join("");
}

/** In one cell; `ambiguous` has them all. */
const MOST_CANDIDATES = 20;
