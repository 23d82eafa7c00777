// The camera is one more way to fill the field: without it, or without script, the code is typed. Texts come as data
// attributes, for the page's Content-Security-Policy allows no script inside it. No picture leaves the browser.
const form = document.getElementById("kc-badge-form");
const code = document.getElementById("code");
const start = document.getElementById("scan");
const stop = document.getElementById("scan-stop");
const finder = document.getElementById("finder");
const state = document.getElementById("scan-state");
const video = finder.querySelector("video");
const canvas = document.createElement("canvas");
const pen = canvas.getContext("2d", {willReadFrequently: true});
const LONGEST_SIDE = 640;
const PAUSE = 120;
const BADGE = "KHUE1:";
let stream;

const say = name => {
  if (state.textContent !== state.dataset[name]) state.textContent = state.dataset[name];
};

/** A function from the video to the text of a QR code in it, or nothing: the browser's own where it has one. */
async function reader() {
  const formats = "BarcodeDetector" in window ? await BarcodeDetector.getSupportedFormats() : [];
  if (formats.includes("qr_code")) {
    const detector = new BarcodeDetector({formats: ["qr_code"]});
    return async () => (await detector.detect(video))[0]?.rawValue;
  }
  await import("./jsqr.js");
  return () => {
    const scale = Math.min(1, LONGEST_SIDE / Math.max(video.videoWidth, video.videoHeight));
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    if (!canvas.width || !canvas.height) return undefined;
    pen.drawImage(video, 0, 0, canvas.width, canvas.height);
    const picture = pen.getImageData(0, 0, canvas.width, canvas.height);
    return jsQR(picture.data, picture.width, picture.height, {inversionAttempts: "dontInvert"})?.data;
  };
}

function close() {
  stream?.getTracks().forEach(track => track.stop());
  stream = undefined;
  video.srcObject = null;
  finder.hidden = true;
  stop.hidden = true;
  start.hidden = false;
}

async function open() {
  start.hidden = true;
  stop.hidden = false;
  finder.hidden = false;
  state.hidden = false;
  say("looking");
  // Pressed while the browser still asks, "stop" must stop what comes after.
  let mine;
  try {
    mine = stream = await navigator.mediaDevices.getUserMedia({video: {facingMode: {ideal: "environment"}}, audio: false});
    if (finder.hidden) return close();
    // In a camera that looks at the child, left is left as in a mirror.
    video.classList.toggle("mirror", mine.getVideoTracks()[0].getSettings().facingMode !== "environment");
    video.srcObject = mine;
    await video.play();
    const read = await reader();
    while (stream === mine) {
      const text = await read();
      if (text?.startsWith(BADGE)) {
        code.value = text;
        say("found");
        close();
        return form.requestSubmit();
      }
      if (text) say("other");
      await new Promise(done => setTimeout(done, PAUSE));
    }
  } catch (error) {
    // Stopped by hand: nothing failed.
    if (mine && stream !== mine) return;
    close();
    say(error.name === "NotAllowedError" ? "refused" : "missing");
    code.focus();
  }
}

if (navigator.mediaDevices?.getUserMedia) {
  start.hidden = false;
  start.addEventListener("click", open);
  stop.addEventListener("click", () => {
    close();
    state.hidden = true;
    start.focus();
  });
  addEventListener("pagehide", close);
}
