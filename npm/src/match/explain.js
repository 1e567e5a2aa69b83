// Why a local row came to what it did.

const TRACES = ["absent", "refused", "not_found", "linked", "agrees", "differs", "ambiguous", "conflict", "evidence"];

const STATUS = ["unmatched", "matched", "ambiguous", "conflict"];

/**
 * @param {number} row @param {object} outcome
 * @param {{ keys: string[], matches: object, conflicts: object, ambiguous: object, localId: (row: number) => string | null }} report
 */
export function explain(row, outcome, { keys, matches, conflicts, ambiguous, localId }) {
  if (!(Number.isInteger(row) && row >= 0 && row < outcome.localRows)) return null;
  const traces = outcome.traces[row];
  const steps = keys.map((key, index) => {
    const result = TRACES[(traces >>> (index * 4)) & 15];
    const step = { key, result };
    if (result === "ambiguous") step.candidates = groupOf(row, index);
    if (result === "conflict") {
      const { id, against, reason } = found(conflicts, "conflictLocal", (at) => outcome.conflictKey[at] === index);
      Object.assign(step, { id, against, reason });
    }
    return step;
  });
  const match = matches.at(indexOf(outcome.matchLocal, row));
  return { row, localId: localId(row), status: STATUS[outcome.localStatus[row]], match: match ?? null, steps };

  function found(list, column, isIt) {
    for (let at = 0; at < list.length; at++) if (outcome[column][at] === row && isIt(at)) return list.at(at);
    return {};
  }

  /** Whom the value could be; nobody where everyone who has it is linked by another key. */
  function groupOf(wanted, key) {
    let start = 0;
    for (let at = 0; at < ambiguous.length; at++) {
      const end = outcome.groupLocalEnds[at];
      if (outcome.groupKey[at] === key && indexOf(outcome.groupLocals.subarray(start, end), wanted) >= 0) return ambiguous.at(at).candidates;
      start = end;
    }
    return [];
  }
}

/** Where a number stands among ascending ones; -1 where it does not. */
function indexOf(numbers, wanted) {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return numbers[low] === wanted ? low : -1;
}
