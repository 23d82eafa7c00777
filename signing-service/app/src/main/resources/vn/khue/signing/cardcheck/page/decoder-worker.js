// Finds QR codes in pictures, beside the page, so that the page stays quick. zxing-reader.js is unchanged from npm's zxing-wasm 3.1.4.
"use strict";
importScripts("zxing-reader.js");

const QUICK = { formats: ["QRCode"], tryHarder: false, tryRotate: false, tryInvert: false, tryDownscale: false, maxNumberOfSymbols: 2, textMode: "Plain" };
/** Where the quick look finds nothing. */
const THOROUGH = { ...QUICK, tryHarder: true, tryDownscale: true };
const CARD = /^TH1:|\/v#\d/;

const ready = ZXingWASM.prepareZXingModule({
  overrides: { locateFile: () => new URL("zxing_reader.wasm", self.location.href).href },
  fireImmediately: true,
});

self.onmessage = async ({ data: { id, picture } }) => {
  try {
    await ready;
    let found = await ZXingWASM.readBarcodes(picture, QUICK);
    if (!found.length) found = await ZXingWASM.readBarcodes(picture, THOROUGH);
    const texts = found.map(each => each.text);
    self.postMessage({ id, text: texts.find(text => CARD.test(text)) ?? texts[0] });
  } catch (failure) {
    self.postMessage({ id, failed: String(failure) });
  }
};
