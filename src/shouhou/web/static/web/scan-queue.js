// The scans that wait for their answers: sent one by one, in order, kept through reloads and
// network failures, each under a key of its own so that sending twice counts once.
const newKey = () => {
  // Not crypto.randomUUID: it is missing on the plain-http addresses of a local network.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
};

const pause = (milliseconds) => new Promise((done) => { setTimeout(done, milliseconds); });
const TRIES_WHEN_BROKEN = 3;

export class ScanQueue {
  // `place` names the queue (the page's path); `send(scan)` returns a fetch's promise;
  // `answered(scan, response)`, `broken(scan)` and `changed(length, isOffline)` tell the screen.
  constructor(place, { send, answered, broken, changed }) {
    this.place = `shouhou.scans:${place}`;
    this.waiting = JSON.parse(sessionStorage.getItem(this.place) ?? "[]");
    Object.assign(this, { send, answered, broken, changed, isSending: false });
  }

  add(scan) {
    this.waiting.push({ ...scan, key: newKey() });
    this.keep();
    this.run();
  }

  keep() {
    if (this.waiting.length) sessionStorage.setItem(this.place, JSON.stringify(this.waiting));
    else sessionStorage.removeItem(this.place);
    this.changed(this.waiting.length, this.isOffline);
  }

  async run() {
    if (this.isSending) return;
    this.isSending = true;
    while (this.waiting.length) await this.next();
    this.isSending = false;
  }

  async next() {
    const scan = this.waiting[0];
    const response = await this.persistently(scan);
    // Leaving for the login: the scans stay and are sent after the return.
    if (response?.headers.get("HX-Redirect")) {
      location.assign(response.headers.get("HX-Redirect"));
      await pause(60000);
      return;
    }
    const text = response ? await response.text().catch(() => null) : null;
    this.waiting.shift();
    this.keep();
    if (text === null) this.broken(scan);
    else await this.answered(scan, text);
  }

  // The response, however long the network is away; null when the server itself keeps failing.
  async persistently(scan) {
    for (let tries = 1, wait = 500; ; wait = Math.min(wait * 2, 8000)) {
      const response = await this.send(scan).catch(() => null);
      this.isOffline = response === null;
      this.changed(this.waiting.length, this.isOffline);
      if (response && response.status < 500) return response;
      if (response && tries++ >= TRIES_WHEN_BROKEN) return null;
      await pause(wait);
    }
  }
}
