// The camera, seen through a square; no picture leaves the browser.

const SIDE = 960;
const canvas = document.createElement("canvas");
const pen = canvas.getContext("2d", { willReadFrequently: true });

export class Camera {
  /** @param video the element that shows what it sees */
  constructor(video) {
    this.video = video;
  }

  static get available() {
    return Boolean(navigator.mediaDevices?.getUserMedia);
  }

  /**
   * Opens the one with this id, or one that looks away from the person. Rejected as getUserMedia is.
   *
   * @returns whether it is still wanted: close() may have come while the browser asked
   */
  async open(id) {
    this.close();
    const wanted = this.wanted = {};
    const size = { width: { ideal: 1920 }, height: { ideal: 1080 } };
    const which = id ? { deviceId: { exact: id } } : { facingMode: { ideal: "environment" } };
    const stream = await navigator.mediaDevices.getUserMedia({ video: { ...which, ...size }, audio: false });
    if (this.wanted !== wanted) {
      stream.getTracks().forEach(track => track.stop());
      return false;
    }
    this.stream = stream;
    this.track = stream.getVideoTracks()[0];
    this.video.classList.toggle("mirror", this.track.getSettings().facingMode === "user");
    this.video.srcObject = stream;
    await this.video.play();
    return true;
  }

  close() {
    this.wanted = undefined;
    this.stream?.getTracks().forEach(track => track.stop());
    this.stream = this.track = undefined;
    this.video.srcObject = null;
  }

  get running() {
    return Boolean(this.stream);
  }

  /** Its id, while open. */
  get id() {
    return this.track?.getSettings().deviceId;
  }

  get hasTorch() {
    return Boolean(this.track?.getCapabilities?.().torch);
  }

  torch(on) {
    return this.track.applyConstraints({ advanced: [{ torch: on }] });
  }

  /** All cameras of this device; they have names once one was opened. */
  static async all() {
    return (await navigator.mediaDevices.enumerateDevices()).filter(each => each.kind === "videoinput");
  }

  /** The middle square of what is seen now, as ImageData; undefined while nothing is. */
  picture() {
    const { videoWidth: width, videoHeight: height } = this.video;
    const seen = Math.min(width, height);
    if (!this.stream || !seen) return undefined;
    const side = Math.min(seen, SIDE);
    if (canvas.width !== side) canvas.width = canvas.height = side;
    pen.drawImage(this.video, (width - seen) / 2, (height - seen) / 2, seen, seen, 0, 0, side, side);
    return pen.getImageData(0, 0, side, side);
  }
}
