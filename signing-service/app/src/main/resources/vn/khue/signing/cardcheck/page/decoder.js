// The page's side of decoder-worker.js.

export class Decoder {
  constructor() {
    this.worker = new Worker(new URL("decoder-worker.js", import.meta.url));
    this.waiting = new Map();
    this.last = 0;
    this.worker.onmessage = ({ data: { id, text, failed } }) => {
      const { done, fail } = this.waiting.get(id);
      this.waiting.delete(id);
      if (failed) fail(new Error(failed));
      else done(text);
    };
    this.worker.onerror = event => {
      for (const { fail } of this.waiting.values()) fail(new Error(event.message));
      this.waiting.clear();
    };
  }

  /** The text of a QR code in this ImageData, one of ours first; undefined where there is none. The picture is used up. */
  read(picture) {
    const id = ++this.last;
    return new Promise((done, fail) => {
      this.waiting.set(id, { done, fail });
      this.worker.postMessage({ id, picture }, [picture.data.buffer]);
    });
  }
}
