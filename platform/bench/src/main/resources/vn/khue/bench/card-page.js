// Runs in the page that checks cards: makes keys, a card and its lists, and times from a camera's picture to the verdict shown.
async ({ rows, runs, step }) => {
  const folder = document.querySelector("script[type=module]").src.replace(/main\.js$/, "");
  const module = name => import(folder + name);
  const utf8 = new TextEncoder();
  const join = parts => Uint8Array.from(parts.flatMap(part => [...part]));
  const head = (major, n) => n < 24 ? [major << 5 | n] : n < 256 ? [major << 5 | 24, n] : n < 65536
    ? [major << 5 | 25, n >> 8, n & 255] : [major << 5 | 26, n >>> 24, n >> 16 & 255, n >> 8 & 255, n & 255];
  const encode = value => {
    if (typeof value === "number") return value < 0 ? head(1, -1 - value) : head(0, value);
    if (typeof value === "string") return join([head(3, utf8.encode(value).length), utf8.encode(value)]);
    if (value instanceof Uint8Array) return join([head(2, value.length), value]);
    if (Array.isArray(value)) return join([head(4, value.length), ...value.map(encode)]);
    return join([head(5, value.size), ...[...value].flatMap(([key, each]) => [encode(key), encode(each)])]);
  };
  const make = async () => {
    const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
    const { kty, crv, x, y } = await crypto.subtle.exportKey("jwk", pair.publicKey);
    const kid = crypto.getRandomValues(new Uint8Array(8));
    const base64 = btoa(String.fromCharCode(...kid)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
    return { jwk: { kty, crv, x, y }, kid, name: base64,
      sign: async bytes => new Uint8Array(await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, pair.privateKey, bytes)) };
  };
  const sign1 = async (key, header, payload) => {
    const inner = encode(header);
    const signature = await key.sign(encode(["Signature1", inner, new Uint8Array(0), payload]));
    return join([[0xd2], encode([inner, new Map(), payload, signature])]);
  };

  const now = Math.floor(Date.now() / 1000);
  const base = location.origin;
  if (step === "card") {
    const signer = await make(), statusKey = await make();
    const address = base + "/cards/status/0";
    const card = await sign1(signer, new Map([[1, -7], [4, signer.kid]]), encode(new Map([[1, "the.edu.vn"], [4, now + 9e7], [6, now - 60],
      [7, new Uint8Array(8)], [169, new Map([[4, "Nguyễn Thị Ánh Tuyết"]])],
      [65535, new Map([["status_list", new Map([["idx", 77777], ["uri", address]])]])],
      [-65537, "THCS Nguyễn Du"], [-65538, "HOC_SINH"], [-65539, new Uint8Array(16)]])));
    // One of a hundred is not valid, as in the sizes that were measured.
    const states = new Uint8Array(32768);
    for (let i = 0; i < 1310; i++) states[Math.floor(Math.random() * 10000)] |= 1;
    const zipped = new Uint8Array(await new Response(new Blob([states]).stream().pipeThrough(new CompressionStream("deflate"))).arrayBuffer());
    const list = await sign1(statusKey, new Map([[1, -7], [4, statusKey.kid], [16, "application/statuslist+cwt"]]), encode(new Map([
      [2, address], [4, now + 600000], [6, now - 60], [65533, new Map([["bits", 2], ["lst", zipped]])]])));
    const { keyOfJwk } = await module("es256.js");
    const { readStatusList } = await module("status-list.js");
    const keys = new Map([[statusKey.name, () => keyOfJwk(statusKey.jwk)]]);
    const key = keyOfJwk(signer.jwk);
    window.benchLists = { bases: [base], refuseAfter: 3 * 86400, statuses: new Map([[address, await readStatusList(list, keys)]]),
      trust: { bases: [base], until: now + 600000, signers: new Map([[signer.name, { from: now - 86400, to: now + 86400, until: now + 1e8, key: () => key }]]) } };
    const widths = [0, 3, 5, 8, 10, 13, 15, 17];
    let digits = "";
    for (let at = 0; at < card.length; at += 7) {
      const group = card.slice(at, at + 7);
      digits += group.reduce((sum, byte) => sum << 8n | BigInt(byte), 0n).toString().padStart(widths[group.length], "0");
    }
    return { text: base + "/v#" + digits, bytes: card.length };
  }

  // What a camera sees of 25 mm at arm's length: five pixels a module, askew, soft, with the noise of a dim room.
  const side = 960, pixels = 5;
  const printed = new OffscreenCanvas(pixels * (rows.length + 8), pixels * (rows.length + 8));
  const ink = printed.getContext("2d");
  ink.fillStyle = "#eee";
  ink.fillRect(0, 0, printed.width, printed.height);
  ink.fillStyle = "#222";
  rows.forEach((row, y) => [...row].forEach((module, x) => {
    if (module === "1") ink.fillRect(pixels * (x + 4), pixels * (y + 4), pixels, pixels);
  }));
  const canvas = new OffscreenCanvas(side, side);
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const picture = turn => {
    pen.resetTransform();
    pen.fillStyle = "#777";
    pen.fillRect(0, 0, side, side);
    pen.translate(side / 2, side / 2);
    pen.rotate(turn);
    pen.filter = "blur(1.2px)";
    pen.drawImage(printed, -printed.width / 2, -printed.height / 2);
    pen.filter = "none";
    const seen = pen.getImageData(0, 0, side, side);
    for (let i = 0; i < seen.data.length; i += 4) {
      const noise = Math.random() * 24 - 12;
      for (let c = 0; c < 3; c++) seen.data[i + c] += noise;
    }
    return seen;
  };
  const { Decoder } = await module("decoder.js");
  const { judge } = await module("judge.js");
  const { VerdictView } = await module("verdict-view.js");
  const { Words } = await module("words.js");
  const main = document.getElementById("main");
  const view = new VerdictView(document.getElementById("verdict"), document.getElementById("told"), new Words(JSON.parse(main.dataset.words)));
  const decoder = new Decoder();
  await decoder.read(picture(0));
  const answer = { scans: [], decodes: [], verdicts: [], peer: [], peerReads: 0, wrong: 0 };
  for (let i = 0; i < runs; i++) {
    const seen = picture((i % 9 - 4) / 40);
    const copy = i % 10 ? undefined : new Uint8ClampedArray(seen.data);
    const began = performance.now();
    const text = await decoder.read(seen);
    const read = performance.now();
    const verdict = await judge(text, window.benchLists, now);
    const judged = performance.now();
    view.show(verdict, 86400);
    document.body.offsetHeight;
    const shown = performance.now();
    if (verdict.code !== "VALID") answer.wrong++;
    answer.scans.push(shown - began);
    answer.decodes.push(read - began);
    answer.verdicts.push(judged - read);
    if (copy && window.jsQR) {
      const from = performance.now();
      if (jsQR(copy, 960, 960, { inversionAttempts: "dontInvert" })) answer.peerReads++;
      answer.peer.push(performance.now() - from);
    }
  }
  return answer;
}
