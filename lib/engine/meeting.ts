/** Where the signals of a meeting lie: how many members wait, how often all have met, whether it is over, and the seats. */
const WAITING = 0, MET = 1, OVER = 2, SEATS = 3;

/** Looks at the others before a worker goes to sleep: about a tenth of a millisecond, as long as waking it may take. */
const LOOKS = 10_000;

/** Milliseconds after which a member that has not come is taken for dead. */
const PATIENCE = 60_000;

/** A worker's seat in a meeting of several, which wait for each other again and again. */
export interface Meeting {
  /** Waits for all members, with all that they have written; false if one of them is gone. Not in a page's main thread. */
  wait(): boolean;
}

/** The signals of a meeting that has not begun, on shared memory. */
export function meetingSignals(members: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4 * (SEATS + members)));
}

/** Whether every member has taken its seat. */
export function allCame(signals: Int32Array): boolean {
  return signals.subarray(SEATS).every((_, seat) => Atomics.load(signals, SEATS + seat) > 0);
}

/**
 * Takes a member's seat. Where it is taken, its member has died and somebody else does its job: that ends the meeting.
 *
 * @param patience Milliseconds to wait for the others at most.
 */
export function takeSeat(signals: Int32Array, member: number, patience: number = PATIENCE): Meeting {
  const members = signals.length - SEATS;
  const end = () => {
    Atomics.store(signals, OVER, 1);
    Atomics.add(signals, MET, 1);
    Atomics.notify(signals, MET);
  };
  if (Atomics.exchange(signals, SEATS + member, 1) > 0) end();
  return {
    wait() {
      const met = Atomics.load(signals, MET);
      if (Atomics.load(signals, OVER)) return false;
      if (Atomics.add(signals, WAITING, 1) === members - 1) {
        Atomics.store(signals, WAITING, 0);
        Atomics.add(signals, MET, 1);
        Atomics.notify(signals, MET);
      } else {
        for (let i = 0; i < LOOKS && Atomics.load(signals, MET) === met; i++);
        if (Atomics.wait(signals, MET, met, patience) === "timed-out") end();
      }
      return Atomics.load(signals, OVER) === 0;
    },
  };
}
