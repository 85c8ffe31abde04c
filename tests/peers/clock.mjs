// A clock that the test moves. Imported before anything else that reads the time; the libraries here all ask Date.now().
const real = Date.now;
let offset = 0;

/** Moves the time by that many seconds, and tells the time then. */
export function advance(seconds) {
  offset += seconds * 1000;
  return new Date(Date.now()).toISOString();
}

/** Makes it that time now. */
export function set(iso) {
  const target = Date.parse(iso);
  if (Number.isNaN(target)) throw new Error(`Not a time: ${iso}`);
  offset = target - real();
  return new Date(Date.now()).toISOString();
}

Date.now = () => real() + offset;
