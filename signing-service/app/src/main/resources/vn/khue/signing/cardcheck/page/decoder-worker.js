// Finds QR codes in pictures, beside the page, so that the page stays quick. zxing-reader.js is unchanged from npm's zxing-wasm 3.1.4.
"use strict";
importScripts("zxing-reader.js");

const OPTIONS = { formats: ["QRCode"], tryHarder: true, tryInvert: false, maxNumberOfSymbols: 2, textMode: "Plain" };
const CARD = /^TH1:|\/v#\d/;

const ready = ZXingWASM.prepareZXingModule({
  overrides: { locateFile: () => new URL("zxing_reader.wasm", self.location.href).href },
  fireImmediately: true,
});

self.onmessage = async ({ data: { id, picture } }) => {
  try {
    await ready;
    const texts = (await ZXingWASM.readBarcodes(picture, OPTIONS)).map(found => found.text);
    self.postMessage({ id, text: texts.find(text => CARD.test(text)) ?? texts[0] });
  } catch (failure) {
    self.postMessage({ id, failed: String(failure) });
  }
};
