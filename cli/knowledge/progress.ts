/** Progress on one line of a terminal; nothing where output goes to a file. */

export function progressOf(what: string): (done: number, total: number) => void {
  let shown = -1;
  return (done, total) => {
    const percent = total === 0 ? 100 : Math.floor((100 * done) / total);
    if (!process.stderr.isTTY || percent === shown) return;
    shown = percent;
    process.stderr.write(`\r${what} ${done} of ${total}${done >= total ? '\n' : ''}`);
  };
}
